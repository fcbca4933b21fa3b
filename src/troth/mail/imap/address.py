"""What imaps://user@host[:port][/Folder] says.

Source: RFC 5092 (IMAP URLs), of which this is the part that a person types.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from troth.mail.places import SourceError
from troth.pure.hosts import host_and_port, is_loopback

PORTS = {"imaps": 993, "imap": 143}
EXAMPLE = "imaps://anna%40firm.example@imap.firm.example/INBOX"
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """Whose mailbox on which server; `folder` holds its levels, none of them for every folder."""

    user: str
    host: str
    port: int
    tls: bool
    folder: tuple[str, ...]

    @property
    def account(self) -> str:
        return f"{self.user} at {self.host}"


def parse_address(text: str) -> Address:
    """The parts of an IMAP address. Raises SourceError."""
    scheme, _, rest = text.partition("://")
    authority, _, path = rest.partition("/")
    user, _, server = authority.rpartition("@")
    tls = scheme.lower() == "imaps"
    host, port = _host_and_port(server, text)
    _refuse_what_is_unsafe(user, host, tls=tls)
    levels = tuple(unquote(level) for level in path.split("/") if level)
    address = Address(unquote(user), host, port or PORTS[scheme.lower()], tls, levels)
    if any(CONTROL.search(part) for part in (address.user, host, *levels)):
        raise SourceError(f"{text!r} holds a control character. Write it like {EXAMPLE}.")
    return address


def _host_and_port(server: str, text: str) -> tuple[str, int | None]:
    host, port = host_and_port(server)
    if host is None:
        raise SourceError(f"{text!r} names no server. Write it like {EXAMPLE}.")
    return host, port


def _refuse_what_is_unsafe(user: str, host: str, *, tls: bool) -> None:
    if not user:
        raise SourceError(f"Say whose mailbox it is, like {EXAMPLE}.")
    if ":" in user:
        raise SourceError(
            "A password does not belong into an address, where other programs can see it. "
            "Leave it out: it is taken from TROTH_IMAP_PASSWORD or asked for."
        )
    if not tls and not is_loopback(host):
        raise SourceError(
            f"imap:// would send your password to {host} for everyone on the way to read. "
            "Write imaps://, which is encrypted."
        )
