"""What was asked, in the language of either database.

Every word stands in quotes, and holds letters and digits only (`search.folding`): nothing that was
typed can be taken for a sign of either language.
"""

from collections.abc import Sequence

from troth.search.asking import Asked, Phrase

KIND = "¤"
"""Before a word that says what kind of text it is: no word that is typed holds this sign."""

SHARED = "¤¤"
"""Stands in a text of more clients than one."""

BETWEEN = "¶"
"""Stands between a title and what follows it, so that no phrase reaches across."""


PADDING = "0" * 20
"""Before a practice's code in SQLite's index: see migration 0002."""


def sqlite(asked: Asked, *, scope: str, kinds: Sequence[str], alone: str = "") -> str:
    """A MATCH for FTS5. `alone` is a word that must not be there."""
    wanted = [_row(scope, phrase) for phrase in asked.wanted]
    if wanted and asked.is_open:
        wanted[-1] += " *"
    if kinds:
        wanted.append("(" + " OR ".join(_row(scope, (KIND + each,)) for each in kinds) + ")")
    refused = [_row(scope, phrase) for phrase in _refused(asked, alone)]
    both = " AND ".join(wanted or [_row(scope, ("",))])
    return f"({both})" + "".join(f" NOT {each}" for each in refused)


def postgresql(asked: Asked, *, scope: str, kinds: Sequence[str], alone: str = "") -> str:
    """A tsquery. `alone` is a word that must not be there."""
    wanted = [_in_a_row(scope, phrase) for phrase in asked.wanted]
    if wanted and asked.is_open:
        wanted[-1] = _in_a_row(scope, asked.wanted[-1], end=":*")
    if kinds:
        wanted.append("(" + " | ".join(_in_a_row(scope, (KIND + each,)) for each in kinds) + ")")
    refused = [_in_a_row(scope, phrase) for phrase in _refused(asked, alone)]
    return " & ".join([*(wanted or [f"'{scope}'"]), *(f"!{each}" for each in refused)])


def _refused(asked: Asked, alone: str) -> list[Phrase]:
    return [*asked.refused, *([(alone,)] if alone else [])]


def _row(scope: str, phrase: Phrase) -> str:
    return '"' + " ".join(f"{scope}{word}" for word in phrase) + '"'


def _in_a_row(scope: str, phrase: Phrase, *, end: str = "") -> str:
    return "(" + " <-> ".join(f"'{scope}{word}'" for word in phrase) + end + ")"
