"""What the pages of both backtests say: what held, how wide, how far off, what was left out."""

from collections.abc import Sequence
from typing import Any

from troth.pure.forecast.table_csv import LeftOut
from troth.web.days import count_words

SHARE_WORDS = {"50": "1 in 2", "80": "4 in 5", "85": "17 in 20", "90": "9 in 10", "95": "19 in 20"}

MEASURES = {"width of the 80 % interval": "width_80", "pinball loss": "pinball", "CRPS": "crps"}

SHOWN = 10
"""So many of the lines left out are shown one by one."""

ONE_IN_A_HUNDRED = 0.01


def held(answer: dict[str, Any]) -> list[str]:
    """What was told of each share and how often it held, ours and the plain way's."""
    own, plain = answer["coverage"], answer["baseline"]["coverage"]
    return [
        f"{f'told {words} ({share} %), held':30}{own[share]:>11.1%}{plain[share]:>13.1%}"
        for share, words in SHARE_WORDS.items()
    ]


def measures(answer: dict[str, Any], *, unit: str) -> list[str]:
    plain = answer["baseline"]
    return [
        f"{words:30}{f'{answer[name]:,.1f} {unit}':>13}{f'{plain[name]:,.1f} {unit}':>13}"
        for words, name in MEASURES.items()
    ]


def verdict(answer: dict[str, Any]) -> str:
    """The pinball loss beside the plain one, in words."""
    own, plain = answer["pinball"], answer["baseline"]["pinball"]
    less = 1 - own / plain if plain else 0.0
    if abs(less) < ONE_IN_A_HUNDRED:
        return "The loss is that of the plain way."
    return f"The loss is {abs(less):.0%} {'lower' if less > 0 else 'higher'} than the plain way's."


def left_out(lines: Sequence[LeftOut]) -> list[str]:
    """What was left out: the first lines one by one, then how many more."""
    if not lines:
        return []
    more = [f"  and {len(lines) - SHOWN:,} more; --json names each"] if len(lines) > SHOWN else []
    return [
        "",
        f"Left out, {count_words(len(lines), 'line')}:",
        *(f"  {each}" for each in lines[:SHOWN]),
        *more,
    ]
