"""How far counting and reading a mailbox got; see desk/mailbox/looking.html."""

from typing import Any

from django.urls import reverse

from troth.desk.presenting.mailboxes import first_trouble
from troth.mail.models import Mailbox
from troth.web.days import count_words

COUNTED_ONLY = (
    "Only who wrote to whom and when is looked at, and nothing is stored. You can leave this page; "
    "the counting goes on."
)
GOES_ON = "You can leave this page; the reading goes on."

Progress = dict[str, Any]


def counting(mailbox: Mailbox) -> Progress:
    page = reverse("mailbox", args=(mailbox.pk,))
    if mailbox.trouble:
        change = {"label": "Put it right", "url": page}
        return _progress(first_trouble(mailbox), "Nothing was stored.", next_=change)
    words = f"Counting: {count_words(mailbox.progress, 'letter')} so far."
    if not mailbox.progress:
        words = "Counting the letters."
    again = reverse("mailbox_choose", args=(mailbox.pk,))
    return _progress(words, COUNTED_ONLY, again_url=again)


def being_read(mailbox: Mailbox) -> Progress:
    again = reverse("mailbox_reading", args=(mailbox.pk,))
    total = mailbox.total or 0
    of = f" of {total:,}" if total else ""
    words = f"Reading: {mailbox.progress:,}{of} letters looked at."
    done = min(mailbox.progress, total)
    return _progress(words, GOES_ON, again_url=again, done=done, of=total)


def being_settled(mailbox: Mailbox, left_over: int) -> Progress:
    again = reverse("mailbox_reading", args=(mailbox.pk,))
    words = f"Looking what is still open: {count_words(left_over, 'client')} to go."
    return _progress(words, GOES_ON, again_url=again)


def is_read(mailbox: Mailbox, *, letters: int, waiting: int, most: int) -> Progress:
    """What the first reading gave: letters stored, and findings `waiting`, counted up to `most`."""
    if mailbox.trouble:
        page = {"label": "See the mailbox", "url": reverse("mailbox", args=(mailbox.pk,))}
        return _progress(first_trouble(mailbox), "What was read so far is kept.", next_=page)
    more = "More than " if waiting >= most else ""
    found = f"{more}{count_words(waiting, 'sentence')} found that may matter."
    if waiting:
        next_ = {"label": "Look at what was found", "url": reverse("found")}
    else:
        next_ = {"label": "Go to Today", "url": reverse("today")}
    return _progress(f"Read: {count_words(letters, 'letter')} stored.", found, next_=next_)


def _progress(  # noqa: PLR0913  # what desk/mailbox/looking.html reads
    words: str,
    more: str,
    *,
    again_url: str = "",
    done: int = 0,
    of: int = 0,
    next_: dict[str, str] | None = None,
) -> Progress:
    return {
        "words": words,
        "more": more,
        "done": done,
        "of": of,
        "again_url": again_url,
        "next": next_,
    }
