"""Whatever the facts are, the letter holds them and is fit for mail."""

import re
from datetime import UTC, date, datetime

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from troth.pure.wording import (
    LANGUAGES,
    Draft,
    Facts,
    Item,
    Recipient,
    Sender,
    moved_letter,
    recap_letter,
    reminder_letter,
    status_letter,
)

from .scene import BERLIN, NEW_YORK

DAYS = st.dates(date(1980, 1, 1), date(2090, 12, 31))
INSTANTS = st.builds(datetime.combine, DAYS, st.times(), tzinfo=st.just(UTC))
WORDS = st.text(st.characters(exclude_characters="{}"), max_size=60)
ITEMS = st.builds(
    Item,
    what=WORDS,
    since=DAYS,
    due=st.none() | DAYS | INSTANTS,
    is_late=st.booleans(),
    moved_from=st.none() | DAYS,
    done_on=st.none() | DAYS,
)
SOME = st.lists(ITEMS, max_size=3).map(tuple)
FACTS = st.builds(
    Facts,
    on=DAYS,
    zone=st.sampled_from([UTC, BERLIN, NEW_YORK]),
    we_owe=SOME,
    they_owe=SOME,
    asks=SOME,
    done=SOME,
    wins=st.lists(WORDS, max_size=2).map(tuple),
)
RECIPIENTS = st.builds(
    Recipient,
    name=WORDS,
    language=st.sampled_from([*LANGUAGES, "sv", ""]),
    title=WORDS | st.sampled_from(["Dr.", "Frau", "Prof. Dr."]),
    form=st.sampled_from(["formal", "informal", ""]),
    gender=st.sampled_from(["female", "male", ""]),
)
NAMES = WORDS.filter(lambda it: not it.endswith(":"))
"""A letter ends with its sender's name, and must not seem to go on."""

SENDERS = st.builds(Sender, name=NAMES, zone=st.sampled_from([None, UTC, NEW_YORK]))

SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def letters_only(text: str) -> str:
    """Signs at the ends (list markers, quotation marks) and spaces are not an item's words."""
    return re.sub(r"[\W_\ufffd]+", "", re.sub(r"[\ud800-\udfff]", "", text))


def assert_fit_for_mail(draft: Draft) -> None:
    text = f"{draft.subject}\n{draft.body}"

    assert draft.language in LANGUAGES
    assert "{" not in text
    assert "}" not in text
    assert "\n" not in draft.subject
    assert max(len(line.encode()) for line in draft.body.split("\n")) <= 998
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)
    assert not re.search(r":[\s]*\n\n(?!- )|:\Z", draft.body.partition("\n\n")[2])


@SLOW
@given(facts=FACTS, recipient=RECIPIENTS, sender=SENDERS)
def test_a_status_letter_holds_every_items_words(facts, recipient, sender):
    draft = status_letter(facts, recipient=recipient, sender=sender)

    assert_fit_for_mail(draft)
    for item in facts.we_owe + facts.they_owe + facts.asks + facts.done:
        assert letters_only(item.what) in letters_only(draft.body)
    for win in facts.wins:
        assert letters_only(win) in letters_only(draft.body)


@SLOW
@given(
    facts=FACTS,
    met_on=DAYS,
    kind=st.sampled_from(["call", "meeting", "chat"]),
    recipient=RECIPIENTS,
    sender=SENDERS,
)
def test_a_recap_holds_every_items_words(facts, met_on, kind, recipient, sender):
    draft = recap_letter(facts, met_on=met_on, kind=kind, recipient=recipient, sender=sender)

    assert_fit_for_mail(draft)
    for item in facts.we_owe + facts.they_owe + facts.asks + facts.done:
        assert letters_only(item.what) in letters_only(draft.body)


@SLOW
@given(item=ITEMS, why=st.none() | WORDS, on=DAYS, recipient=RECIPIENTS, sender=SENDERS)
def test_letters_about_one_item_hold_its_words(item, why, on, recipient, sender):
    assume(item.what.strip())
    moved = moved_letter(item, why=why, on=on, recipient=recipient, sender=sender)
    reminder = reminder_letter(item, on=on, recipient=recipient, sender=sender)

    for draft in (moved, reminder):
        assert_fit_for_mail(draft)
        assert letters_only(item.what) in letters_only(draft.body)
    assert letters_only(why or "") in letters_only(moved.body)


NUMBER = re.compile(r"\d+")


@SLOW
@given(on=DAYS, items=st.lists(ITEMS, max_size=4), language=st.sampled_from(LANGUAGES))
def test_no_figure_is_in_a_letter_that_is_not_in_the_facts(on, items, language):
    plain = tuple(
        Item("plan", item.since, item.due, item.is_late, item.moved_from) for item in items
    )
    draft = status_letter(
        Facts(on=on, we_owe=plain, they_owe=plain, asks=plain),
        recipient=Recipient("Anna Weber", language),
        sender=Sender("Robin Hale"),
    )
    days = [on, *(day for item in plain for day in (item.since, item.due, item.moved_from) if day)]
    known = {part for day in days for part in (day.day, day.year)}
    known |= {part for day in days if isinstance(day, datetime) for part in (day.hour, day.minute)}

    assert {int(number) for number in NUMBER.findall(draft.body)} <= known | {0}
