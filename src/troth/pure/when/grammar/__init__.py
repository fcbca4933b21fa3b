"""The rules: importing them puts each on its level."""

from troth.pure.when.grammar import (
    clocks,
    dates,
    distances,
    joins,
    lengths,
    periods,
    ranges,
    weekdays,
    within,
)
from troth.pure.when.grammar.levels import LEVELS

__all__ = [
    "LEVELS",
    "clocks",
    "dates",
    "distances",
    "joins",
    "lengths",
    "periods",
    "ranges",
    "weekdays",
    "within",
]
