"""All languages whose marks are known."""

from troth.pure.letter.words import ENGLISH, FRENCH, GERMAN, SPANISH, Words
from troth.pure.letter.words_abroad import (
    CZECH,
    DANISH,
    DUTCH,
    FINNISH,
    HUNGARIAN,
    ITALIAN,
    NORWEGIAN,
    POLISH,
    PORTUGUESE,
    ROMANIAN,
    SLOVAK,
    SWEDISH,
    TURKISH,
)
from troth.pure.letter.words_far import CHINESE, GREEK, JAPANESE, KOREAN, RUSSIAN, UKRAINIAN

LANGUAGES: tuple[Words, ...] = (
    *(ENGLISH, GERMAN, FRENCH, SPANISH),
    *(DANISH, NORWEGIAN, SWEDISH, FINNISH, DUTCH, ITALIAN, PORTUGUESE, ROMANIAN),
    *(POLISH, CZECH, SLOVAK, HUNGARIAN, TURKISH),
    *(RUSSIAN, UKRAINIAN, GREEK, JAPANESE, CHINESE, KOREAN),
)
