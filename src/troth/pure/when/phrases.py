"""Words that mean something only together: "the day after tomorrow"."""

from troth.pure.when.tokens import Token
from troth.pure.when.vocabulary import Entry, Phrase, Vocabulary


def with_phrases(tokens: list[Token], vocabulary: Vocabulary) -> list[Token]:
    """The row with each phrase made one token; a hyphen or slash may join its words."""
    heads = vocabulary.phrases
    result: list[Token] = []
    kept = 0
    for place, token in enumerate(tokens):
        seconds = heads.get(token.word) if place >= kept else None
        end, entry = _phrase(seconds, place, tokens) if seconds else (0, None)
        if entry:
            result += tokens[kept:place]
            result.append(Token(entry[0], token.start, tokens[end - 1].end, entry[1]))
            kept = end
    return result + tokens[kept:] if result else tokens


def _phrase(
    seconds: dict[str, list[Phrase]], place: int, tokens: list[Token]
) -> tuple[int, Entry | None]:
    """The longest phrase that begins at `place`, and the place after it."""
    second = _next_word(place, tokens)
    for rest, entry in seconds.get(tokens[second].word, ()) if second else ():
        end = place
        for word in rest:
            end = _next_word(end, tokens)
            if not end or tokens[end].word != word:
                break
        else:
            return end + 1, entry
    return 0, None


def _next_word(place: int, tokens: list[Token]) -> int:
    """The place of the word after `place`, past a hyphen or slash; 0 at the end of the text."""
    place += 1
    if place < len(tokens) and tokens[place].tag in ("DASH", "SLASH"):
        place += 1
    return place if place < len(tokens) else 0
