"""Dates as people write them."""

from datetime import datetime

from troth.pure.when.model import Granularity, Interval, When

__all__ = ["Granularity", "Interval", "When", "find"]


def find(text: str, *, at: datetime, language: str = "en") -> list[When]:
    raise NotImplementedError
