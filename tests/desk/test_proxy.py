"""Behind a proxy: who asks, whether it was encrypted, and whom to believe."""

import os
import subprocess
import sys

import pytest
from django.test import Client as Browser
from django.test import RequestFactory

from tests.desk.coming_in import Clock, by_password, come_in, set_password, words
from troth.desk.signing import address_of, house_of

pytestmark = pytest.mark.django_db

ASK = """
import json
from troth.project import settings as s
print(json.dumps([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS,
    s.SECURE_PROXY_SSL_HEADER, s.USE_X_FORWARDED_HOST, s.ALLOWED_HOSTS]))
"""
YEAR = 31536000


def said_by_settings(home, **variables) -> str:
    known = {k: v for k, v in os.environ.items() if not k.startswith("TROTH_")}
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env=known | {"TROTH_HOME": str(home), "PYTHONPATH": "src"} | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return asked.stdout.strip()


def test_the_environment_says_how_it_is_reached(tmp_path):
    here = said_by_settings(tmp_path)
    firm = said_by_settings(
        tmp_path, TROTH_HTTPS="1", TROTH_BEHIND_PROXY="1", TROTH_HOSTS="desk.harbour-it.example"
    )

    assert here == '[false, false, 0, null, false, ["127.0.0.1", "localhost", "[::1]"]]'
    assert firm == (
        f'[true, true, {YEAR}, ["HTTP_X_FORWARDED_PROTO", "https"], true, '
        '["desk.harbour-it.example"]]'
    )


@pytest.mark.parametrize(
    ("is_behind", "heard", "address"),
    [
        (False, "203.0.113.9", "127.0.0.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, " 2001:db8::7 ", "2001:db8::7"),
        (True, "", "unknown"),
    ],
)
def test_the_address_is_what_the_proxy_itself_saw(settings, is_behind, heard, address):
    settings.BEHIND_PROXY = is_behind
    request = RequestFactory().get("/", headers={"X-Forwarded-For": heard})

    assert address_of(request) == address


def test_what_anybody_may_write_makes_no_limit_longer(cast, monkeypatch):
    monkeypatch.setattr("troth.desk.viewing.now", Clock(cast.at))
    set_password(cast.alice)
    answers = [
        Browser().post(
            "/signin/password",
            {"email": f"{n}@x.example", "password": "x"},
            headers={"X-Forwarded-For": f"203.0.113.{n}"},
        )
        for n in range(51)
    ]

    assert [it.status_code for it in answers[-2:]] == [403, 429]


def test_behind_the_proxy_each_place_has_its_own_limit(cast, monkeypatch, settings):
    monkeypatch.setattr("troth.desk.viewing.now", Clock(cast.at))
    set_password(cast.alice)
    settings.BEHIND_PROXY = True
    forged = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    for n in range(50):
        Browser().post("/signin/password", {"email": f"{n}@x.example"}, headers=forged)
    same = Browser(headers={"X-Forwarded-For": "203.0.113.9"})
    other = Browser(headers={"X-Forwarded-For": "203.0.113.10"})

    assert by_password(same, cast.alice).status_code == 429
    assert by_password(other, cast.alice).status_code == 302


def test_cookies_travel_encrypted_only_and_the_browser_remembers_that(cast, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SESSION_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS = True, YEAR
    behind = {"X-Forwarded-Proto": "https"}
    browser = come_in(cast.alice, **behind)
    page = browser.get("/you")

    assert browser.cookies["troth"]["secure"]
    assert browser.cookies["troth"]["httponly"]
    assert page.headers["Strict-Transport-Security"] == f"max-age={YEAR}"


def test_the_house_is_named_as_the_browser_sees_it(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.USE_X_FORWARDED_HOST = True
    settings.ALLOWED_HOSTS = ["desk.harbour-it.example"]
    request = RequestFactory().get(
        "/", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "desk.harbour-it.example"}
    )

    assert house_of(request).origin == "https://desk.harbour-it.example"
    assert house_of(request).has_passkeys


def test_a_host_that_was_not_named_is_refused(cast):
    answer = Browser().get("/signin", HTTP_HOST="evil.example")

    assert answer.status_code == 400
    assert "evil" not in words(answer)
