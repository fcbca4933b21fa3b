"""What machines say of themselves on somebody's behalf, in the languages that people use.

Folded: lower case, no accents. Every phrase of `SUBJECTS` begins with four plain letters: they are
its cheap sign.
"""

from troth.pure.letter.phrases import Table

_ALONE = r"\s*(?:$|:)"
"""The subject of a note of absence stands alone or before a colon; a person's goes on."""

SUBJECTS: Table = {
    "en": (
        r"auto[ -]?(?:reply|respon[sd]\w+|answer)\b",
        r"automat(?:ic|ed)[ -](?:reply|response|answer|out of office)\b",
        r"vacation (?:auto-?)?(?:reply|response|responder|notice|message)\b",
        r"absence (?:auto-?)?(?:reply|response|notice|message)\b",
        (
            r"out of (?:the )?office\s*(?:auto-? ?reply|reply|response|message|notification|notice"
            r"|assistant)?\s*(?:$|[:\-–—(])"
        ),
        rf"away from (?:my (?:e-?)?mail|the office|my desk){_ALONE}",
    ),
    "de": (
        r"automatische (?:antwort|abwesenheit\w*|ruckantwort|(?:eingangs|empfangs)bestatigung)\b",
        r"automatisch generierte (?:antwort|nachricht|e-?mail)\b",
        r"auto-?antwort\b",
        (
            r"abwesenheits(?:notiz|meldung|nachricht|benachrichtigung|assistent|antwort|mitteilung"
            r"|hinweis|agent)\b"
        ),
        rf"abwesen(?:d|heit){_ALONE}",
        rf"nicht im (?:buro|haus){_ALONE}",
    ),
    "fr": (
        r"reponse (?:automatique|d'absence)\b",
        r"message (?:automatique d'|d')absence\b",
        r"notification d'absence\b",
        rf"absen(?:te?|ce) du bureau{_ALONE}",
    ),
    "es": (
        r"respuesta (?:automatica|de ausencia)\b",
        r"contestacion automatica\b",
        r"auto-?respuesta\b",
        r"mensaje de ausencia\b",
        rf"fuera de (?:la )?oficina{_ALONE}",
        rf"ausente de (?:la )?oficina{_ALONE}",
    ),
    "it": (r"risposta automatica\b", rf"fuori ufficio{_ALONE}", rf"assen\w+ dall'ufficio{_ALONE}"),
    "pt": (
        r"resposta automatica\b",
        r"ausencia temporaria\b",
        rf"fora do escritorio{_ALONE}",
        rf"ausente do escritorio{_ALONE}",
    ),
    "nl": (
        r"automatisch (?:antwoord|bericht)\b",
        r"afwezigheids?(?:bericht|melding|assistent)\b",
        rf"afwezig{_ALONE}",
    ),
    "pl": (r"odpowiedz automatyczna", r"automatyczna odpowiedz", r"autoodpowiedz"),
    "sv, da, no": (
        r"automatiskt? svar\b",
        r"autosvar\b",
        rf"franvaro(?:meddelande|svar)?{_ALONE}",
        rf"fravær(?:smelding|smeddelelse|sbesked)?{_ALONE}",
    ),
    "fi": (r"automaattinen vastaus\b", r"poissaolo(?:viesti|ilmoitus)\b"),
    "cs, sk": (r"automaticka odpoved",),
    "hu": (r"automatikus valasz",),
    "ro": (r"raspuns automat\b",),
    "tr": (r"otomatik yan[iı]t",),
    "ru, uk": (r"автоматическ\w+ (?:ответ|уведомл)", r"автоматична відповідь", r"автоответ"),
    "el": (r"αυτοματη απαντηση",),
    "ja, zh, ko": (r"自動応答", r"自動返信", r"自動回覆", r"自动答复", r"自动回复", r"자동 ?회신"),
}
"""How the subject of an automatic reply begins."""

FIRST_WORDS: Table = {
    "en": (
        (
            r"(?:this|the following)(?: (?:e-?mail|message|mail))? (?:is|was|has been) (?:an? )?"
            r"(?:automatic(?:ally)?|automated|auto-?generated)[ -](?:generated |sent |created"
            r"|out[ -]of[ -]office )?(?:reply|response|message|mail|e-?mail|answer|noti|acknowledg"
            r"|confirmation|by\b|from\b|to let)"
        ),
        r"(?:an? )?(?:automatic|automated|auto-?generated) (?:reply|response|message|e-?mail)\b",
    ),
    "de": (
        (
            r"dies(?:e[sr]?)?(?: (?:e-?mail|mail|nachricht|antwort))? (?:ist|wurde|wird) "
            r"(?:eine? )?automatisch\w* "
        ),
        r"automatisch (?:generierte|erstellte|erzeugte) (?:antwort|nachricht|e-?mail|mail)",
        r"automatische (?:antwort|nachricht|abwesenheit\w*|eingangs\w*|empfangs\w*)\b",
    ),
    "fr": (
        (
            r"(?:ceci est|il s'agit d'|voici) ?(?:une? )?(?:reponse|message|e-?mail|courriel)"
            r" (?:genere|envoye|d'absence )?(?:e? )?automati"
        ),
        (
            r"ce(?:t|tte)? (?:e-?mail|message|courriel|mail|reponse) (?:est |a ete )[^\n.]{0,30}"
            r"\bautomati"
        ),
        r"(?:reponse|message) automatique\b",
    ),
    "es": (
        r"este?a? (?:es una? |mensaje |correo |respuesta |e-?mail )[^\n.]{0,40}\bautomatic",
        r"(?:respuesta|mensaje) automatic[ao]\b",
    ),
    "it": (
        r"quest[aoi] (?:e una? |messaggio |risposta |e-?mail )[^\n.]{0,30}\bautomatic",
        r"risposta automatica\b",
    ),
    "pt": (r"est[ae] (?:e uma? |mensagem |resposta |e-?mail )[^\n.]{0,30}\bautomatic",),
    "nl": (r"dit (?:is een|bericht is) automatisch",),
}
"""How a sentence begins in which a text says that a machine wrote it."""

ABSENT: Table = {
    "en": (
        r"\bout[ -]of[ -](?:the[ -]|my[ -])?office",
        r"\booo\b",
        r"\b(?:am|are|is|be|currently) (?:away|absent|unavailable|travell?ing)\b",
        r"\b(?:am|are|is|be|currently) not (?:in the office|available|at my desk)",
        r"\bon (?:\w{1,20} )?(?:leave|vacation|holidays?|sabbatical)\b",
        r"\b(?:my (?:return|absence)|vacation|office is closed|limited access)\b",
        r"\b(?:back in|return(?:ing)? to) the office\b",
    ),
    "de": (
        r"abwesen",
        r"\bnicht (?:im (?:buro|haus|dienst)|erreichbar|am arbeitsplatz)\b",
        r"\bim urlaub\b",
        r"\b(?:außer haus|elternzeit|betriebsferien|betriebsurlaub)\b",
        r"\bwieder (?:im buro|erreichbar|fur sie|zuruck|da)\b",
    ),
    "fr": (
        r"\babsente?s?\b",
        r"\babsence\b",
        r"\ben (?:conges?|vacances|deplacement)\b",
        r"\b(?:de|mon) retour\b",
    ),
    "es": (
        r"\bausen(?:te|cia)",
        r"\bfuera de (?:la )?oficina",
        r"\bde (?:vacaciones|baja|permiso)\b",
        r"\bmi (?:regreso|vuelta)\b",
    ),
    "it": (r"\bfuori (?:ufficio|sede)\b", r"\bassen(?:te|za)\b", r"\bin ferie\b"),
    "pt": (r"\bferias\b", r"\bfora do escrit"),
    "nl": (r"\bafwezig", r"\bmet (?:vakantie|verlof)\b"),
    "others": (r"nieobecn", r"urlop", r"franvar", r"fravær", r"poissa", r"lomalla", r"отпуск"),
}
"""What tells of an absence in a letter that is known to be automatic."""

RECEIVED: Table = {
    "en": (
        r"\b(?:we|has|have|was|been|successfully)(?:'ve)? (?:been )?(?:received|registered|logged)",
        r"\b(?:received your|receipt of your|acknowledg)",
        r"\bconfirm(?:s|ation|ing)? [^\n]{0,40}\b(?:receipt|order|booking|registration|request)",
        (
            r"\b(?:ticket|case|order|request|booking|incident|inquiry) (?:id|no|number|reference"
            r"|confirmation|received|#|\[)"
        ),
    ),
    "de": (
        r"(?:eingangs|empfangs)bestatigung",
        r"\b(?:erhalten|eingegangen|eingetroffen|bestatigen)\b",
        r"\b(?:ticket|bestell|auftrags|vorgangs)-?(?:nummer|nr|bestatigung|id)",
    ),
    "fr": (
        r"accuse de reception",
        r"\b(?:bien|avons|ete) (?:bien )?recue?s?\b",
        r"numero de (?:dossier|commande|ticket|suivi)",
    ),
    "es": (
        r"acuse de recibo",
        r"\b(?:hemos|ha sido|se ha) recibid[oa]",
        r"numero de (?:pedido|caso|incidencia|ticket)",
    ),
}
"""What tells that ours arrived, in a letter that is known to be automatic."""

THANKS: Table = {
    "en": (r"(?:many )?thank(?:s|s you| you) ",),
    "de": (r"(?:vielen |herzlichen |besten )?dank ", r"danke "),
    "fr": (r"merci ",),
    "es": (r"(?:muchas )?gracias ",),
}
"""How a note of absence begins that thanks for nothing but the letter itself."""

LETTERS: Table = {
    "en": (r"e-?mail\b", r"mail\b", r"message\b"),
    "de": (r"nachricht\b", r"anfrage\b"),
    "fr": (r"courriel\b",),
    "es": (r"correo\b", r"mensaje\b"),
}

FORMULAS: Table = {
    "en": (
        r"\byour (?:e-?mail|message) [^\n]{0,40}not be (?:forwarded|read)",
        r"\b(?:urgent|immediate)\b[^\n]{0,80}\b(?:contact|call|reach)\b",
        r"\bcontact\b[^\n]{0,60}\b(?:urgent|in my absence|while i)",
        r"\b(?:upon|on|after) my return\b",
    ),
    "de": (
        r"\bihre (?:e-?mail|nachricht) [^\n]{0,40}nicht (?:automatisch )?(?:weiterg|gelesen)",
        r"\bin dringenden (?:fallen|angelegenheiten)",
        r"\b(?:wenden sie sich|kontaktieren sie)\b",
        r"\bnach meiner ruckkehr\b",
    ),
    "fr": (
        r"\ben cas d'urgence\b",
        r"\b(?:demande|question|message)s? urgente?s?\b",
        r"\b(?:pendant|durant|en) mon absence\b",
        r"\ba mon retour\b",
    ),
    "es": (
        r"\ben caso de urgencia\b",
        r"\b(?:asuntos?|temas?|cuestion(?:es)?) urgentes?\b",
        r"\b(?:durante|en) mi ausencia\b",
        r"\ba mi (?:regreso|vuelta)\b",
    ),
}
"""What only a note says that goes to everybody who writes."""
