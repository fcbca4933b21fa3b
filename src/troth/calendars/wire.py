"""Asking a server for calendars: it is read and never written to.

Source: RFC 9110 (HTTP); RFC 7617 (Basic), RFC 7616 (Digest).
"""

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import NamedTuple, NoReturn, Self
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx2

from troth import __version__
from troth.calendars.address import Address
from troth.calendars.occurrence import CalendarError
from troth.calendars.refusals import REFUSED, refusal, unreached
from troth.pure.hosts import is_loopback

READING = frozenset({"GET", "OPTIONS", "PROPFIND", "REPORT"})
"""All that is ever asked. None of them changes anything."""

MOVED = frozenset({301, 302, 303, 307, 308})
MOST_MOVES = 5
MIB = 1024 * 1024
FAILURES = (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError)
"""What is raised when a conversation or an answer breaks, besides that it takes too long."""

Password = Callable[[str], str]
"""Asked for the password of an account, which it is named, when a server wants it."""


class Limits(NamedTuple):
    """How long is waited and how much is taken."""

    connect_seconds: float = 10.0
    answer_seconds: float = 30.0
    bytes: int = 32 * MIB


LIMITS = Limits()


class Answer(NamedTuple):
    """What came back, and from where in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class Wire:
    """One conversation with the server of an address.

    The user is named only when the server asks who it is, and only to the host of the address.
    """

    def __init__(self, address: Address, *, password: Password, limits: Limits = LIMITS) -> None:
        self.address = address
        self._password = password
        self._limits = limits
        self._auth: httpx2.Auth | None = None
        self._until = 0.0
        timeout = httpx2.Timeout(limits.answer_seconds, connect=limits.connect_seconds)
        self._client = httpx2.Client(timeout=timeout, verify=ssl.create_default_context())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(
        self, method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer at the end of all redirections, signed in where that is asked for.

        Raises CalendarError where none comes, in time and not too long; a status is no error.
        """
        if method not in READING:
            raise ValueError(f"{method} is no way to read.")
        for _ in range(MOST_MOVES):
            answer = self._signed_in(method, url, body, headers or {})
            target = answer.headers.get("location", "")
            if answer.status not in MOVED or not target:
                return answer
            url = self._moved(url, target)
        raise CalendarError(f"{self.host} sends from one address to the next. Check the address.")

    @property
    def host(self) -> str:
        return self.address.host

    def refuse(self, answer: Answer) -> NoReturn:
        """Say what is wrong where an answer holds nothing. Raises CalendarError."""
        raise refusal(answer.status, host=self.host, user=self.address.user)

    def _signed_in(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        answer = self._asked(method, url, body, headers)
        if (
            answer.status != REFUSED
            or self._auth
            or not self.address.user
            or not self._is_home(url)
        ):
            return answer
        self._auth = self._auth_for(answer.headers.get("www-authenticate", ""), url)
        return self._asked(method, url, body, headers)

    def _auth_for(self, challenge: str, url: str) -> httpx2.Auth:
        if urlsplit(url).scheme != "https" and not is_loopback(self.host):
            raise CalendarError(
                f"http:// would send your password to {self.host} for everyone on the way to read. "
                "Write https://, which is encrypted."
            )
        user, password = self.address.user, self._password(f"{self.address.user} at {self.host}")
        if challenge.strip().lower().startswith("digest"):
            return httpx2.DigestAuth(user, password)
        return httpx2.BasicAuth(user, password)

    def _is_home(self, url: str) -> bool:
        """Whether the password may go there: to the server that was named, or one beside it.

        Large providers name a house and live next door, at p42-caldav for caldav.
        """
        there, home = urlsplit(url), urlsplit(self.address.url)
        if (there.hostname, _port(there)) == (home.hostname, _port(home)):
            return there.scheme == home.scheme
        return there.scheme == "https" and _is_one_site(there.hostname, home.hostname)

    def _moved(self, url: str, target: str) -> str:
        """Where to go on. From an encrypted address to one that is not: never."""
        with suppress(ValueError):
            there = urljoin(url, target)
            before, after = urlsplit(url), urlsplit(there)
            is_worse = before.scheme == "https" and after.scheme != "https"
            if after.scheme in {"http", "https"} and after.hostname and not is_worse:
                return there
        raise CalendarError(
            f"{self.host} sends on to an address that is not followed. Use the new address itself."
        )

    def _asked(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        sent = {
            "User-Agent": f"troth/{__version__}",
            # What is packed may unpack to any size.
            "Accept-Encoding": "identity",
            **headers,
        }
        auth = self._auth if self._is_home(url) else None
        self._until = time.monotonic() + self._limits.answer_seconds
        with (
            self._explained(),
            self._patience(),
            self._client.stream(
                method, url, content=body or None, headers=sent, auth=auth
            ) as answer,
        ):
            return Answer(answer.status_code, dict(answer.headers), self._body(answer), url)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn every failure of a conversation into a CalendarError."""
        try:
            yield
        except (httpx2.TimeoutException, TimeoutError):
            seconds = f"{self._limits.answer_seconds:g}"
            raise CalendarError(
                f"{self.host} did not answer within {seconds} seconds. "
                "Look at the network; try later."
            ) from None
        except FAILURES as error:
            # What the library says may hold what was sent.
            raise CalendarError(unreached(self.host, error)) from None

    @contextmanager
    def _patience(self) -> Iterator[None]:
        """Give up a conversation that goes on and on before its answer begins.

        The library waits anew for each piece of a head. Raises TimeoutError.
        """
        seconds = self._limits.connect_seconds + self._limits.answer_seconds
        ending = threading.Timer(seconds, self._client.close)
        ending.daemon = True
        ending.start()
        try:
            yield
        except Exception as error:
            if ending.finished.is_set():
                raise TimeoutError from error
            raise
        finally:
            ending.cancel()

    def _body(self, answer: httpx2.Response) -> bytes:
        pieces, length = [], 0
        for piece in answer.iter_raw():
            pieces.append(piece)
            length += len(piece)
            if length > self._limits.bytes:
                raise CalendarError(
                    f"What {self.host} sends is larger than {self._limits.bytes // MIB} MiB, which "
                    "is no usual calendar. Choose one with fewer events."
                )
            if time.monotonic() > self._until:
                raise TimeoutError
        return b"".join(pieces)


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _is_one_site(there: str | None, home: str | None) -> bool:
    """Whether two hosts belong to one registered domain."""
    if not there or not home:
        return False
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415  # 30 ms that few need

    known = PublicSuffixList()
    return there == home or (
        (site := known.privatesuffix(home)) is not None and site == known.privatesuffix(there)
    )
