"""Coming in the real way, for tests of pages that only open to who has just done so."""

from datetime import timedelta

from django.test import Client as Browser
from sesame.utils import get_query_string

PASSWORD = "seven quiet harbours"  # of a test's own


class Clock:
    """What the doors read in place of the machine's clock."""

    def __init__(self, at) -> None:
        self.at = at

    def __call__(self):
        return self.at

    def on(self, **by) -> None:
        self.at += timedelta(**by)


def come_in(member, **headers) -> Browser:
    """A browser that a link has just signed in."""
    member.refresh_from_db()
    browser = Browser(headers=headers)
    token = get_query_string(member).partition("=")[2]
    assert browser.post("/signin", {"sesame": token}).status_code == 302
    member.refresh_from_db()
    return browser


def is_in(browser) -> bool:
    """Whether the desk opens to it."""
    return browser.get("/you").status_code == 200


def by_password(browser, member, password=PASSWORD, **typed):
    return browser.post("/signin/password", {"email": member.email, "password": password} | typed)


def set_password(member, browser=None) -> Browser:
    browser = browser or come_in(member)
    assert browser.post("/you/password", {"password": PASSWORD}).status_code == 302
    member.refresh_from_db()
    return browser


def words(answer) -> str:
    return " ".join(answer.content.decode().split())
