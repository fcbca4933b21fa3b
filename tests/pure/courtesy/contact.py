"""Letters between Robin, who works for Harbour IT, and one contact, for the tests."""

from troth.pure.courtesy import Field, Proposal, propose
from troth.pure.letter import Letter, parse

ME = ("robin@harbour-it.example",)
ROBIN = "Robin Hale <robin@harbour-it.example>"
ANNA = "Anna Weber <anna@lindenhof.example>"


def letter(  # noqa: PLR0913  # each is what some test varies
    body: str,
    *,
    sender: str = ANNA,
    to: str = ROBIN,
    date: str = "Mon, 2 Mar 2026 10:00:00 +0100",
    head: str = "",
    number: int = 1,
) -> Letter:
    """A letter of Anna's to Robin, where nothing else is said."""
    return parse(
        (
            f"From: {sender}\nTo: {to}\nSubject: The booking page\nDate: {date}\n"
            f"Message-ID: <{number}@lindenhof.example>\n{head}"
            f"Content-Type: text/plain; charset=utf-8\n\n{body}\n"
        ).encode()
    )


def from_me(body: str, *, to: str = ANNA, date: str = "Tue, 3 Mar 2026 10:00:00 +0100") -> Letter:
    return letter(body, sender=ROBIN, to=to, date=date, number=99)


def told(field: Field, *theirs: Letter, mine: tuple[Letter, ...] = ()) -> list[Proposal]:
    """What is proposed for one field."""
    return [each for each in propose(theirs, mine, me=ME) if each.field == field]


def values(field: Field, *theirs: Letter, mine: tuple[Letter, ...] = ()) -> list[str]:
    return [each.value for each in told(field, *theirs, mine=mine)]
