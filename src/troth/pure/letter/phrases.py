"""Tables of phrases, one row for each language, made into one pattern."""

import re
import unicodedata
from collections.abc import Mapping

Table = Mapping[str, tuple[str, ...]]
"""Language -> its phrases as short patterns; none repeats without a bound."""


def folded(text: str) -> str:
    """The text in lower case, without accents, with plain apostrophes and blanks."""
    if not text.isascii():
        apart = unicodedata.normalize("NFD", text.replace("’", "'").replace("\xa0", " "))
        text = "".join([char for char in apart if not unicodedata.combining(char)])
    return text.lower()


def any_of(table: Table, *, before: str = "") -> re.Pattern[str]:
    """A pattern for folded text that any phrase of the table matches, behind `before`."""
    phrases = "|".join(folded(phrase) for row in table.values() for phrase in row)
    return re.compile(f"{before}(?:{phrases})", re.MULTILINE)
