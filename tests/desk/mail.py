"""Letters between the cast, taken in and settled the real way, for tests of pages."""

from tests.cast import Cast
from tests.promises.letters import letter, taken_in
from troth.promises.actions.settling import settle
from troth.promises.models import Finding

PLAN = "I'll send you the migration plan by Friday."
TEXTS = "I will send you the texts for the new pages by Wednesday."
LOGO = "Could you send me the logo by Thursday?"
SUBJECT = "Moving the shop"
AWAY = "Birch secret"

ALICE = "Alice <alice@harbour-it.example>"
ANNA = "Anna Berg <anna@acme.example>"
BEN = "Ben Kerr <ben@birch.example>"


def promised(cast: Cast, *, words: str = PLAN, day: int = -2, number: int = 1) -> Finding:
    """A promise of Alice's to Anna, found in a letter."""
    raw = letter(
        f"Hello Anna,\n\nthank you for the list.\n\n{words}\n\nBest wishes\nAlice",
        sender=ALICE, to=ANNA, day=day, number=number, subject=SUBJECT,
    )  # fmt: skip
    return _found(cast, raw, number)


def waited_for(cast: Cast, *, words: str = TEXTS, day: int = -1, number: int = 2) -> Finding:
    """Something that Anna promised Alice."""
    raw = letter(f"Hello Alice,\n\n{words}\n\nAnna", day=day, number=number, subject="Texts")
    return _found(cast, raw, number)


def of_birch(cast: Cast, *, number: int = 90) -> Finding:
    """What Ben asks; Birch is Bob's client."""
    raw = letter(
        "Hello Bob,\n\nCould you send me the price of the Birch secret by Friday?\n\nBen",
        sender=BEN, to="Bob <bob@harbour-it.example>", day=-1, number=number, subject=AWAY,
    )  # fmt: skip
    return _found(cast, raw, number)


def answered_later(cast: Cast, finding: Finding, words: str, *, day: int = -1) -> None:
    """A later letter of the thread, from whoever wrote the first."""
    sender, to = (ALICE, ANNA) if finding.is_mine else (ANNA, ALICE)
    number = int(finding.message.message_id.split("@")[0].strip("<"))
    raw = letter(
        words, sender=sender, to=to, day=day, number=number + 500, answers=number,
        subject=f"Re: {finding.message.subject}",
    )  # fmt: skip
    taken_in(cast, raw)
    settle(finding.client, at=cast.at)


def _found(cast: Cast, raw: bytes, number: int) -> Finding:
    taken_in(cast, raw)
    rows = Finding.objects.filter(message__message_id__contains=f"{number}@test.example")
    found = rows.order_by("start").first()
    assert found is not None
    settle(found.client, at=cast.at)
    found.refresh_from_db()
    return found
