"""A plan's text as plain values."""

import json
from collections import Counter
from typing import Any

LONGEST_WHOLE = 18
"""Digits up to which a whole number stays one: longer ones are out of every range anyway."""


class PlanError(ValueError):
    """Nothing of the plan can be summed; the words say why and what to do."""


def parsed(raw: bytes, *, troubles: list[str]) -> dict[str, Any]:
    """The object that the bytes of a plan hold; raises PlanError with the place of a mistake.

    A name that an object holds twice is told of in `troubles`; the latter one counts.
    """
    try:
        value = _loaded(_decoded(raw), troubles)
    except json.JSONDecodeError as error:
        raise PlanError(
            f"The plan is no JSON: line {error.lineno}, column {error.colno}: "
            f"{error.msg[:1].lower()}{error.msg[1:]}."
        ) from None
    except RecursionError:
        raise PlanError(
            "The plan is nested too deeply. Write it as docs/forecast.md says."
        ) from None
    if not isinstance(value, dict):
        raise PlanError('The plan is no object. Write it like {"people": [...], "work": [...]}.')
    return value


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PlanError(f"The plan is no UTF-8 text: line {line}. Save it as UTF-8.") from None
    if not text.strip():
        raise PlanError("The plan is empty. docs/forecast.md shows one.")
    return text


def _loaded(text: str, troubles: list[str]) -> object:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        row = dict(found)
        if len(row) < len(found):
            twice = Counter(name for name, _ in found).most_common(1)[0][0]
            troubles.append(f"{json.dumps(twice)} stands twice in one object: the latter counts.")
        return row

    return json.loads(text, object_pairs_hook=pairs, parse_int=_whole)


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_WHOLE else float(digits)
