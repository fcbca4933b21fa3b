"""German: the words behind the tags."""

from typing import Any

from troth.pure.when.de_forms import declined, number_words, ordinal_words, spelled, with_articles
from troth.pure.when.nodes import Clock, Part
from troth.pure.when.vocabulary import Vocabulary, fold

_MONTHS = {
    "januar": 1, "jänner": 1, "februar": 2, "feber": 2, "feb": 2, "märz": 3, "mrz": 3, "april": 4,
    "apr": 4, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9,
    "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nov": 11, "dezember": 12,
    "dez": 12,
}  # fmt: skip

# Also names.
_MONTHS_IN_DOUBT = {"jan": 1, "mai": 5}

_WEEKDAYS = {
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5,
    "sonnabend": 5, "sonntag": 6,
}  # fmt: skip

# "So" begins too many sentences to be a Sunday.
_WEEKDAYS_IN_DOUBT = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5}

_PARTS = {
    "vormittag": Part(8, 12), "mittag": Part(12, 14), "nachmittag": Part(12, 18),
    "abend": Part(18, 22), "nacht": Part(20, 24), "früh": Part(8, 12),
}  # fmt: skip

_UNITS = {
    "minute": "minute", "minuten": "minute", "min": "minute", "stunde": "hour", "stunden": "hour",
    "std": "hour", "h": "hour", "sekunde": "second", "sekunden": "second",
    "tag": "day", "tage": "day", "tagen": "day", "tages": "day",
    "arbeitstag": "working day", "arbeitstage": "working day", "arbeitstagen": "working day",
    "werktag": "working day", "werktage": "working day", "werktagen": "working day",
    "viertel": "quarter", "viertelstunde": "quarter hour", "dreiviertelstunde": "three quarters",
    "woche": "week", "wochen": "week", "monat": "month", "monate": "month", "monaten": "month",
    "monats": "month", "quartal": "quarter", "quartale": "quarter", "quartalen": "quarter",
    "quartals": "quarter", "jahr": "year", "jahre": "year", "jahren": "year", "jahres": "year",
}  # fmt: skip

# What a promise without a number allows, in days from and to: wide on purpose.
_VAGUE = {
    "asap": (0, 3), "so bald wie möglich": (0, 3), "sobald wie möglich": (0, 3),
    "so schnell wie möglich": (0, 3), "so rasch wie möglich": (0, 3),
    "so früh wie möglich": (0, 3), "baldmöglichst": (0, 3), "schnellstmöglich": (0, 3),
    "möglichst bald": (0, 3), "möglichst schnell": (0, 3), "möglichst rasch": (0, 3),
    "möglichst zeitnah": (0, 5), "schnellstens": (0, 3), "umgehend": (0, 2), "zeitnah": (0, 5),
    "kurzfristig": (0, 5), "in kürze": (0, 7), "bald": (0, 14), "sehr bald": (0, 7),
    "demnächst": (0, 21), "in absehbarer zeit": (0, 30), "bei gelegenheit": (0, 30),
    "in den nächsten tagen": (0, 7), "in den kommenden tagen": (0, 7),
    "die nächsten tage": (0, 7), "die kommenden tage": (0, 7), "dieser tage": (0, 7),
    "in den nächsten wochen": (0, 28), "in den kommenden wochen": (0, 28),
    "die nächsten wochen": (0, 28), "früher oder später": (0, 30),
}  # fmt: skip

# 17:00: whoever asks for something by the end of the day means to have it before they go home.
_DAY_ENDS = dict.fromkeys(
    (
        "eod", "cob", "tagesende", "ende des tages", "ende des arbeitstages",
        "im laufe des tages",
        *(
            f"{word} {end}"
            for end in ("feierabend", "büroschluss", "geschäftsschluss", "dienstschluss")
            for word in ("bis", "bis zum", "vor", "zum")
        ),
    ),
    Clock(17),
)  # fmt: skip

# After "am 14." these go on with the sentence or begin the next one.
_FUNCTION_WORDS = (
    "ich du er sie es wir ihr man mir dir uns euch ihnen ist sind war wird werden wäre hat haben "
    "habe hätte kann kannst können könnte muss müssen soll sollen sollte will wollen darf bitte "
    "danke vielen viele beste liebe mit ohne wenn falls weil da aber denn dann danach also auch "
    "ob noch schon erst nicht kein keine passt geht ginge bin bis wie was wer wo wann hier dort "
    "mfg lg gruß grüße gern gerne alles"
).split()


def _compounds() -> dict[str, tuple[str, ...]]:
    """Words in one: "Freitagnachmittag", "Wochenanfang"."""
    parts = {"morgen": "vormittag"} | {part: part for part in spelled(_PARTS)}
    words: dict[str, tuple[str, ...]] = {
        day + part: (day, meant) for day in _WEEKDAYS for part, meant in parts.items()
    }
    for edge in ("anfang", "beginn", "mitte"):
        words |= {
            f"wochen{edge}": (edge, "der", "woche"),
            f"monats{edge}": (edge, "des", "monats"),
            f"quartals{edge}": (edge, "des", "quartals"),
            f"jahres{edge}": (edge, "des", "jahres"),
        }
    return {fold(word): parts for word, parts in words.items()}


_WORDS: dict[str, dict[str, Any]] = {
    # First, so that a word with a tag of its own keeps it.
    "FUNCTION": dict.fromkeys(_FUNCTION_WORDS, True),
    "NUMWORD": number_words(),
    "ORDWORD": ordinal_words(),
    "AN": dict.fromkeys(("ein", *declined("eine")), 1),
    "FEW": dict.fromkeys(
        ("paar", "ein paar", "einem paar", *declined("einige", "mehrere", "wenige")), 3
    ),
    "HALF": dict.fromkeys(declined("halbe"), 0.5)
    | dict.fromkeys(("anderthalb", "eineinhalb", "einundeinhalb"), 1.5),
    # Minutes from the hour that is named: "halb drei" is half past two.
    "HALFTO": {"halb": -30, "dreiviertel": -15},
    "MONTH": _MONTHS,
    "MONTHISH": _MONTHS_IN_DOUBT,
    "WEEKDAY": _WEEKDAYS,
    "WEEKDAYISH": _WEEKDAYS_IN_DOUBT,
    "WEEKDAYS": {f"{name}s": number for name, number in _WEEKDAYS.items()},
    "DAYNAME": {
        "heute": 0, "gestern": -1, "übermorgen": 2, "vorgestern": -2,
        "überübermorgen": 3,
    },
    "MORROW": {"morgen": Part(8, 12)},
    "UNIT": _UNITS,
    "THIS": dict.fromkeys(declined("diese", "laufende", "aktuelle"), 0),
    "NEXT": dict.fromkeys(declined("nächste"), 1) | dict.fromkeys(declined("übernächste"), 2),
    "COMING": dict.fromkeys(declined("kommende"), 1),
    "LAST": dict.fromkeys(declined("letzte", "vorige", "vergangene"), -1)
    | dict.fromkeys(declined("vorletzte"), -2),
    "EDGE": with_articles(
        {"anfang": "early", "mitte": "mid", "ende": "end", "beginn": "early"}
    ),
    "EVERY": dict.fromkeys(declined("jede"), True),
    "REST": dict.fromkeys(
        ("rest", "rest der", "rest des", "im laufe der", "im laufe des", "im lauf der"), True
    ),
    "PERIODEND": {
        "monatsende": "month", "quartalsende": "quarter", "jahresende": "year",
        "wochenschluss": "week",
    },
    "PART": _PARTS | {f"{part}s": span for part, span in _PARTS.items() if part != "früh"}
    | {"morgens": Part(8, 12)},
    "WEEKEND": dict.fromkeys(("wochenende",), True),
    "DAYEND": _DAY_ENDS,
    "NOON": {"mitternacht": Clock(24), "bis mittag": Clock(12), "gegen mittag": Clock(12)},
    "OCLOCK": {"uhr": True},
    "VAGUE": _VAGUE,
    "WISH": dict.fromkeys(declined("schöne", "gute", "angenehme", "erholsame", "tolle"), True),
    "FROM": dict.fromkeys(("von", "vom"), True),
    "BEFORE": {"vor": True},
    "AFTER": {"nach": True},
    "TO": dict.fromkeys(("bis", "bis zum", "bis zur", "bis einschließlich"), True),
    "AND": dict.fromkeys(("und", "u", "&"), True),
    "OR": dict.fromkeys(("oder", "bzw"), True),
    "BETWEEN": {"zwischen": True},
    "AT": dict.fromkeys(("um", "gegen"), True),
    "ON": dict.fromkeys(("am", "an", "per"), True),
    "IN": dict.fromkeys(("in", "im", "in spätestens"), True),
    "WITHIN": dict.fromkeys(
        (
            "innerhalb", "innerhalb von", "innerhalb der nächsten", "binnen", "in den nächsten",
            "in den kommenden",
        ),
        True,
    ),
    "BY": dict.fromkeys(
        (
            "spätestens", "bis spätestens", "spätestens bis", "spät", "ab", "zum", "zur",
            "deadline", "fällig",
        ), True),
    "SINCE": {"seit": True, "seit dem": True},
    "THE": dict.fromkeys(("der", "die", "das", "den", "dem", "des"), True),
    "FOR": {"für": True},
    "ABOUT": dict.fromkeys(
        ("circa", "ca", "etwa", "ungefähr", "rund", "zirka", "gut", "knapp", "fast"), True
    ),
    "WEEKOF": dict.fromkeys(("woche vom", "woche ab", "woche um"), True),
    "WEEKNO": dict.fromkeys(("kw", "kalenderwoche"), True),
    # What such a word stands before is its number and no date.
    "LABEL": dict.fromkeys(
        (
            "version", "release", "abschnitt", "kapitel", "punkt", "ziffer", "nr", "nummer",
            "absatz", "artikel", "seite", "anlage", "ticket", "position", "stufe", "patch",
        ),
        True,
    ),
    "OTHER": dict.fromkeys(
        (
            "guten morgen", "guten tag", "guten abend", "gute nacht", "schönen abend",
            "schönen tag", "bis bald", "tag für tag", "von heute auf morgen",
            "von tag zu tag", "am ende des tages",
            "im laufe der zeit", "im laufe der jahre", "im laufe der monate", "im laufe der wochen",
            "morgen zusammen", "morgen allerseits",
        ),
        True,
    ),
}  # fmt: skip

VOCABULARY = Vocabulary(
    language="de",
    words={tag: spelled(words) for tag, words in _WORDS.items()},
    ordinal=r"\.",
    meridiem=r"[uU]hr\b(?:\ [0-5][0-9](?![\w.,:]))?",
    contractions=_compounds(),
    capital_nouns=True,
    before_is_ago=True,
)
