"""How they want to be reached, usually and when it is urgent."""

from collections.abc import Iterator

from troth.pure.courtesy.case import Case
from troth.pure.courtesy.heard import Heard
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.courtesy.phones import phones

PREFERRED, ASKED, ASKED_OFTEN = 0.8, 0.5, 0.65
OFTEN = 3
URGENT, URGENT_NUMBER = 0.8, 0.9
_USUAL = (("phone", "prefers-phone"), ("mail", "prefers-mail"))
_WAYS = (("message", "by-message"), ("phone", "by-phone"), ("mail", "by-mail"))


def usual_channel(case: Case) -> Iterator[Proposal]:
    """The way they say they prefer; else the telephone where they ask to be called."""
    for heard in case.theirs:
        for value, kind in _USUAL:
            for _, sentence in heard.said(kind)[:1]:
                yield Proposal(
                    Field.USUAL_CHANNEL, value, sentence, heard.letter.message_id, PREFERRED
                )
                return
    yield from _asked_to_call(case)


def urgent_channel(case: Case) -> Iterator[Proposal]:
    """The way that a sentence about urgent cases names, with its number where it gives one."""
    for heard in case.theirs:
        for _, sentence in heard.said("urgent-case"):
            value = _way(heard, sentence)
            if value:
                certainty = URGENT_NUMBER if " " in value else URGENT
                yield Proposal(
                    Field.URGENT_CHANNEL, value, sentence, heard.letter.message_id, certainty
                )
                return


def _asked_to_call(case: Case) -> Iterator[Proposal]:
    said = [(heard, pair) for heard in case.theirs for pair in heard.said("asks-call")[:1]]
    if said:
        heard, (_, sentence) = said[0]
        certainty = ASKED_OFTEN if len(said) >= OFTEN else ASKED
        reason = f"They asked to be called in {len(said)} of {len(case.theirs)} letters."
        yield Proposal(
            Field.USUAL_CHANNEL,
            "phone",
            sentence,
            heard.letter.message_id,
            certainty,
            reason=reason,
        )


def _way(heard: Heard, sentence: str) -> str:
    """The way a sentence names, as "phone +49 ...", "message" or "mail"; "" where none."""
    numbers = [number for line in sentence.split("\n") for number, _ in phones(line)]
    for value, kind in _WAYS:
        if any(said == sentence for _, said in heard.said(kind)):
            return f"{value} {numbers[0]}" if numbers and value != "mail" else value
    return f"phone {numbers[0]}" if numbers else ""
