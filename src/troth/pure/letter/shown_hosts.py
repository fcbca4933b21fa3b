"""Where an address of the web leads, read exactly as a browser reads it. Source: WHATWG URL."""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

_BROKEN = re.compile(r"[\t\n\r]")
_WEB = re.compile(r"(https?):[/\\]*([^/\\?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(r"mailto:([^?#]*)", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.!$&'*+/=^`{|}~-]{1,64}@([\w.-]{1,253})")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
_NUMBERS = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}")
_SIXTH = re.compile(r"\[[0-9a-f:]{2,39}\]")
_USUAL = re.compile(r"[a-z0-9à-öø-ÿćčěğłńőœřśšůűźž-]+")
"""Letters of European names that are not taken for one another."""

_LONGEST = 2_000
"""Characters of an address: browsers and servers take no more for granted."""

_KEPT = "/?#[]@!$&'()*+,;=:%~"
"""Besides letters and digits, what stays as it is in the part behind the host."""


class Target(NamedTuple):
    """Where a link leads: its address rebuilt, and the host (or mailbox) in plain words."""

    address: str
    host: str


def target(link: str) -> Target | None:
    """Where the link leads; None where that is no web page or mailbox, or cannot be told.

    The address is built anew from what was read, so that a browser cannot read it otherwise:
    the host in ASCII, no name or password before it.
    """
    link = _BROKEN.sub("", link.strip("\0\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f \t\n\r"))
    if len(link) > _LONGEST:
        return None
    mail = _MAIL.match(link)
    if mail:
        return _mailbox(mail[1])
    web = _WEB.fullmatch(link)
    return _page(web[1].lower(), web[2], web[3]) if web else None


def _mailbox(email: str) -> Target | None:
    """Only the mailbox: a link that fills in copies or words could send what is not meant."""
    found = _EMAIL.fullmatch(unquote_to_bytes(email).decode("utf-8", "replace"))
    host = ascii_host(found[1]) if found else None
    if found is None or host is None or not found[0].isascii():
        return None
    name = found[0].partition("@")[0]
    return Target(f"mailto:{quote(name, safe='!$*+=^`{|}~')}@{host}", f"{name}@{shown_host(host)}")


def _page(scheme: str, authority: str, rest: str) -> Target | None:
    place, colon, port = _port(authority.rpartition("@")[2])
    host = ascii_host(unquote_to_bytes(place).decode("utf-8", "replace"))
    if host is None or (colon and port and not (port.isdecimal() and port.isascii())):
        return None
    path = quote(rest.replace("\\", "/") if "?" not in rest else rest, safe=_KEPT)
    path = path if path[:1] in {"/", "?", "#"} else f"/{path}"
    return Target(f"{scheme}://{host}{colon if port else ''}{port}{path}", shown_host(host))


def _port(authority: str) -> tuple[str, str, str]:
    if authority.endswith("]"):
        return authority, "", ""
    before, colon, port = authority.rpartition(":")
    return (before, colon, port) if colon else (authority, "", "")


def ascii_host(host: str) -> str | None:
    """The host as a browser looks it up, in ASCII; None where it is none or reads two ways."""
    host = unicodedata.normalize("NFKC", host.translate(_DOTS)).lower().removesuffix(".")
    if _SIXTH.fullmatch(host) or _NUMBERS.fullmatch(host):
        return host
    labels = [_ascii(label) for label in host.split(".")]
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return None if labels[-1][:1].isdigit() else ".".join(labels)


def _ascii(label: str) -> str:
    """Source: RFC 3492, by the standard library; "" where the label has no such form."""
    if label.isascii():
        return label
    if any(unicodedata.category(sign)[0] not in "LMN" and sign != "-" for sign in label):
        return ""
    return f"xn--{label.encode('punycode').decode('ascii')}"


def shown_host(host: str) -> str:
    """The host as a person may read it: with accents where that deceives nobody, else in ASCII.

    A name of letters that could be taken for others, or of two scripts, stays "xn--".
    """
    if "xn--" not in host:
        return host
    read = [_unicode(label) for label in host.split(".")]
    return ".".join(read) if all(_USUAL.fullmatch(label) for label in read) else host


def _unicode(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return unicodedata.normalize("NFC", label[4:].encode("ascii").decode("punycode"))
    except UnicodeError:
        return label
