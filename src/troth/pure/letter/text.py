"""A part's bytes become the text that a person reads."""

from troth.pure.letter.charset import decoded
from troth.pure.letter.limits import Limits
from troth.pure.letter.part import Part
from troth.pure.letter.transfer import undone

_SIGNATURE_LINE = "-- "


def text_of(part: Part, *, problems: list[str]) -> str:
    r"""The text of a text/plain part: decoded, unfolded where flowed, with "\n" line ends."""
    text = _decoded(part, limit=Limits.TEXT_BYTES, problems=problems)
    parameters = part.type.parameters
    if parameters.get("format", "").lower() == "flowed":
        text = unflowed(text, delete_space=parameters.get("delsp", "").lower() == "yes")
    return text


def markup_of(part: Part, *, problems: list[str]) -> str:
    """The markup of a text/html part, decoded."""
    return _decoded(part, limit=Limits.HTML_BYTES, problems=problems)


def tidied(text: str) -> str:
    r"""With "\n" line ends, and without what cannot be seen: NUL, soft hyphens, marks of order."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii():
        return text
    for unseen, instead in _UNSEEN:
        if unseen in text:
            text = text.replace(unseen, instead)
    return text


def unflowed(text: str, *, delete_space: bool) -> str:
    """Lines that a program broke are joined again. Source: RFC 3676 section 4.

    Only lines of the same quote depth are joined; "-- " never is.
    """
    pieces: list[str] = []
    flowing, depth_before = False, -1
    for line in text.split("\n"):
        depth, content = _unstuffed(line)
        fixed = content == _SIGNATURE_LINE
        if flowing and depth == depth_before and not fixed:
            pieces[-1] = pieces[-1][:-1] if delete_space else pieces[-1]
        else:
            pieces.append("\n" + ">" * depth + " " * (depth > 0))
        pieces.append(content)
        flowing, depth_before = content.endswith(" ") and not fixed, depth
    return "".join(pieces)[1:]


def _unstuffed(line: str) -> tuple[int, str]:
    content = line.lstrip(">")
    return len(line) - len(content), content.removeprefix(" ")


def _decoded(part: Part, *, limit: int, problems: list[str]) -> str:
    body = part.body
    if len(body) > limit:
        problems.append(f"Only the first {limit // 1024} KiB of the text were read.")
        body = body[:limit]
    data, problem = undone(body, part.encoding)
    text, other_problem = decoded(data, part.type.parameters.get("charset", ""))
    problems += [sentence for sentence in (problem, other_problem) if sentence]
    return tidied(text)


_UNSEEN = (
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u00ad", ""),
    ("\u200b", ""),
    ("\ufeff", ""),
    ("\u2060", ""),
    ("\u2028", "\n"),
    ("\u2029", "\n\n"),
    ("\u0085", "\n"),
)
