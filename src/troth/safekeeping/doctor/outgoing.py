"""The outbox: letters that should have left and have not."""

from collections.abc import Iterator
from datetime import timedelta

from troth.post.models import Outgoing, OutgoingState, Sender
from troth.safekeeping.doctor.answers import Answer, Asked, fine, span_words, to_do
from troth.web.days import count_words

ABOUT = "outbox"
LATE = timedelta(minutes=15)


def outgoing(asked: Asked) -> Iterator[Answer]:
    """What waits too long, what failed, what nobody knows the end of, and whose way is barred."""
    answers = [*_late(asked), *_ended_badly(), *_barred(asked)]
    yield from answers or [fine(ABOUT, "No letter is stuck in the outbox.")]


def _late(asked: Asked) -> Iterator[Answer]:
    waits = Outgoing.objects.filter(state__in=(OutgoingState.HELD, OutgoingState.SENDING))
    late = waits.filter(send_at__lt=asked.at - LATE).order_by("send_at")
    oldest = late.first()
    if oldest is not None:
        letters = count_words(late.count(), "letter")
        since = span_words(asked.at - oldest.send_at)
        said = f"{letters} should have left, the oldest {since} ago."
        yield to_do(ABOUT, said, do="See that Troth runs: `troth up`.")


def _ended_badly() -> Iterator[Answer]:
    failed = Outgoing.objects.filter(state=OutgoingState.FAILED).order_by("-made_at").first()
    if failed is not None:
        said = " ".join(failed.said.split()).rstrip(".") or "no answer is kept"
        do = "Look at it in the outbox at the desk: correct the address, or take it back."
        yield to_do(ABOUT, f"“{failed.subject}” was refused: {said}.", do=do)
    unsure = Outgoing.objects.filter(state=OutgoingState.UNSURE).count()
    if unsure:
        said = f"Of {count_words(unsure, 'letter')} nobody knows whether it arrived."
        yield to_do(ABOUT, said, do="Ask the other side, or look into your Sent folder.")


def _barred(asked: Asked) -> Iterator[Answer]:
    for sender in Sender.objects.exclude(trouble="").order_by("place"):
        since = f" (first met {asked.ago(sender.trouble_since)})" if sender.trouble_since else ""
        said = " ".join(sender.trouble.split()).rstrip(".")
        yield to_do(
            ABOUT,
            f"{sender.place} has trouble{since}: {said}.",
            do="Give its password anew at the desk, if the server refuses it.",
        )
