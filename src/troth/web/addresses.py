"""Addresses of pages, without asking the resolver for each: a page has hundreds of links."""

from functools import cache
from uuid import UUID

from django.urls import reverse

_SOME_ROW = UUID(int=0)


@cache
def _around(name: str) -> tuple[str, str]:
    """What stands before and after the id in the addresses of that name."""
    before, _, after = reverse(name, args=(_SOME_ROW,)).partition(str(_SOME_ROW))
    return before, after


@cache
def page(name: str) -> str:
    """As `reverse` without an id."""
    return reverse(name)


def address(name: str, row: UUID | str) -> str:
    """As `reverse` with one id."""
    before, after = _around(name)
    return f"{before}{row}{after}"
