"""What mail servers say of a letter that did not arrive, in the languages they speak.

Folded: lower case, no accents. A row holds ways of speaking, not one server's sentence.
"""

from troth.pure.letter.phrases import Table

SUBJECTS: Table = {
    "en": (
        "undeliver",
        "non-? ?deliver",
        "not delivered",
        "returned (?:e-?mail|mail|to sender)",
        "(?:e-?mail|mail) (?:delivery|system) (?:has )?(?:fail|error|problem|notif|report)",
        "(?:e-?mail|mail) (?:delivery|system) (?:delay|stat)",
        "(?:e-?mail|mail) delivery (?:sub)?system",
        "(?:e-?mail|mail|message|letter) (?:could|can) ?not be",
        "(?:message|e-?mail|mail|letter) (?:delivery|undeliver|status|not |delayed|rejected)",
        "delivery[ -](?:status|notif|fail|error|problem|report|incomplete|delay|has )",
        "fail(?:ed|ure)(?: to)? (?:notice|deliver|mail|notif)",
        "(?:could not|unable to|cannot) deliver",
        "nd[nr]:",
        "address not found",
        "warning: (?:could not send|message .{1,40} delayed|e-?mail still)",
        "delayed (?:e-?)?mail",
        "permanent delivery",
        "your (?:message|mail|e-?mail) .{0,80}(?:could|can)(?: ?not|n't) be delivered",
    ),
    "de": (
        "unzustell",
        "nicht (?:zustell|zugestellt)",
        "zustell(?:ung|ungs)?[ -]?(?:fehl|nicht|verz|gesch|prob|bericht|status)",
        "benachrichtigung (?:zum|zur|uber den|uber die) (?:ubermittl|zustell)",
        "fehler (?:bei|beim) .{0,20}(?:zustell|e-?mail|versand|senden|ubermittl)",
        "ubermittlung.{0,10} (?:fehl|nicht)",
        "(?:ihre |die )?(?:e-?mail|nachricht|mail) .{0,80}(?:nicht (?:zu|uber)|unzustell)",
    ),
    "fr": (
        "non[ -](?:remis|distribu|delivr|livr)",
        "undelivrable",
        "echec (?:de |d')(?:la )?(?:remise|livraison|distribution|envoi|acheminement)",
        "notification (?:d'|de ).{0,20}(?:remise|distribution|livraison)",
        "rapport de non",
        "impossible de (?:remettre|distribuer|delivrer|livrer)",
        "retour a l'expediteur",
        "(?:courrier|message|mail|e-?mail|courriel) (?:non|retourne|n'a pas|refuse)",
        "remise (?:retardee|differee|impossible)",
    ),
    "es": (
        "no (?:se )?(?:puede|pudo|ha podido|entreg|enviado)",
        "imposible entregar",
        "mensaje (?:no |devuelto|rechazado)",
        "(?:notificacion|aviso|informe) .{0,30}entrega",
        "(?:error|fallo|retraso) (?:de|en) (?:la )?entrega",
        "entrega (?:fallida|demorada|retrasada)",
        "correo (?:devuelto|no entregado)",
        "devuelto al remitente",
    ),
    "it": ("non recapit", "mancat[oa] (?:recapito|consegna)", "impossibile (?:recapit|consegn)"),
    "pt": ("nao (?:entreg|e possivel entreg)", "falha (?:na|de) entrega"),
    "nl": ("onbestelbaar", "niet (?:bezorgd|afgeleverd|bestelbaar)"),
    "pl": ("niedostarcz", "nie (?:mozna|udało sie) dostarczyc", "nie dostarczono"),
    "sv": ("olever", "gar inte att leverera"),
    "da": ("kan ikke leveres", "ikke leveret"),
    "cs": ("nedorucitel",),
    "ru": ("не ?достав",),
}
"""How the subject of a report begins."""

WORDS: Table = {
    "en": (
        r"\bthis is the (?:qmail|mail (?:delivery )?(?:sub)?system|[\w.-]{1,60} program)",
        r"\bi'm (?:sorry to have to inform|afraid i wasn)",
        "(?: not|n't) (?:yet )?(?:be |been )?(?:successfully )?deliver(?:ed|(?= (?:to|your|the)))",
        "undeliver(?:able|ed)",
        r"\bdelivery\b[^\n]{0,60}\b(?:fail|delayed|unsuccessful)",
        r"\bpermanent(?:ly)? (?:fatal )?(?:error|failure)s?\b",
        "did not reach the following",
        "(?:unable|failed) to deliver",
        r"\baddress(?:\(?es\)?)? (?:has |had |have )?(?:failed|not found|rejected|permanent)",
        "(?:message|mail|letter) (?:was|has been|is being) (?:returned|rejected|bounced|delayed)",
        "(?:message|mail|letter) (?:wasn't|couldn't) ",
    ),
    "de": (
        r"\bnicht [^\n]{0,120}(?:zugestellt|zustellbar|ausgeliefert|ubermittelt)",
        "unzustellbar",
        r"\bzustellung\b[^\n]{0,80}\b(?:fehlgeschlagen|nicht moglich|gescheitert)",
    ),
    "fr": (
        "n'(?:a|ont|est) [^\n]{0,30}(?:remis|distribu|delivr|livr|achemin)",
        "impossible de (?:remettre|distribuer|delivrer|livrer)",
        "echec de (?:la )?(?:remise|livraison|distribution)",
        r"\bremise\b[^\n]{0,60}\ba echoue",
    ),
    "es": (
        r"\bno (?:se )?(?:pudo|puede|pudieron|ha podido|fue|ha sido) (?:ser )?(?:posible )?entreg",
        "imposible entregar",
        "error (?:al|en la) entreg",
    ),
    "it": ("non (?:e stato |puo essere |e )(?:possibile )?(?:recapit|consegn)",),
    "pt": ("nao (?:foi|pode) [^\n]{0,20}entreg",),
    "nl": ("niet (?:worden )?(?:bezorgd|afgeleverd)",),
}
"""What the text of a report says."""

DELAY_SUBJECTS: Table = {
    "en": (
        "delayed",
        r"\bdelay\b",
        "still being retried",
        "incomplete",
        "could not send message for",
    ),
    "de": ("verzogert", "verzogerung"),
    "fr": ("retarde", "differe"),
    "es": ("retras", "demorad"),
}

DELAY_WORDS: Table = {
    "en": (
        "not yet (?:been )?deliver",
        "still undelivered",
        "warning message only",
        "temporary (?:problem|failure) deliver",
        r"(?:will|is|are) (?:be |continue to |keep |still be )?(?:retr(?:y|ied)|trying)\b",
        "not (?:need to )?(?:take any action|resend)",
        r"\bdelivery [^\n]{0,40}\bdelayed",
    ),
    "de": (
        "noch nicht zugestellt",
        "weiter(?:e|hin) [^\n]{0,30}(?:versuch|zuzustellen)",
        "verzogert",
    ),
    "fr": ("pas encore [^\n]{0,20}(?:remis|distribu|delivr)", "retardee"),
    "es": ("aun no [^\n]{0,20}entreg", "seguira intentando", "se ha retrasado"),
}
