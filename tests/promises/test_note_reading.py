"""A note is read like mail, and settles within itself."""

from datetime import datetime, timedelta

import pytest

from troth.jobs.models import Job
from troth.notes.models import Note, NoteKind
from troth.people.models import Contact, ContactAddress
from troth.promises.actions.settling import settle
from troth.promises.actions.taking_in import read_note
from troth.promises.models import Finding, FindingState
from troth.record.models import Entry

pytestmark = pytest.mark.django_db


def noted(cast, text: str, *, contact: Contact | None = None, at: datetime | None = None) -> Note:
    return Note.objects.create(
        practice=cast.practice,
        client=cast.acme,
        contact=contact,
        by=cast.alice,
        kind=NoteKind.CALL,
        at=at or cast.at,
        text=text,
    )


def test_a_promise_on_the_phone_is_a_finding_with_whoever_it_was_given_to(cast):
    note = noted(cast, "I promised the plan for Tuesday.", contact=cast.anna)

    assert read_note(note, at=cast.at) == 1

    finding = Finding.objects.get()
    assert (finding.kind, finding.is_mine, finding.due) == ("promise", True, "2026-03-03")
    assert (finding.note, finding.message, finding.contact) == (note, None, cast.anna)
    assert (finding.counterpart, finding.to) == ("anna@acme.example", ["anna@acme.example"])
    assert Job.objects.get(name="settle").about == cast.acme.pk
    assert Entry.objects.get(kind="note.read").about == note.pk


def test_who_is_named_is_meant_and_else_the_notes_contact(cast):
    eve = Contact.objects.create(practice=cast.practice, client=cast.acme, name="Eve Stone")
    ContactAddress.objects.create(practice=cast.practice, contact=eve, email="eve@acme.example")

    read_note(
        noted(cast, "Eve will send the texts. She asked for a quote.", contact=cast.anna),
        at=cast.at,
    )

    assert dict(Finding.objects.values_list("kind", "contact__name")) == {
        "need": "Eve Stone",
        "ask": "Anna",
    }


def test_days_are_those_of_the_writers_zone(cast):
    late = cast.at.replace(hour=23, minute=30)  # in Berlin it is Tuesday already

    read_note(noted(cast, "I promised the plan for tomorrow.", at=late), at=late)

    assert Finding.objects.get().due == "2026-03-04"


def test_reading_again_finds_nothing_twice_and_nothing_that_was_dismissed(cast):
    note = noted(cast, "I promised the plan for Tuesday. Anna will send the texts by Friday.")
    assert read_note(note, at=cast.at) == 2
    Finding.objects.filter(kind="need").update(state=FindingState.DISMISSED, start=40)

    assert read_note(note, at=cast.at) == 0


def test_an_answer_in_the_note_settles_what_was_asked_in_it(cast):
    chat = "Anna: Could you send the quote by Thursday?\nMe: I'll send the quote on Wednesday."
    read_note(noted(cast, chat, contact=cast.anna), at=cast.at)

    settle(cast.acme, at=cast.at)

    assert dict(Finding.objects.values_list("kind", "standing")) == {
        "ask": "met",
        "promise": "open",
    }


def test_two_notes_settle_nothing_of_each_other(cast):
    read_note(noted(cast, "Anna: Could you send the quote?", contact=cast.anna), at=cast.at)
    later = cast.at + timedelta(days=1)
    read_note(noted(cast, "Me: I'll send the logo.", contact=cast.anna, at=later), at=later)

    settle(cast.acme, at=later)

    assert Finding.objects.get(kind="ask").standing == "open"


def test_an_erased_note_takes_no_part(cast):
    note = noted(cast, "Me: I'll send the logo.", contact=cast.anna)
    read_note(note, at=cast.at)
    Note.objects.update(erased_at=cast.at, text="")

    assert settle(cast.acme, at=cast.at).changed == 0
