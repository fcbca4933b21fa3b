"""What holds for the letters in every language."""

from datetime import date, datetime

import pytest

from troth.pure.wording import (
    LANGUAGES,
    Facts,
    Item,
    Recipient,
    Sender,
    moved_letter,
    recap_letter,
    reminder_letter,
    status_letter,
)

from .scene import BERLIN, NEW_YORK, ROBIN, SUNDAY

ANNA = Recipient("Anna Weber", "en")
PLAN = Item("migration plan", date(2026, 11, 18), due=date(2026, 11, 27))


def status(**facts) -> str:
    return status_letter(Facts(on=SUNDAY, zone=BERLIN, **facts), recipient=ANNA, sender=ROBIN).body


def test_an_unknown_language_is_answered_in_english_and_the_draft_says_so():
    facts = Facts(on=SUNDAY, we_owe=(PLAN,))
    draft = status_letter(facts, recipient=Recipient("Anna Weber", "sv"), sender=ROBIN)

    assert draft.language == "en"
    assert "migration plan: by Friday, 27 November" in draft.body


@pytest.mark.parametrize("code", ["de", "DE", "de-AT", "de_CH"])
def test_a_region_does_not_change_the_language(code):
    facts = Facts(on=SUNDAY, we_owe=(PLAN,))
    draft = status_letter(facts, recipient=Recipient("Anna Weber", code), sender=ROBIN)

    assert draft.language == "de"


def test_sections_with_nothing_in_them_are_left_out():
    body = status(we_owe=(PLAN,))

    assert "Still to come from me:" in body
    assert "What I still need from you:" not in body
    assert "Done:" not in body
    assert "not answered" not in body


def test_good_news_stands_first():
    body = status(
        we_owe=(PLAN,),
        done=(Item("login fixed", date(2026, 11, 2)),),
        wins=("Checkout takes 0.3 s",),
    )

    assert body.index("Checkout") < body.index("login fixed") < body.index("migration plan")


def test_where_all_is_done_the_letter_says_that_nothing_else_is_open():
    body = status(done=(Item("login fixed", date(2026, 11, 2)),))

    assert "Beyond that, nothing is open on either side." in body
    assert "nothing finished" not in body


def test_what_has_no_words_is_left_out():
    body = status(we_owe=(Item(" \n", SUNDAY, due=SUNDAY),))

    assert "nothing is open on either side" in body


def test_an_hour_is_told_in_the_readers_zone_and_marked_where_the_clocks_differ():
    noon = datetime(2026, 11, 25, 12, tzinfo=NEW_YORK)
    item = Item("DNS switch", SUNDAY, due=noon)
    facts = Facts(on=SUNDAY, zone=BERLIN, we_owe=(item,))
    near = status_letter(facts, recipient=ANNA, sender=ROBIN)
    far = status_letter(facts, recipient=ANNA, sender=Sender("Robin Hale", NEW_YORK))
    unknown = status_letter(facts, recipient=ANNA, sender=Sender("Robin Hale"))

    assert "DNS switch: by 18:00 on Wednesday, 25 November\n" in near.body
    assert "DNS switch: by 18:00 your time on Wednesday, 25 November\n" in far.body
    assert unknown.body == near.body


def test_what_is_late_without_a_date_is_said_plainly():
    assert "- plan: this is late and not done yet" in status(
        we_owe=(Item("plan", SUNDAY, is_late=True),)
    )


def test_a_wish_keeps_the_day_it_was_wanted_by():
    wish = Item("search box", date(2026, 11, 3), due=date(2026, 11, 30))

    assert "- search box: asked on Tuesday, 3 November, wanted by Monday, 30 November" in status(
        asks=(wish,)
    )


def test_a_recap_of_nothing_says_so():
    draft = recap_letter(
        Facts(on=SUNDAY), met_on=SUNDAY, kind="meeting", recipient=ANNA, sender=ROBIN
    )

    assert "our meeting today" in draft.body
    assert "I noted nothing that either of us still has to do." in draft.body


def test_a_recap_keeps_the_day_a_wish_was_wanted_by():
    facts = Facts(on=SUNDAY, asks=(Item("search box", SUNDAY, due=date(2026, 11, 30)),))
    draft = recap_letter(facts, met_on=SUNDAY, kind="call", recipient=ANNA, sender=ROBIN)

    assert "- search box: wanted by Monday, 30 November" in draft.body


def test_a_moved_date_without_a_new_one_says_that_there_is_none_yet():
    item = Item("plan", SUNDAY, moved_from=date(2026, 11, 24))
    draft = moved_letter(item, on=SUNDAY, recipient=ANNA, sender=ROBIN)

    assert draft.subject == "A date that no longer holds"
    assert "The previous date was Tuesday, 24 November. There is no new date yet." in draft.body
    assert "reason" not in draft.body


@pytest.mark.parametrize("why", [None, "", " \n"])
def test_no_reason_is_made_up(why):
    item = Item("plan", SUNDAY, due=date(2026, 11, 27), moved_from=date(2026, 11, 24))
    draft = moved_letter(item, why=why, on=SUNDAY, recipient=ANNA, sender=ROBIN)

    assert "reason" not in draft.body


def test_a_reminder_of_what_is_not_late_names_its_day_without_a_reproach():
    draft = reminder_letter(
        Item("texts", SUNDAY, due=date(2026, 11, 23)), on=SUNDAY, recipient=ANNA, sender=ROBIN
    )

    assert "This is due tomorrow." in draft.body


def test_a_reminder_of_what_was_asked_today_names_no_wait():
    draft = reminder_letter(Item("texts", SUNDAY), on=SUNDAY, recipient=ANNA, sender=ROBIN)

    assert "open" not in draft.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_braces_in_an_items_words_stay_as_they_are(language):
    item = Item("template {name} and {due:by}", SUNDAY, due=date(2026, 11, 27))
    draft = status_letter(
        Facts(on=SUNDAY, we_owe=(item,)),
        recipient=Recipient("Anna {full}", language),
        sender=ROBIN,
    )

    assert "template {name} and {due:by}" in draft.body
    assert "Anna {full}" in draft.body


def test_french_signs_stand_behind_an_unbreakable_space_and_items_are_left_alone():
    item = Item("Pouvez-vous l'ajouter ?", SUNDAY)
    draft = status_letter(
        Facts(on=SUNDAY, asks=(item,)), recipient=Recipient("Anne Laurent", "fr"), sender=ROBIN
    )

    assert "répondu\u00a0:" in draft.body
    assert "«\u00a0Pouvez-vous l'ajouter ?\u00a0»" in draft.body
