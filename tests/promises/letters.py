"""Letters between the cast, taken in for tests of what becomes of them."""

from collections.abc import Sequence
from datetime import timedelta
from email.utils import format_datetime

from tests.cast import AT, Cast
from troth.mail.models import Mailbox
from troth.mail.places import HeldPlace
from troth.promises.actions.taking_in import chosen_in, take_in
from troth.promises.opening import Dealt, Opened, open_letters

ALICE = "Alice <alice@harbour-it.example>"
BOB = "Bob <bob@harbour-it.example>"
ANNA = "Anna Berg <anna@acme.example>"
BEN = "Ben Kerr <ben@birch.example>"
DAN = "Dan <dan@nowhere.example>"


def letter(  # noqa: PLR0913
    body: str,
    *,
    sender: str = ANNA,
    to: str = ALICE,
    cc: str = "",
    day: int = 0,
    number: int = 0,
    answers: int | None = None,
    subject: str = "Shop",
    more: str = "",
) -> bytes:
    """A plain letter, `day` days after the cast's Monday; `answers` is a number."""
    reference = "" if answers is None else f"In-Reply-To: <{answers}@test.example>\n"
    copies = f"Cc: {cc}\n" if cc else ""
    head = (
        f"From: {sender}\nTo: {to}\n{copies}Subject: {subject}\n"
        f"Date: {format_datetime(AT + timedelta(days=day))}\n"
        f"Message-ID: <{number}@test.example>\n{reference}{more}"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    )
    return f"{head}\n{body}\n".encode()


def mailbox_of(cast: Cast, place: str = "/mail/alice") -> Mailbox:
    return Mailbox.objects.get_or_create(
        practice=cast.practice, member=cast.alice, place=place, defaults={"added_at": AT}
    )[0]


def opened(cast: Cast, *raws: bytes, states: dict[str, object] | None = None) -> Opened:
    """The letters as the processes would give them, in one batch."""
    places = [HeldPlace(f"letter {at}", raw, len(raw)) for at, raw in enumerate(raws)]
    return whole([Dealt(places, states or {})], cast)


def whole(dealt: Sequence[Dealt], cast: Cast, *, processes: int = 1) -> Opened:
    everything = Opened()
    for some in open_letters(dealt, chosen=chosen_in(cast.practice), processes=processes):
        everything.add(some)
    return everything


def taken_in(cast: Cast, *raws: bytes, place: str = "/mail/alice") -> int:
    return take_in(mailbox_of(cast, place), opened(cast, *raws), at=cast.at)
