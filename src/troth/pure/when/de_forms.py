"""German: how the words behind the tags are formed and spelled."""

from typing import Any

_ONES = "ein zwei drei vier fünf sechs sieben acht neun".split()
_TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_FIRSTS = (
    "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte "
    "dreizehnte vierzehnte fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte"
).split()

_ENDINGS = ("", "n", "r", "s", "m")

_WITHOUT_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def number_words() -> dict[str, int]:
    """From two to ninety-nine: "einundzwanzig" is 21."""
    words = {word: number for number, word in enumerate(_ONES[1:] + _TEENS, 2)}
    for tens, word in enumerate(_TENS, 2):
        words[word] = 10 * tens
        words |= {f"{one}und{word}": 10 * tens + number for number, one in enumerate(_ONES, 1)}
    return words | {"eins": 1, "zwo": 2}


def ordinal_words() -> dict[str, int]:
    """From the first to the 31st, with every ending."""
    stems = {word: number for number, word in enumerate(_FIRSTS, 1)}
    stems |= {f"{word}ste": number for word, number in number_words().items() if number >= 20}
    stems = {word: number for word, number in stems.items() if number <= 31}
    return {word + ending: number for word, number in stems.items() for ending in _ENDINGS}


def declined(*stems: str) -> tuple[str, ...]:
    """The words with every ending: "nächste" gives "nächsten", "nächster" and so on."""
    return tuple(stem + ending for stem in stems for ending in _ENDINGS)


def with_articles(words: dict[str, str]) -> dict[str, str]:
    """Each word, and with the article that leads to what it is part of: "Ende der"."""
    return words | {
        f"{word} {article}": value
        for word, value in words.items()
        for article in ("der", "des", "vom", "von")
    }


def spelled(words: dict[str, Any]) -> dict[str, Any]:
    """The words as they are, and as they are typed without umlauts: "naechste"."""
    plain = {word.translate(_WITHOUT_UMLAUTS): value for word, value in words.items()}
    return plain | words
