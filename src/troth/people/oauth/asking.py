"""Asking a provider: a form goes there, a small JSON object comes back. No redirect is followed."""

import json
import ssl
import time
from typing import Any, NamedTuple

import httpx2

from troth.people.oauth.trouble import GrantUnreachableError
from troth.pure.hosts import is_private

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 20.0
"""For each piece of an answer, and for the whole of it once more."""

MOST_BYTES = 64 * 1024
MOST_SAID = 200
BUSY = 429
SERVER_ERRORS = 500


class Answer(NamedTuple):
    """What came back; `error` is the provider's code for what is wrong, "" where nothing is."""

    said: dict[str, Any]

    @property
    def error(self) -> str:
        return words_in(self.said, "error")

    @property
    def why(self) -> str:
        """What is wrong in the provider's own words, in one short line."""
        line = " ".join(words_in(self.said, "error_description").split("\r\n")[0].split())
        printable = "".join(it for it in line if it.isprintable())
        return printable[:MOST_SAID].rstrip(".") or self.error


def ask(url: str, form: dict[str, str], *, whom: str) -> Answer:
    """The answer to a form. Raises GrantUnreachableError; no secret stands in its words."""
    if not is_private(url):
        raise GrantUnreachableError(f"{whom} is not asked at an address without https.")
    try:
        status, body = _posted(url, form)
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError) as error:
        kind = "did not answer in time" if _is_late(error) else "could not be reached"
        # What the library says may hold what was sent.
        raise GrantUnreachableError(f"{whom} {kind}. Look at the network; try later.") from None
    if status == BUSY or status >= SERVER_ERRORS:
        raise GrantUnreachableError(f"{whom} has trouble of its own ({status}). Try later.")
    return Answer(_object(body, status=status, whom=whom))


def words_in(said: dict[str, Any], name: str) -> str:
    """A field that is text; "" where it is anything else."""
    value = said.get(name)
    return value if isinstance(value, str) else ""


def seconds_in(said: dict[str, Any], name: str, *, otherwise: int, most: int) -> int:
    """A field that is a number of seconds, between 1 and `most`; some providers quote it."""
    value = said.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return otherwise
    try:
        return max(1, min(int(value), most))
    except (ValueError, OverflowError):
        return otherwise


def _posted(url: str, form: dict[str, str]) -> tuple[int, bytes]:
    timeout = httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    until, body = time.monotonic() + ANSWER_SECONDS, b""
    with (
        httpx2.Client(timeout=timeout, verify=ssl.create_default_context()) as client,
        client.stream("POST", url, data=form, headers=headers) as answer,
    ):
        for piece in answer.iter_raw():
            body += piece
            if len(body) > MOST_BYTES:
                return answer.status_code, b""
            if time.monotonic() > until:
                raise TimeoutError
        return answer.status_code, body


def _is_late(error: Exception) -> bool:
    return isinstance(error, httpx2.TimeoutException | TimeoutError)


def _object(body: bytes, *, status: int, whom: str) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise GrantUnreachableError(
            f"{whom} gave an answer that cannot be understood ({status}). Try later."
        )
    return said
