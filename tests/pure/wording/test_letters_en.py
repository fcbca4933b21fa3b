"""The letters in English, written out: a reader judges them."""

from datetime import date

from troth.pure.wording import (
    Recipient,
    moved_letter,
    recap_letter,
    reminder_letter,
    status_letter,
)

from .scene import BERLIN, ROBIN, SUNDAY, Words, busy, nothing, said, shown, waiting

WORDS = Words(
    plan="migration plan",
    password="I'll send you the staging password by Tuesday.",
    switch="switching the name servers",
    report="backup report",
    photos="I'll mail the photos on Wednesday.",
    texts="texts for the shop",
    search="Could you add a search box to the start page?",
    checkout="new checkout page",
    win="Checkout takes 0.3 s instead of 4 s",
)
FORMAL = Recipient("Anna Weber", "en", title="Dr.", form="formal", gender="female")
INFORMAL = Recipient("Anna Weber", "en", form="informal")


def test_all_that_is_open_and_done_is_told_formally():
    draft = status_letter(busy(WORDS), recipient=FORMAL, sender=ROBIN)
    expected = """
Where we stand on 22 November

Dear Dr Weber,

Here is where we stand.

Done:
- Checkout takes 0.3 s instead of 4 s
- new checkout page: done on Tuesday, 17 November

Still to come from me:
- migration plan: by Friday, 27 November
- “I'll send you the staging password by Tuesday.” This was due on Tuesday, 17 November and is not done yet.
- switching the name servers: by 14:30 tomorrow
- backup report: by Friday, 8 January 2027 (instead of Tuesday, 1 December)

What I still need from you:
- “I'll mail the photos on Wednesday.” This was due on Wednesday, 18 November and is still open.
- texts for the shop: open since Monday, 9 November

Your questions and requests that I have not answered yet:
- “Could you add a search box to the start page?” Asked yesterday.

If something is missing or looks different to you, please tell me.

Kind regards,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_letter_says_so_where_nothing_was_finished():
    draft = status_letter(waiting(WORDS), recipient=INFORMAL, sender=ROBIN)
    expected = """
Where we stand on 22 November

Hi Anna,

Here is where we stand. I have nothing finished to report this time.

Still to come from me:
- backup report: no date yet

What I still need from you:
- texts for the shop: by tomorrow

If something is missing or looks different to you, please tell me.

Best wishes,
Robin
"""

    assert shown(draft) == expected


def test_where_nothing_is_open_one_short_letter_says_so_formally():
    draft = status_letter(nothing(), recipient=FORMAL, sender=ROBIN)
    expected = """
Where we stand on 22 November

Dear Dr Weber,

As far as I can see, nothing is open on either side: you are not waiting for anything from me, and I do not need anything from you.

If you see it differently, please tell me.

Kind regards,
Robin Hale
"""

    assert shown(draft) == expected


def test_where_nothing_is_open_one_short_letter_says_so_informally():
    draft = status_letter(nothing(), recipient=INFORMAL, sender=ROBIN)
    expected = """
Where we stand on 22 November

Hi Anna,

As far as I can see, nothing is open on either side: you are not waiting for anything from me, and I do not need anything from you.

If you see it differently, please tell me.

Best wishes,
Robin
"""

    assert shown(draft) == expected


def test_a_recap_asks_whether_it_is_right_formally():
    draft = recap_letter(
        said(WORDS), met_on=date(2026, 11, 20), kind="call", recipient=FORMAL, sender=ROBIN
    )
    expected = """
Our call on 20 November, as I understood it

Dear Dr Weber,

This is how I understood our call on Friday, 20 November.

On my side:
- migration plan: by Friday, 27 November

On your side:
- texts for the shop

Your questions and requests that I have not answered yet:
- “Could you add a search box to the start page?”

Is that right? A short yes is enough. If something is different or missing, please tell me.

Kind regards,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_recap_asks_whether_it_is_right_informally():
    draft = recap_letter(
        said(WORDS), met_on=date(2026, 11, 21), kind="chat", recipient=INFORMAL, sender=ROBIN
    )
    expected = """
Our chat on 21 November, as I understood it

Hi Anna,

This is how I understood our chat yesterday.

On my side:
- migration plan: by Friday, 27 November

On your side:
- texts for the shop

Your questions and requests that I have not answered yet:
- “Could you add a search box to the start page?”

Is that right? A short yes is enough. If something is different or missing, please tell me.

Best wishes,
Robin
"""

    assert shown(draft) == expected


def test_a_moved_date_is_told_with_old_date_new_date_and_reason():
    draft = moved_letter(
        busy(WORDS).we_owe[3],
        why="the registrar confirmed the transfer for January",
        on=SUNDAY,
        zone=BERLIN,
        recipient=FORMAL,
        sender=ROBIN,
    )
    expected = """
New date: Friday, 8 January 2027

Dear Dr Weber,

There is a new date for this:

- backup report

The previous date was Tuesday, 1 December. The new date is Friday, 8 January 2027. The reason: the registrar confirmed the transfer for January.

If the new date does not suit you, please tell me.

Kind regards,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_reminder_asks_kindly_for_what_is_late():
    draft = reminder_letter(
        busy(WORDS).they_owe[0], on=SUNDAY, zone=BERLIN, recipient=FORMAL, sender=ROBIN
    )
    expected = """
A short reminder

Dear Dr Weber,

May I come back to this:

- “I'll mail the photos on Wednesday.”

This was due on Wednesday, 18 November. A line on when to expect it would already help. If our messages have crossed, please ignore this one, and thank you.

Kind regards,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_reminder_without_a_date_says_how_long_it_has_been_open():
    draft = reminder_letter(
        busy(WORDS).they_owe[1], on=SUNDAY, zone=BERLIN, recipient=INFORMAL, sender=ROBIN
    )
    expected = """
A short reminder: texts for the shop

Hi Anna,

May I come back to this:

- texts for the shop

This has been open for thirteen days. A line on when to expect it would already help. If our messages have crossed, please ignore this one, and thank you.

Best wishes,
Robin
"""

    assert shown(draft) == expected
