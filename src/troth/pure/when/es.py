"""Spanish: the words behind the tags."""

from typing import Any

from troth.pure.when.nodes import Clock, Part
from troth.pure.when.vocabulary import Vocabulary

_UPTO_TWENTY = (
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte"
).split()
_TWENTIES = "uno dós trés cuatro cinco séis siete ocho nueve".split()
_TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60}
_FIRSTS = "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo".split()


def _number_words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_UPTO_TWENTY, 2)}
    words |= {f"veinti{one}": number for number, one in enumerate(_TWENTIES, 21)}
    for tens, ten in _TENS.items():
        words[tens] = ten
        words |= {f"{tens} y {one}": ten + number for number, one in enumerate(_TWENTIES, 1)}
    return words | {"veintiún": 21, "un par de": 2, "una docena de": 12, "una decena de": 10}


def _ordinal_words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_FIRSTS, 1)}
    words |= {f"vigésimo {word}": 20 + number for number, word in enumerate(_FIRSTS[:9], 1)}
    words |= {"primer": 1, "primera": 1, "segunda": 2, "tercer": 3, "tercera": 3, "vigésimo": 20}
    # Also units, and a quarter.
    del words["segundo"], words["cuarto"]
    return words


_MONTHS = {
    "enero": 1, "ene": 1, "febrero": 2, "feb": 2, "marzo": 3, "abr": 4, "mayo": 5, "jun": 6,
    "junio": 6, "jul": 7, "agosto": 8, "ago": 8, "septiembre": 9, "setiembre": 9, "sept": 9,
    "octubre": 10, "oct": 10, "noviembre": 11, "nov": 11, "diciembre": 12, "dic": 12,
}  # fmt: skip

_WEEKDAYS = {
    "lunes": 0, "martes": 1, "miércoles": 2, "jueves": 3, "viernes": 4, "sábado": 5, "domingo": 6,
}  # fmt: skip

# Also "sea", "see" and the like.
_WEEKDAYS_IN_DOUBT = {
    "lun": 0, "mar": 1, "mié": 2, "mi": 2, "jue": 3, "vie": 4, "sáb": 5, "dom": 6,
}  # fmt: skip

_UNITS = {
    "minuto": "minute", "minutos": "minute", "min": "minute", "mins": "minute",
    "hora": "hour", "horas": "hour", "h": "hour", "segundos": "second",
    "día": "day", "días": "day", "jornada": "day", "jornadas": "day", "noches": "day",
    "semana": "week", "semanas": "week", "quincena": "fortnight", "quincenas": "fortnight",
    "mes": "month", "meses": "month", "trimestre": "quarter", "trimestres": "quarter",
    "año": "year", "años": "year",
}  # fmt: skip

# What a promise without a number allows, in days from and to: wide on purpose.
_VAGUE = {
    **dict.fromkeys(
        (
            "asap", "lo antes posible", "cuanto antes", "tan pronto como sea posible",
            "lo más pronto posible", "lo más rápido posible", "a la mayor brevedad",
            "a la mayor brevedad posible", "a la brevedad", "a la brevedad posible",
            "en cuanto pueda", "en cuanto puedas", "en cuanto podamos", "en cuanto sea posible",
            "tan pronto como pueda", "tan pronto como podamos", "tan pronto como puedas",
            "en breve", "con la mayor brevedad", "tan pronto como me sea posible", "sin demora",
        ),
        (0, 3),
    ),
    **dict.fromkeys(
        (
            "en los próximos días", "en los días próximos", "estos próximos días",
            "durante los próximos días", "en estos días", "dentro de unos días",
            "dentro de poco", "muy pronto", "los próximos días",
        ),
        (0, 7),
    ),
    "pronto": (0, 14), "próximamente": (0, 14), "en las próximas semanas": (0, 28),
    "las próximas semanas": (0, 28),
    "durante las próximas semanas": (0, 28), "un día de estos": (0, 30),
    "en un futuro próximo": (0, 30), "en un futuro cercano": (0, 30),
    "en un momento": (0, 1), "en unos momentos": (0, 1), "a lo largo del día": (0, 0),
    "durante el día": (0, 0), "en el transcurso del día": (0, 0), "en el día": (0, 0),
    "a lo largo de la jornada": (0, 0),
}  # fmt: skip

# 17:00: whoever asks for something by the end of the day means to have it before they go home.
_DAY_ENDS = dict.fromkeys(
    (
        "final del día", "fin del día", "finales del día", "al final del día",
        "al finalizar el día", "a finales del día", "final de la jornada", "fin de la jornada",
        "al final de la jornada", "última hora", "a última hora", "a última hora del día",
        "última hora del día", "al acabar el día", "al terminar el día", "acabe el día",
        "termine el día", "finalice el día", "al finalizar la jornada", "el final del día",
    ),
    Clock(17),
)  # fmt: skip

_PARTS = {
    "mañana": Part(8, 12), "tarde": Part(12, 20), "noche": Part(20, 24), "madrugada": Part(0, 6),
}  # fmt: skip


def _parts() -> dict[str, Part]:
    """A part of a day behind its article; without it "mañana" is tomorrow and "tarde" late."""
    links = ("la", "por la", "a la", "en la", "durante la")
    words = {f"{link} {name}": part for link in links for name, part in _PARTS.items()}
    return words | {"noche": Part(20, 24)}


def _this_parts() -> dict[str, Part]:
    """With no day beside them these are parts of today."""
    words = {f"{this} {name}": part for this in ("esta", "de esta", "en esta")
             for name, part in _PARTS.items()}  # fmt: skip
    edges = {
        "última hora de la mañana": Part(11, 13), "última hora de la tarde": Part(17, 20),
        "primera hora de la mañana": Part(8, 10), "primera hora de la tarde": Part(14, 16),
    }  # fmt: skip
    words |= {f"{link}{edge}": part for edge, part in edges.items() for link in ("", "a ")}
    return words | {"este mediodía": Part(12, 14)}


# After "el 14" these go on with the sentence; any other word is what is counted.
_FUNCTION_WORDS = (
    "es era será sería son me te se nos os le les lo yo tú él ella ellos que quien si porque pues "
    "podría pero por con sin no ni gracias entonces máximo inclusive incluido va puede puedo ya "
    "puedes hay hemos he ha han estoy estamos están estaré estaremos tengo tenemos también estaba"
).split()

_WORDS: dict[str, dict[str, Any]] = {
    # First, so that a word with a tag of its own keeps it.
    "FUNCTION": dict.fromkeys((*_FUNCTION_WORDS, "a más tardar", "más tarde"), True),
    "NUMWORD": _number_words(),
    "ORDWORD": _ordinal_words(),
    "SECOND": {"segundo": 2},
    "AN": {"un": 1, "una": 1},
    "FEW": dict.fromkeys(("unos", "unas", "unos pocos", "unas pocas", "algunos", "algunas",
                          "varios", "varias", "pocos", "pocas", "unos cuantos"), 3),
    "HALF": dict.fromkeys(("medio", "media"), 0.5),
    "FOURTH": dict.fromkeys(("cuarto", "un cuarto"), 15),
    "MINUS": {"menos": True},
    "MONTH": _MONTHS,
    # With a capital first names.
    "MONTHISH": {"julio": 7, "abril": 4},
    "WEEKDAY": _WEEKDAYS,
    "WEEKDAYISH": _WEEKDAYS_IN_DOUBT,
    "WEEKDAYS": {f"los {name.removesuffix('s')}s": day for name, day in _WEEKDAYS.items()},
    "DAYNAME": {
        "hoy": 0, "hoy mismo": 0, "el día de hoy": 0, "mañana": 1, "mañana mismo": 1, "ayer": -1,
        "el día de mañana": 1, "pasado mañana": 2, "anteayer": -2, "antes de ayer": -2,
        "antier": -2, "el día después de mañana": 2, "el día antes de ayer": -2,
    },
    "UNIT": _UNITS,
    "WORKING": dict.fromkeys(
        ("hábiles", "hábil", "laborables", "laborable", "laborales", "laboral"), True
    ),
    "THIS": dict.fromkeys(("este", "esta", "en curso", "presente", "actual"), 0),
    "NEXT": dict.fromkeys(
        ("próximo", "próxima", "próximos", "próximas", "siguiente", "siguientes"), 1
    ),
    "COMING": dict.fromkeys(("que viene", "que vienen", "que entra", "entrante"), 1),
    "LAST": dict.fromkeys(
        ("pasado", "pasada", "pasados", "pasadas", "último", "última", "últimos", "últimas",
         "anterior"), -1
    ),
    "EDGE": {
        "principios": "early", "principio": "early", "comienzos": "early", "comienzo": "early",
        "inicios": "early", "inicio": "early", "primeros": "early", "mediados": "mid",
        "mitad": "mid", "finales": "end", "final": "end", "fin": "end", "fines": "end",
        "últimos": "end",
    },
    "EVERY": dict.fromkeys(("cada", "todos los", "todas las"), True),
    "REST": dict.fromkeys(
        ("resto de", "lo que queda de", "a lo largo de", "en el transcurso de",
         "durante el resto de", "en el curso de"), True
    ),
    "PART": _parts(),
    "OFPART": {f"de la {name}": part for name, part in _PARTS.items()},
    "TONIGHT": _this_parts(),
    "WEEKEND": dict.fromkeys(("fin de semana", "finde"), True),
    "DAYEND": _DAY_ENDS,
    "NOON": {
        "a la una": Clock(13), "antes de la una": Clock(13),
        "mediodía": Clock(12), "al mediodía": Clock(12), "el mediodía": Clock(12),
        "medianoche": Clock(24), "la medianoche": Clock(24),
    },
    "OCLOCK": {"en punto": True},
    "VAGUE": _VAGUE,
    "NOW": dict.fromkeys(("ahora", "ahora mismo", "justo ahora", "en este momento"), True),
    "WISH": dict.fromkeys(("buen", "buena", "buenos", "buenas", "feliz", "lindo"), True),
    "FIRSTTHING": dict.fromkeys(("a primera hora", "primera hora", "a primera hora de"), True),
    "BACK": dict.fromkeys(("hace", "desde hace"), True),
    "HENCE": dict.fromkeys(("a partir de ahora", "a partir de hoy", "desde hoy"), True),
    "FROM": {"a partir de": True},
    "BEFORE": dict.fromkeys(("antes de",), True),
    "AFTER": dict.fromkeys(("después de", "tras"), True),
    "TO": {"hasta": True},
    "AND": dict.fromkeys(("y", "e", "&"), True),
    "OR": dict.fromkeys(("o", "u"), True),
    "BETWEEN": {"entre": True},
    "OF": {"de": True},
    "AT": dict.fromkeys(("a", "hacia", "sobre", "a eso de", "cerca de", "alrededor de"), True),
    "ON": {"en día": True},
    "IN": dict.fromkeys(("en", "dentro de"), True),
    "WITHIN": dict.fromkeys(
        ("en un plazo de", "en el plazo de", "en menos de", "en un máximo de", "en las", "en los"),
        True,
    ),
    "BY": dict.fromkeys(("de aquí a", "fecha límite"), True),
    "SINCE": {"desde": True},
    "THE": dict.fromkeys(("el", "la", "el día"), True),
    "THEHOURS": {"las": True},
    "FOR": {"para": True},
    "ABOUT": dict.fromkeys(("aproximadamente", "más o menos", "casi", "más de"), True),
    "QUARTERHEAD": {"t": True},
    "WEEKNO": dict.fromkeys(("sem",), True),
    "OTHER": dict.fromkeys(
        (
            "buenos días", "buenas tardes", "buenas noches", "buen día", "hasta pronto",
            "los años", "hoy en día", "al día", "día a día", "hoy por hoy",
            "de un día para otro",
            "santo domingo", "el otro día", "algún día", "todo el día", "a día de hoy",
            "en primer lugar", "en segundo lugar", "de hoy en adelante", "tan pronto",
            "por el momento", "buen fin de semana", "feliz fin de semana",
        ),
        True,
    ),
}  # fmt: skip

VOCABULARY = Vocabulary(
    language="es",
    words=_WORDS,
    ordinal=r"ro|ero|do|er|º|ª|°|o\b",
    contractions={
        "del": ("de", "el"),
        "al": ("a", "el"),
        "anoche": ("ayer", "noche"),
    },
    look_alikes=frozenset({"está", "él", "sé"}),
    hours=r"[hH](?:[rR]?[sS])?",
    ways_follow=True,
)
