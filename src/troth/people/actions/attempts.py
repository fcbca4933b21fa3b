"""How often somebody may try to sign in. Counted in the database: it holds for every process."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from troth.people.accounts import Attempt

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within so long."""

    what: str
    most: int
    within: timedelta


# Source: NIST SP 800-63B: at most 100 tries in a row; these are far below it.
ADDRESS = Limit("address", 10, 15 * MINUTE)
NETWORK = Limit("network", 50, 15 * MINUTE)
SECOND = Limit("second", 6, 15 * MINUTE)

KEPT = timedelta(days=1)


class TooManyError(Exception):
    """It was tried too often; the sentence says how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        minutes = -(-int(wait.total_seconds()) // 60) or 1
        said = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(f"Too many tries. Wait {said}, then try again.")
        self.wait = wait


def attempt(limit: Limit, who: str, *, at: datetime) -> None:
    """Count one try before it is made. Raises TooManyError, and then it does not count.

    The row is written first and counted after: of any number that try at once, no more than
    `limit.most` go on. It is no decision of anybody's, so the record does not tell of it.
    """
    what = _digest(limit, who)
    Attempt.objects.filter(at__lt=at - KEPT).delete()
    mine = Attempt.objects.create(what=what, at=at)
    tried = Attempt.objects.filter(what=what, at__gt=at - limit.within)
    if tried.count() <= limit.most:
        return
    mine.delete()
    oldest = tried.order_by("at").values_list("at", flat=True).first() or at
    raise TooManyError(oldest + limit.within - at)


def forget(limit: Limit, who: str) -> None:
    """Whoever got in starts again from none."""
    Attempt.objects.filter(what=_digest(limit, who)).delete()


def network_of(address: str) -> str:
    """What counts as one place: an address, and of IPv6 the network that a house is given.

    Source: RFC 6177: a house has at least a /64 to itself.

    >>> network_of("2001:db8::1:2"), network_of("192.0.2.7"), network_of("::ffff:192.0.2.7")
    ('2001:db8::/64', '192.0.2.7', '192.0.2.7')
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if not isinstance(known, ipaddress.IPv6Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))


def _digest(limit: Limit, who: str) -> str:
    """Who tried is not kept in clear: most addresses that are tried are nobody's business here."""
    return sha256(f"{limit.what}\0{who}".encode("utf-8", "replace")).hexdigest()
