"""Words that mean something only together: "the day after tomorrow"."""

from troth.pure.when.tokens import Token
from troth.pure.when.vocabulary import Entry, Phrase, Vocabulary


def with_phrases(tokens: list[Token], keys: list[str], vocabulary: Vocabulary) -> list[Token]:
    """The row with each phrase made one token; a hyphen or slash may join its words."""
    heads = vocabulary.phrases
    if heads.keys().isdisjoint(keys):
        return tokens
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        seconds = heads.get(keys[place])
        end, entry = _phrase(seconds, place, keys, tokens) if seconds else (0, None)
        if entry:
            result.append(Token(entry[0], tokens[place].start, tokens[end - 1].end, entry[1]))
            place = end
        else:
            result.append(tokens[place])
            place += 1
    return result


def _phrase(
    seconds: dict[str, list[Phrase]], place: int, keys: list[str], tokens: list[Token]
) -> tuple[int, Entry | None]:
    """The longest phrase that begins at `place`, and the place after it."""
    second = _next_word(place, keys, tokens)
    for rest, entry in seconds.get(keys[second], ()) if second else ():
        end = place
        for word in rest:
            end = _next_word(end, keys, tokens)
            if not end or keys[end] != word:
                break
        else:
            return end + 1, entry
    return 0, None


def _next_word(place: int, keys: list[str], tokens: list[Token]) -> int:
    """The place of the word after `place`, past a hyphen or slash; 0 at the end of the text."""
    place += 1
    if place < len(keys) and tokens[place].tag in ("DASH", "SLASH"):
        place += 1
    return place if place < len(keys) else 0
