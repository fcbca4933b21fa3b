"""Dates as people write them."""

from troth.pure.when.calendar import working_day_on_or_before
from troth.pure.when.days_off import country_of, day_off
from troth.pure.when.finding import find
from troth.pure.when.model import Granularity, Interval, When
from troth.pure.when.order import writes_month_first
from troth.pure.when.vocabulary import MODULES as LANGUAGES
from troth.pure.when.vocabulary import UnknownLanguage

__all__ = [
    "LANGUAGES",
    "Granularity",
    "Interval",
    "UnknownLanguage",
    "When",
    "country_of",
    "day_off",
    "find",
    "working_day_on_or_before",
    "writes_month_first",
]
