"""Quoted lines marked by another sign than ">": a single one proves nothing, a run does."""

from troth.pure.letter.marks import initials_of, quoter_of

_SIGNS = ("| ", "# ", ": ", "] ", "} ", "% ")


def stands_in_run(lines: list[str], number: int) -> bool:
    """Whether the line and one beside it begin with a bar, or with the same initials: `AB> `."""
    sign_of = _bar if lines[number][:1] == "|" else initials_of
    sign = sign_of(lines[number])
    if not sign:
        return False
    beside = [lines[at] for at in (number - 1, number + 1) if 0 <= at < len(lines)]
    return any(sign_of(line) == sign for line in beside)


def mark_under_attribution(lines: list[str], quoted: list[bool], number: int) -> bool:
    """Whether a run of oddly marked lines begins here, just under an attribution; marks them all.

    Below an attribution the sign may be a name (`Anna> `) or one that means something else in
    other places (`# `). Every later line with the same sign is quoted as well.
    """
    if number >= len(lines):
        return False
    sign = quoter_of(lines[number]) or next(
        (sign for sign in _SIGNS if lines[number].startswith(sign)), ""
    )
    if not sign or not lines[number + 1 : number + 2]:
        return False
    if not lines[number + 1].startswith(sign.rstrip()):
        return False
    for at in range(number, len(lines)):
        quoted[at] = quoted[at] or lines[at].startswith(sign.rstrip())
    return True


def _bar(line: str) -> str:
    """The bar of a quoted line; tables, trees of folders and drawings have more of them."""
    if line == "|":
        return line
    return "|" if line.startswith("| ") and "|" not in line[1:] and "-- " not in line else ""
