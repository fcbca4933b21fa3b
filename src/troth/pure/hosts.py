"""Servers as people write them."""

import ipaddress
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Whether what is sent to `host` stays on this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("LocalHost"), is_loopback("imap.firm.example")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def host_and_port(server: str) -> tuple[str | None, int | None]:
    """The two parts of host[:port], or of [address]:port; no host where `server` is neither.

    >>> host_and_port("imap.firm.example:993"), host_and_port("firm.example/INBOX")
    (('imap.firm.example', 993), (None, None))
    """
    try:
        parts = urlsplit(f"//{server}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None, None
    return (host, port) if host and parts.netloc == server else (None, None)


def is_private(url: str) -> bool:
    """Whether nobody on the way to `url` can read what is sent: it is encrypted, or stays here."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    )
