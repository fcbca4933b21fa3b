"""What is said when a server does not give a calendar."""

import httpx2

from troth.calendars.address import NAME_THE_USER
from troth.calendars.occurrence import CalendarError, NotLetInError

REFUSED, FORBIDDEN, GONE, SERVER_ERRORS = 401, 403, frozenset({404, 410}), 500


def refusal(status: int, *, host: str, user: str) -> CalendarError:
    """What an answer that holds no calendar means, by its status."""
    if status == REFUSED:
        return NotLetInError(_not_let_in(host, user))
    if status == FORBIDDEN:
        said = f"{host} does not let this calendar be read (403). Ask its owner to share it."
    elif status in GONE:
        said = f"{host} has no calendar at this address ({status}). Copy it anew from there."
    elif status >= SERVER_ERRORS:
        said = f"{host} has trouble of its own ({status}). Try later."
    else:
        said = f"{host} answered {status}, which is no calendar. Check the address."
    return CalendarError(said)


def unreached(host: str, error: Exception) -> str:
    """What a conversation that failed means. The library's words may hold what was sent."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return (
            f"{host} cannot prove that it is {host}: its certificate is not valid here. "
            "Check the address, or ask whoever runs the server."
        )
    if isinstance(error, httpx2.RemoteProtocolError | httpx2.ReadError):
        return f"{host} broke off while it answered. Try later."
    return f"{host} could not be reached. Check the address and the network."


def _not_let_in(host: str, user: str) -> str:
    if not user:
        return f"{host} wants to know who asks. {NAME_THE_USER}"
    return (
        f"{host} does not accept {user} with this password. "
        "Some servers want a password made for one app: look into your account there."
    )
