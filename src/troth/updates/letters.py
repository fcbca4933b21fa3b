"""Letters that were sent and received, as a draft rests on them or is recognised in them."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet

from troth.mail.models import Message, Raw
from troth.mail.packing import unpack
from troth.people.models import Client
from troth.pure.letter import parse
from troth.updates.models import Draft

THREAD = timedelta(days=30)
MOST_LETTERS = 10

GREETING_WORDS = 6
"""A first or last paragraph of no more words greets or closes, and says nothing of the matter."""

NO_ID_OF_ITS_OWN = "@digest.invalid"
"""What ends the ids that `pure.letter` gives to letters without one."""

MOST_PASSAGES = 3
LONGEST_PASSAGE = 300


def text_of(letter: Message) -> str:
    """What its writer wrote new in it; "" where it was erased."""
    raw = Raw.objects.filter(message=letter).first()
    return parse(unpack(bytes(raw.packed))).new if raw is not None else ""


def thread_of(message: Message, client: Client) -> QuerySet[Message]:
    """The client's letters that this one belongs to, up to it, the latest first."""
    same = Q(key__in=[*message.references, message.key])
    if message.subject_key:
        same |= Q(subject_key=message.subject_key)
    letters = Message.objects.filter(same, filings__client=client)
    if message.sent_at is not None:
        window = (message.sent_at - THREAD, message.sent_at)
        letters = letters.filter(sent_at__range=window)
    return letters.order_by("-sent_at", "-pk")[:MOST_LETTERS]


def thread_to_answer(draft: Draft) -> list[str]:
    """The Message-IDs of the thread that a draft rests on, the one it answers last; [] for none.

    That is the reader's latest letter in it, else the latest there is. A letter that rests on
    several threads begins one of its own.
    """
    told = draft.tells.select_related("message")
    resting = [it.message for it in told if it.message and it.message.sent_at]
    if not resting or len({it.subject_key for it in resting}) > 1:
        return []
    letters = _thread_since(max(resting, key=lambda it: (it.sent_at, it.pk)), draft.client)
    theirs = [it for it in letters if it.people[0] == draft.to.lower()]
    answered = next(iter(theirs or letters), None)
    return _ids_up_to(answered) if answered else []


def _thread_since(message: Message, client: Client) -> list[Message]:
    """The letter and those of its thread that came after it, the latest first."""
    same = Q(pk=message.pk) | Q(subject_key=message.subject_key)
    letters = Message.objects.filter(same, filings__client=client, sent_at__gte=message.sent_at)
    return list(letters.order_by("-sent_at", "-pk")[:MOST_LETTERS])


def _ids_up_to(letter: Message) -> list[str]:
    raw = Raw.objects.filter(message=letter).first()
    before = parse(unpack(bytes(raw.packed))).references if raw is not None else ()
    ids = (*before, letter.message_id)
    return [f"<{it}>" for it in ids if it and not it.endswith(NO_ID_OF_ITS_OWN)]


def main_passages(text: str) -> list[str]:
    """The paragraphs that say something, without greeting and close, each cut at its length."""
    return list(_said(text))[:MOST_PASSAGES]


def _said(text: str) -> Iterator[str]:
    paragraphs = [" ".join(it.split()) for it in text.split("\n\n") if it.strip()]
    for place, words in enumerate(paragraphs):
        is_edge = place in (0, len(paragraphs) - 1)
        if is_edge and len(words.split()) <= GREETING_WORDS:
            continue
        yield words if len(words) <= LONGEST_PASSAGE else f"{words[:LONGEST_PASSAGE].rstrip()} …"
