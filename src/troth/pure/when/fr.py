"""French: the words behind the tags."""

from typing import Any

from troth.pure.when.nodes import Clock, Part
from troth.pure.when.vocabulary import Vocabulary

_UPTO_SIXTEEN = (
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
).split()
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_FIRSTS = "premier deuxième troisième quatrième cinquième sixième septième huitième".split()


def _number_words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_UPTO_SIXTEEN, 2)}
    words |= {"dix sept": 17, "dix huit": 18, "dix neuf": 19}
    ones = {"un": 1} | {word: number for word, number in words.items() if number < 10}
    for tens, ten in _TENS.items():
        words |= {f"{tens} {one}": ten + number for one, number in ones.items()}
        words |= {tens: ten, f"{tens} et un": ten + 1, f"{tens} et une": ten + 1}
    return words | {"une dizaine de": 10, "une quinzaine de": 15, "une douzaine de": 12}


def _ordinal_words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_FIRSTS, 1)}
    return words | {"première": 1, "second": 2}


_MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "février": 2, "févr": 2, "fév": 2, "avril": 4, "avr": 4,
    "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "août": 8, "aou": 8, "septembre": 9,
    "octobre": 10, "oct": 10, "novembre": 11, "nov": 11, "décembre": 12, "déc": 12,
}  # fmt: skip

_WEEKDAYS = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
}  # fmt: skip

# Also "sea", "game" and the like.
_WEEKDAYS_IN_DOUBT = {"lun": 0, "mar": 1, "mer": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6}

_UNITS = {
    "minute": "minute", "minutes": "minute", "min": "minute", "mn": "minute",
    "heure": "hour", "heures": "hour", "h": "hour", "secondes": "second", "seconde": "second",
    "jour": "day", "jours": "day", "journée": "day", "journées": "day", "nuits": "day",
    "semaine": "week", "semaines": "week", "mois": "month", "trimestre": "quarter",
    "trimestres": "quarter", "an": "year", "ans": "year", "année": "year", "années": "year",
}  # fmt: skip

# What a promise without a number allows, in days from and to: wide on purpose.
_VAGUE = {
    **dict.fromkeys(
        (
            "asap", "dqp", "dès que possible", "aussi vite que possible", "aussitôt que possible",
            "aussi rapidement que possible", "le plus vite possible", "le plus tôt possible",
            "le plus rapidement possible", "au plus vite", "au plus tôt", "dès que je peux",
            "dès que nous pouvons", "dès que vous pouvez", "dès que tu peux", "sans tarder",
            "dans les plus brefs délais", "dans les meilleurs délais", "sans délai", "sous peu",
            "dès que vous pourrez", "dès que tu pourras", "dans les plus courts délais",
        ),
        (0, 3),
    ),
    **dict.fromkeys(
        (
            "dans les prochains jours", "les prochains jours", "dans les jours à venir",
            "dans les jours qui viennent",
            "ces prochains jours", "ces jours prochains", "d'ici quelques jours", "sous huitaine",
            "dans les tout prochains jours", "très prochainement",
            "très bientôt", "dans la huitaine",
        ),
        (0, 7),
    ),
    "bientôt": (0, 14), "prochainement": (0, 14), "d'ici peu": (0, 14), "sous quinzaine": (0, 14),
    "dans la quinzaine": (0, 14), "dans les prochaines semaines": (0, 28),
    "les prochaines semaines": (0, 28),
    "dans les semaines à venir": (0, 28), "dans les semaines qui viennent": (0, 28),
    "ces prochaines semaines": (0, 28), "un de ces jours": (0, 30),
    "dans un avenir proche": (0, 30), "dans un proche avenir": (0, 30),
    "dans un instant": (0, 1), "dans un moment": (0, 1), "dans quelques instants": (0, 1),
    "dans la journée": (0, 0), "dans le courant de la journée": (0, 0),
    "au cours de la journée": (0, 0), "dans l'heure": (0, 0),
}  # fmt: skip

# 17:00: whoever asks for something by the end of the day means to have it before they go home.
_DAY_ENDS = dict.fromkeys(
    (
        "fin de journée", "fin de la journée", "en fin de journée", "la fin de la journée",
        "la fin de journée", "à la fin de la journée", "fin de jour", "la fermeture des bureaux",
    ),
    Clock(17),
)  # fmt: skip

_PARTS = {
    "matin": Part(8, 12), "matinée": Part(8, 12), "après midi": Part(12, 18), "aprem": Part(12, 18),
    "soir": Part(18, 22), "soirée": Part(18, 22), "nuit": Part(20, 24),
    "fin de matinée": Part(10, 12), "début de matinée": Part(8, 10),
    "début d'après midi": Part(12, 15), "fin d'après midi": Part(16, 18),
    "milieu de matinée": Part(9, 11), "milieu d'après midi": Part(14, 16),
    "début de soirée": Part(18, 20), "fin de soirée": Part(20, 24),
}  # fmt: skip


def _parts() -> dict[str, Part]:
    """A part of a day with the words that may stand between the day and it: demain en soirée."""
    links = ("", "au ", "le ", "la ", "l'", "à la ")
    return {link + name: part for link in links for name, part in _PARTS.items()}


# With no day beside them these are parts of today.
_THIS_PARTS = {
    **{link + name: part for link in ("en ", "dans la ", "dans l'", "en tout ")
       for name, part in _PARTS.items()},
    "ce matin": Part(8, 12), "cette matinée": Part(8, 12), "cet après midi": Part(12, 18),
    "cette après midi": Part(12, 18), "ce soir": Part(18, 24), "cette nuit": Part(20, 24),
    "cet aprem": Part(12, 18), "ce midi": Part(12, 14), "cette matin": Part(8, 12),
}  # fmt: skip

# After "le 14" these go on with the sentence; any other word is what is counted.
_FUNCTION_WORDS = (
    "est était sera serait sont me te se nous vous je tu il elle on ils elles que qui si car "
    "puisque parce comme mais donc pour par avec sans dans chez sur sous merci svp ou et ne pas "
    "puis alors sinon maximum max dernier compris inclus convient vous-même "
    "va me lui leur y a ai as avez avons ont peut peux pouvez pourrait faut doit devra plus "
    "j'ai c'est n'est n'ai déjà"
).split()

_WORDS: dict[str, dict[str, Any]] = {
    # First, so that a word with a tag of its own keeps it.
    "FUNCTION": dict.fromkeys((*_FUNCTION_WORDS, "plus tard", "au plus tard"), True),
    "NUMWORD": _number_words(),
    "ORDWORD": _ordinal_words(),
    "AN": {"un": 1, "une": 1},
    "FEW": dict.fromkeys(("quelques", "plusieurs"), 3),
    "HALF": dict.fromkeys(("demi", "demie"), 0.5),
    "FOURTH": dict.fromkeys(("quart", "le quart"), 15),
    "MINUS": {"moins": True},
    "MONTH": _MONTHS,
    # With a capital a planet or a firm.
    "MONTHISH": {"mars": 3},
    "WEEKDAY": _WEEKDAYS,
    "WEEKDAYISH": _WEEKDAYS_IN_DOUBT,
    "WEEKDAYS": {f"{name}s": number for name, number in _WEEKDAYS.items()},
    "DAYNAME": {
        "aujourd'hui": 0, "aujourd hui": 0, "ce jour": 0, "demain": 1, "hier": -1,
        "après demain": 2, "avant hier": -2,
    },
    "UNIT": _UNITS,
    "WORKING": dict.fromkeys(("ouvré", "ouvrés", "ouvrable", "ouvrables"), True),
    "THIS": dict.fromkeys(("ce", "cet", "cette", "en cours"), 0),
    "NEXT": dict.fromkeys(("prochain", "prochaine", "prochains", "prochaines"), 1),
    "COMING": dict.fromkeys(
        ("qui vient", "à venir", "qui viennent", "qui arrive"), 1
    ),
    "LAST": dict.fromkeys(
        ("dernier", "dernière", "derniers", "dernières", "passé", "passée", "précédent",
         "précédente"), -1
    ),
    "EDGE": {
        "début": "early", "fin": "end", "mi": "mid", "milieu": "mid",
    },
    "EVERY": dict.fromkeys(("chaque", "tous les", "toutes les"), True),
    "REST": dict.fromkeys(
        ("reste de", "au cours de", "dans le courant de", "courant"), True
    ),
    "PART": _parts(),
    "OFPART": {
        "du matin": Part(8, 12), "de l'après midi": Part(12, 18), "du soir": Part(18, 22),
        "de la nuit": Part(20, 24),
    },
    "TONIGHT": _THIS_PARTS,
    "WEEKEND": dict.fromkeys(("weekend", "week end", "we"), True),
    "DAYEND": _DAY_ENDS,
    "NOON": {"midi": Clock(12), "minuit": Clock(24)},
    "OCLOCK": dict.fromkeys(("heures pile", "heures précises"), True),
    "VAGUE": _VAGUE,
    "NOW": {"maintenant": True},
    "WISH": dict.fromkeys(("bon", "bonne", "beau", "belle", "excellent", "agréable"), True),
    "FIRSTTHING": dict.fromkeys(
        ("à la première heure", "dès la première heure", "en première heure"), True
    ),
    "BACK": dict.fromkeys(("il y a", "y a", "voici", "voilà", "il y avait"), True),
    "FROM": dict.fromkeys(("dès", "à partir de", "à compter de"), True),
    "BEFORE": dict.fromkeys(("avant",), True),
    "AFTER": {"après": True},
    "TO": dict.fromkeys(("jusqu'à", "jusque"), True),
    "AND": dict.fromkeys(("et", "&"), True),
    "OR": {"ou": True},
    "BETWEEN": {"entre": True},
    "OF": {"de": True},
    "AT": dict.fromkeys(("à", "vers"), True),
    "ON": {"sur": True},
    "IN": dict.fromkeys(("en", "dans"), True),
    "WITHIN": dict.fromkeys(
        ("sous", "dans un délai de", "en moins de", "dans les", "sous les"),
        True,
    ),
    "BY": dict.fromkeys(("d'ici", "d'ici à", "échéance"), True),
    "SINCE": {"depuis": True},
    "THE": dict.fromkeys(("le", "la"), True),
    "FOR": {"pour": True},
    "ABOUT": dict.fromkeys(("environ", "à peu près", "moins de", "plus de", "près de"), True),
    "QUARTERHEAD": {"t": True},
    "WEEKNO": dict.fromkeys(("sem", "s"), True),
    "OTHER": dict.fromkeys(
        (
            "les années", "des années", "dans les années", "ce jour là", "ce soir là",
            "ce matin là",
            "cette semaine là", "ce mois là", "cette année là", "cette nuit là", "bonne fin de",
            "bon début de", "bonne journée", "bonne soirée", "bonne semaine", "bonne année",
            "bonne nuit",
            "bon après midi", "bonne après midi", "à bientôt", "à ce jour",
            "mise à jour",
            "mises à jour", "au jour le jour", "de jour en jour", "un jour", "de nos jours",
            "ces jours ci", "du jour au lendemain", "tous les jours", "du matin au soir",
            "premier ministre", "dans un premier temps", "dans un second temps", "à jour",
            "l'autre jour", "après midi d'étude", "s'il", "s'ils",
        ),
        True,
    ),
}  # fmt: skip

VOCABULARY = Vocabulary(
    language="fr",
    words=_WORDS,
    ordinal=r"er|ère|re|e|è?me",
    contractions={
        "du": ("de", "le"),
        "au": ("a", "le"),
        "d'": ("de",),
        "l'": ("le",),
        "jusqu'": ("jusque",),
        "qu'": ("que",),
    },
    look_alikes=frozenset({"où", "dû"}),
    hours=r"[hH]",
    ways_follow=True,
)
