"""The rules: importing them puts each on its level."""

from troth.pure.when.grammar import (
    clock_hours,
    clocks,
    dates,
    distances,
    german,
    joins,
    lengths,
    periods,
    ranges,
    romance,
    romance_days,
    romance_lengths,
    weekdays,
    within,
)
from troth.pure.when.grammar.levels import LEVELS

__all__ = [
    "LEVELS",
    "clock_hours",
    "clocks",
    "dates",
    "distances",
    "german",
    "joins",
    "lengths",
    "periods",
    "ranges",
    "romance",
    "romance_days",
    "romance_lengths",
    "weekdays",
    "within",
]
