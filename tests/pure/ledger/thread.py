"""A correspondence in sight: who wrote when, and what was found in it."""

from datetime import UTC, date, datetime, timedelta

from troth.pure.ledger import Letters, Matter, Posted, decide, key, subject_key
from troth.pure.reading import Finding, Kind

ME = "robin@harbour.example"
ANNA = "anna@acme.example"
BEN = "ben@acme.example"

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def found(kind: Kind, sentence: str, *, due: date | datetime | None = None) -> Finding:
    return Finding(
        kind=kind,
        sentence=sentence,
        start=0,
        end=len(sentence),
        due=due,
        due_words=None,
        certainty=0.9,
        rule=f"en/{kind}/test",
        language="en",
    )


def posted(  # noqa: PLR0913
    sender: str,
    *,
    day: int,
    to: tuple[str, ...] = (),
    cc: tuple[str, ...] = (),
    number: int = 0,
    answers: int | None = None,
    subject: str = "Shop",
    quiet: bool = False,
) -> Posted:
    to = to or ((ANNA,) if sender == ME else (ME,))
    return Posted(
        key=key(f"{number}@test"),
        references=() if answers is None else (key(f"{answers}@test"),),
        subject=subject_key(subject),
        sender=sender,
        to=to,
        cc=cc,
        sent=int((MONDAY + timedelta(days=day)).timestamp()),
        quiet=quiet,
    )


def settled(*letters: tuple[str, list[Finding]], quiet: tuple[int, ...] = ()) -> list[Matter]:
    """A thread of letters a day apart, each answering the one before; its matters, decided."""
    sent = [
        posted(who, day=at, number=at, answers=at - 1 if at else None, quiet=at in quiet)
        for at, (who, _) in enumerate(letters)
    ]
    matters = [
        Matter(
            finding=finding,
            place=at,
            sender=who,
            message_id=f"{at}@test",
            sent_at=MONDAY + timedelta(days=at),
            is_mine=who == ME,
            to=sent[at].to,
        )
        for at, (who, findings) in enumerate(letters)
        for finding in findings
    ]
    decide(Letters(sent), matters, me={ME})
    return matters


def promise(sentence: str, **more: date) -> Finding:
    return found(Kind.PROMISE, sentence, **more)


def ask(sentence: str, **more: date) -> Finding:
    return found(Kind.ASK, sentence, **more)


def need(sentence: str, **more: date) -> Finding:
    return found(Kind.NEED, sentence, **more)


def delivery(sentence: str) -> Finding:
    return found(Kind.DELIVERY, sentence)


def deferral(sentence: str, **more: date) -> Finding:
    return found(Kind.DEFERRAL, sentence, **more)
