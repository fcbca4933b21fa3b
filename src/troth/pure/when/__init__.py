"""Dates as people write them."""

from troth.pure.when.calendar import working_day_on_or_before
from troth.pure.when.finding import find
from troth.pure.when.model import Granularity, Interval, When
from troth.pure.when.vocabulary import UnknownLanguage

__all__ = [
    "Granularity",
    "Interval",
    "UnknownLanguage",
    "When",
    "find",
    "working_day_on_or_before",
]
