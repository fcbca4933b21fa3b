"""Coming in the real way, for tests of pages that only open to who has just done so."""

import re
from base64 import b32decode
from datetime import timedelta

from django.test import Client as Browser
from sesame.utils import get_query_string

from troth.desk import viewing
from troth.people.codes import STEP_SECONDS, code_at

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


def add_app(browser) -> bytes:
    """An app for codes, as a person adds it; its secret."""
    page = browser.get("/you/codes").content.decode()
    typed = re.search(r"<code>([A-Z2-7 ]{32,})</code>", page)[1]
    secret = b32decode(typed.replace(" ", ""))
    assert browser.post("/you/codes", {"code": code_now(secret)}).status_code == 302
    return secret


def code_now(secret, *, steps=0) -> str:
    """What an app shows at the clock that the doors read, or so many half minutes off it."""
    return code_at(secret, int(viewing.now().timestamp()) // STEP_SECONDS + steps)


def set_password(member, browser=None) -> Browser:
    """A password, beside an app where the member holds nothing yet."""
    browser = browser or come_in(member)
    if "Add an app" in words(browser.get("/you/signing-in")) and not member.passkeys.exists():
        add_app(browser)
    assert browser.post("/you/password", {"password": PASSWORD}).status_code == 302
    member.refresh_from_db()
    return browser


def with_app(member) -> tuple[Browser, bytes]:
    """A browser that is in, of a member with a password and an app; the app's secret."""
    browser = come_in(member)
    secret = add_app(browser)
    return set_password(member, browser), secret


def words(answer) -> str:
    return " ".join(answer.content.decode().split())
