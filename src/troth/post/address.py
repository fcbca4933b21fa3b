"""What smtps://user@host[:port] says.

Source: RFC 8314 (TLS for mail submission): smtps:// is encrypted from its first byte, smtp:// by
STARTTLS before anything is said that matters.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from troth.post.refusals import PostError
from troth.pure.hosts import host_and_port, is_loopback

PORTS = {"smtps": 465, "smtp": 587}
EXAMPLE = "smtps://anna%40firm.example@smtp.firm.example"
LONGEST_SHOWN = 100

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class PlaceError(PostError):
    """That is no address of a server that takes letters."""


@dataclass(frozen=True, slots=True)
class Address:
    """Who sends by which server; no `user` where the server wants no sign-in."""

    user: str
    host: str
    port: int
    is_tls_at_once: bool

    @property
    def needs_starttls(self) -> bool:
        """Whether nothing may be said before the connection is encrypted."""
        return not self.is_tls_at_once and not is_loopback(self.host)


def parse_address(text: str) -> Address:
    """The parts of an SMTP address. Raises PlaceError."""
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    scheme, _, rest = text.strip().partition("://")
    user, _, server = rest.rstrip("/").rpartition("@")
    if scheme.lower() not in PORTS:
        raise PlaceError(f"{shown!r} names no way to send. Write it like {EXAMPLE}.")
    if ":" in user:
        raise PlaceError(
            "A password does not belong into an address, where other programs can see it. "
            "Leave it out: it has a field of its own."
        )
    host, port = _host_and_port(server, shown)
    known = Address(unquote(user), host, port or PORTS[scheme.lower()], scheme.lower() == "smtps")
    if _CONTROL.search(known.user + known.host):
        raise PlaceError(f"{shown!r} holds a control character. Write it like {EXAMPLE}.")
    return known


def _host_and_port(server: str, shown: str) -> tuple[str, int | None]:
    host, port = host_and_port(server)
    if host is None:
        raise PlaceError(f"{shown!r} names no server. Write it like {EXAMPLE}.")
    return host, port
