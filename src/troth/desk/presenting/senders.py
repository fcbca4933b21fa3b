"""How letters leave, as it is proposed from a member's mailboxes and shown."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from troth.desk.presenting.leave import provider_of
from troth.desk.presenting.mailboxes import name_of_place
from troth.mail.imap.address import Address, parse_address
from troth.mail.models import Mailbox
from troth.mail.places import SourceError
from troth.mail.sources import IMAP_SCHEME
from troth.people.models import Grant, Member
from troth.people.oauth.providers import Provider
from troth.people.placeholder import is_placeholder
from troth.post.models import Sender

BY_PASSWORD = ""
"""What stands for "with a password" among the ways to sign in."""

Choices = list[dict[str, str]]


def proposed(member: Member, mailboxes: Iterable[Mailbox]) -> dict[str, str]:
    """What most likely is right, from the first mailbox on a server; no guess without one."""
    email = "" if is_placeholder(member.email) else member.email
    for mailbox in mailboxes:
        address = _address(mailbox)
        if address is not None:
            place = _place(address, provider_of(mailbox.place))
            grant = mailbox.grant_id.hex if mailbox.grant_id else BY_PASSWORD
            return {"email": email, "place": place, "grant": grant}
    return {"email": email, "place": "", "grant": BY_PASSWORD}


def known(sender: Sender) -> dict[str, str]:
    grant = sender.grant_id.hex if sender.grant_id else BY_PASSWORD
    return {"email": sender.email, "place": sender.place, "grant": grant}


def ways(grants: Iterable[Grant]) -> Choices:
    """How one may sign in: with a password, or with what a provider gave; [] for a password alone.

    A grant whose time is over is no way.
    """
    given = [
        {"value": it.pk.hex, "label": f"What {it.provider.capitalize()} gave for {it.account}"}
        for it in grants
        if not it.trouble
    ]
    return [{"value": BY_PASSWORD, "label": "A password"}, *given] if given else []


def folders(mailboxes: Iterable[Mailbox]) -> Choices:
    """Where a copy of what was sent may be put."""
    there = [
        {"value": it.pk.hex, "label": f"The Sent folder of {name_of_place(it.place)}"}
        for it in mailboxes
        if IMAP_SCHEME.match(it.place)
    ]
    return [{"value": "", "label": "Nowhere"}, *there]


def trouble(sender: Sender | None) -> dict[str, Any] | None:
    """What stops every letter of the sender, and what to do."""
    if sender is None or not sender.trouble:
        return None
    do = "Put it right here. Until then your letters wait in the outbox; none is lost."
    return {"words": sender.trouble, "do": do}


def _address(mailbox: Mailbox) -> Address | None:
    if not IMAP_SCHEME.match(mailbox.place):
        return None
    try:
        return parse_address(mailbox.place)
    except SourceError:
        return None


def _place(address: Address, provider: Provider | None) -> str:
    """Known providers say where; elsewhere imap.firm.example is likely to have a smtp beside it.

    Source: RFC 8314, section 3.3 (TLS from the first byte, port 465, is to be preferred); the two
    known providers take STARTTLS on port 587, and one of them nothing else.
    """
    user = quote(address.user, safe="")
    if provider is not None and provider.smtp_host:
        return f"smtp://{user}@{provider.smtp_host}"
    first, _, rest = address.host.partition(".")
    host = f"smtp.{rest}" if first.lower() == "imap" and rest else address.host
    return f"smtps://{user}@{host}"
