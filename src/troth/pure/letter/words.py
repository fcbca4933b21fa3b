"""The words by which mail programs and people mark quotes and signatures, one table a language.

To teach Troth a language, add a `Words` here or there; nothing else knows a language. Write all
words in lower case and without their colon. Further languages: `words_abroad`, `words_far`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says.

    `wrote`: the verb of "On Monday Anna wrote:"; `opens`: how such a line may begin;
    `sender`, `recipient`, `fields`: the header lines that Outlook and others put above a quote;
    `original`, `forwarded`: what stands in a divider above an answered and a forwarded letter;
    `sent_from`: how the line begins that a telephone adds; `closings`: the last words before a
    name; `disclaimers`: how the small print begins; `banners`: how a gateway's warning begins
    that stands on top of letters from outside.
    """

    language: str
    wrote: tuple[str, ...]
    opens: tuple[str, ...]
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    fields: tuple[str, ...]
    original: tuple[str, ...]
    forwarded: tuple[str, ...]
    sent_from: tuple[str, ...]
    closings: tuple[str, ...]
    disclaimers: tuple[str, ...]
    banners: tuple[str, ...] = ()


ENGLISH = Words(
    language="en",
    wrote=("wrote", "writes", "quoting"),
    opens=("on", "at"),
    sender=("from",),
    recipient=("to",),
    fields=("sent", "date", "cc", "bcc", "subject", "reply-to", "importance", "organization"),
    original=("original message", "original email", "original appointment", "reply message"),
    forwarded=("forwarded message", "forwarded by", "begin forwarded message", "forwarded email"),
    sent_from=(
        "sent from my",
        "sent from mail for",
        "sent from outlook",
        "sent from yahoo",
        "sent from proton mail",
        "sent from gmail",
        "sent from samsung",
        "sent via my",
        "sent with",
        "sent using",
        "get outlook for",
    ),
    closings=(
        "best",
        "best regards",
        "best wishes",
        "all best",
        "all the best",
        "cheers",
        "kind regards",
        "kindest regards",
        "many thanks",
        "regards",
        "respectfully",
        "sincerely",
        "sincerely yours",
        "take care",
        "talk soon",
        "thank you",
        "thanks",
        "thanks again",
        "thanks and regards",
        "thanks & regards",
        "thanks in advance",
        "warm regards",
        "warmly",
        "with best regards",
        "with kind regards",
        "yours",
        "yours faithfully",
        "yours sincerely",
        "yours truly",
    ),
    disclaimers=(
        "this email and any",
        "this e-mail and any",
        "this email message and any",
        "this e-mail message and any",
        "this message and any attach",
        "this email is confidential",
        "this e-mail is confidential",
        "this message is confidential",
        "this message is intended",
        "this email is intended",
        "this e-mail is intended",
        "this email may contain",
        "this e-mail may contain",
        "this message may contain",
        "this message contains confidential",
        "this email contains confidential",
        "the information contained in this",
        "the information in this email",
        "the information in this e-mail",
        "the content of this email",
        "the contents of this email",
        "the contents of this e-mail",
        "confidentiality notice",
        "confidentiality note",
        "confidential:",
        "disclaimer",
        "privileged and confidential",
        "legal notice",
        "if you are not the intended recipient",
        "if you have received this",
        "please consider the environment",
        "think before you print",
    ),
    banners=(
        "attention",
        "be careful",
        "caution",
        "external",
        "external e-mail",
        "external email",
        "external message",
        "external sender",
        "this email originated",
        "this message originated",
        "this email was sent from outside",
        "this message was sent from outside",
        "warning",
        "you don't often get email from",
    ),
)

GERMAN = Words(
    language="de",
    wrote=("schrieb", "schreibt", "geschrieben", "zitat"),
    opens=("am",),
    sender=("von",),
    recipient=("an",),
    fields=("gesendet", "datum", "cc", "kopie", "betreff", "antwort an"),
    original=("ursprüngliche nachricht", "originalnachricht", "original-nachricht"),
    forwarded=("weitergeleitete nachricht", "anfang der weitergeleiteten nachricht"),
    sent_from=("von meinem", "gesendet von", "diese nachricht wurde von meinem", "gesendet mit"),
    closings=(
        "mit freundlichen grüßen",
        "mit freundlichem gruß",
        "mit besten grüßen",
        "freundliche grüße",
        "viele grüße",
        "beste grüße",
        "liebe grüße",
        "herzliche grüße",
        "schöne grüße",
        "grüße",
        "gruß",
        "mfg",
        "vg",
        "lg",
    ),
    disclaimers=("diese e-mail enthält", "diese nachricht enthält", "der inhalt dieser e-mail"),
    banners=("achtung", "vorsicht", "externe e-mail", "externe nachricht"),
)

FRENCH = Words(
    language="fr",
    wrote=("a écrit", "écrit"),
    opens=("le",),
    sender=("de", "expéditeur"),
    recipient=("à", "a", "destinataire"),
    fields=(
        *("envoyé", "envoyé le", "date", "message du", "cc", "copie", "copie à"),
        *("objet", "sujet", "répondre à"),
    ),
    original=("message d'origine", "message original", "message d’origine"),
    forwarded=("message transféré", "début du message transféré", "début du message réexpédié"),
    sent_from=("envoyé de mon", "envoyé depuis", "envoyé à partir de", "télécharger outlook"),
    closings=(
        "cordialement",
        "bien cordialement",
        "bien à vous",
        "amicalement",
        "bonne journée",
        "salutations",
        "sincères salutations",
    ),
    disclaimers=("ce message et toutes les pièces", "ce message est confidentiel", "ce courriel"),
    banners=("attention", "message externe", "courriel externe", "expéditeur externe"),
)

SPANISH = Words(
    language="es",
    wrote=("escribió", "escribio"),
    opens=("el",),
    sender=("de",),
    recipient=("para",),
    fields=("enviado", "enviado el", "fecha", "cc", "asunto", "responder a"),
    original=("mensaje original",),
    forwarded=("mensaje reenviado", "inicio del mensaje reenviado", "forwarded message"),
    sent_from=("enviado desde", "enviado con", "obtener outlook", "descargar outlook"),
    closings=(
        "saludos",
        "un saludo",
        "saludos cordiales",
        "un cordial saludo",
        "atentamente",
        "gracias",
        "muchas gracias",
        "un abrazo",
    ),
    disclaimers=("este mensaje y", "este correo electrónico", "este mensaje contiene"),
    banners=("atención", "precaución", "correo externo", "mensaje externo"),
)
