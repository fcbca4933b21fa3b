"""The fields of a contact: how they are called, asked for, and said."""

from troth.people.fields import CHOICES, FIELDS

LABELS = {
    "name": "Name",
    "title": "Title",
    "gender": "Greeted as",
    "role": "What they do",
    "phone": "Telephone",
    "rank": "Rank",
    "reports_to": "Reports to",
    "fluency": "Knows the field",
    "language": "Language",
    "address_form": "Form of address",
    "zone": "Time zone",
    "usual_channel": "Usually reached by",
    "urgent_channel": "When it is urgent",
    "weighs_on": "What weighs on them",
    "is_liaison": "Passes things on",
}

LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}

FORMS = {
    "de": {"formal": "Sie", "informal": "du"},
    "fr": {"formal": "vous", "informal": "tu"},
    "es": {"formal": "usted", "informal": "tú"},
}
"""What a form of address is called in a language that has two."""

WORDS = {
    "gender": {"f": "a woman", "m": "a man"},
    "rank": {
        "1": "1: can end the agreement",
        "2": "2: leads a department",
        "3": "3: works with you",
        "4": "4: hears of it",
    },
    "fluency": {
        "lay": "Not from the field",
        "some": "Knows some of the field",
        "expert": "From the field",
    },
    "address_form": {"formal": "formal", "informal": "by first name"},
    "is_liaison": {"yes": "yes", "no": "no"},
    "language": LANGUAGES,
}

WHY = {
    "gender": "For greetings only.",
    "rank": "How much weight their word has.",
    "language": "The two letters of a language, such as de. Letters are written in it.",
    "address_form": "Sie or du, vous or tu, usted or tú.",
    "zone": "Such as Europe/Berlin. Their days end there.",
    "reports_to": "The name of somebody at this client.",
    "fluency": "So that a letter is never above their level, nor below it.",
    "is_liaison": "Whether they pass words between two fields.",
    "weighs_on": "Such as an audit or a fair, with its day.",
}
NO_WORD = "Not known"


def label_of(field: str) -> str:
    return LABELS[field]


def field_value(field: str, value: str, *, language: str = "") -> str:
    """What stands in a field, in words."""
    if field == "address_form" and language[:2] in FORMS:
        return FORMS[language[:2]].get(value, value)
    return WORDS.get(field, {}).get(value, value)


def choices_of(field: str, *, language: str = "") -> list[dict[str, str]]:
    """What can be chosen in a field; empty where it is written freely."""
    return [
        {"value": value, "label": field_value(field, value, language=language) or NO_WORD}
        for value in CHOICES.get(field, ())
    ]


def is_field(field: str) -> bool:
    return field in FIELDS
