from datetime import date, timedelta
from email.message import EmailMessage
from hashlib import sha256

import pytest

from troth.mail.models import Filing, Message, Raw
from troth.mail.packing import pack
from troth.notes.models import Note, Win
from troth.people.access import NotFoundError, Viewer
from troth.people.actions.contacts import add_contact
from troth.people.models import ContactAddress
from troth.promises.actions.by_hand import write_down
from troth.promises.actions.noting import take_note
from troth.promises.actions.outcomes import move
from troth.promises.models import Matter
from troth.promises.queries.by_hand import Parsed
from troth.pure.ledger import Debt
from troth.record.queries import check, of_chain
from troth.updates import composing, queries
from troth.updates.actions.drafting import keep
from troth.updates.actions.joining import join
from troth.updates.actions.sending import (
    DraftClosedError,
    EmptyDraftError,
    drop,
    edit,
    opened,
    recognise,
    restore,
    told_by_phone,
)
from troth.updates.composing import NobodyToWriteToError
from troth.updates.models import DraftState

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def draft_status(client, *, by, at):
    return keep(composing.status(client, by=by, at=at), by=by, at=at)


def matter(cast, what, kind="promise", *, due=None, **more):
    return Matter.objects.create(
        practice=cast.practice, client=cast.acme, contact=cast.anna, kind=kind, what=what,
        given_at=cast.at - 5 * DAY, due_at=due, **more,
    )  # fmt: skip


def in_sent(cast, body, *, message_id="other@example", to="anna@acme.example", at=None):
    letter = EmailMessage()
    letter["From"], letter["To"] = "alice@harbour-it.example", to
    letter["Message-ID"] = f"<{message_id}>"
    letter["Subject"] = "x"
    letter.set_content(body)
    raw = letter.as_bytes()
    sent_at = at or cast.at + timedelta(hours=1)
    message = Message.objects.create(
        practice=cast.practice, digest=sha256(raw).digest(), message_id=message_id, key=1,
        subject_key=1, sent_at=sent_at, people=["alice@harbour-it.example", [to], []],
        is_mine=True, taken_in_at=sent_at,
    )  # fmt: skip
    Raw.objects.create(message=message, packed=pack(raw))
    Filing.objects.create(message=message, client=cast.acme, sent_at=sent_at, is_mine=True)
    return message


LATER = timedelta(hours=2)


def test_one_letter_holds_what_is_open_both_ways_and_what_was_finished(cast):
    matter(cast, "the migration plan", due=cast.at - DAY)
    matter(cast, "the texts for the rooms", "need")
    matter(cast, "a second shop", "ask")
    matter(cast, "the backup", outcome="kept", closed_at=cast.at - DAY)
    Win.objects.create(
        practice=cast.practice, client=cast.acme, by=cast.alice, at=cast.at, text="4 s to 0.3 s"
    )
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)

    for words in ("migration plan", "texts for the rooms", "second shop", "backup", "0.3 s"):
        assert words in draft.body
    assert (draft.to, draft.language, draft.tells.count()) == ("anna@acme.example", "en", 4)


@pytest.mark.parametrize(
    ("language", "greets"), [("de", "Anna"), ("fr", "Bonjour"), ("es", "Anna"), ("sv", "Anna")]
)
def test_it_is_written_in_the_contacts_language(cast, language, greets):
    cast.anna.language, cast.anna.address_form = language, "informal"
    cast.anna.save()
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)

    assert greets in draft.body.splitlines()[0]
    assert draft.language == (language if language != "sv" else "en")


def test_it_goes_to_whoever_has_waited_longest(cast):
    clara = add_contact(cast.acme, "Clara", ["clara@acme.example"], by=cast.alice, at=cast.at)
    matter(cast, "the plan").save()
    older = matter(cast, "the quote")
    Matter.objects.filter(pk=older.pk).update(contact=clara, given_at=cast.at - 9 * DAY)

    assert draft_status(cast.acme, by=cast.alice, at=cast.at).to == "clara@acme.example"


def test_without_an_address_the_sentence_says_what_to_do(cast):
    ContactAddress.objects.filter(contact=cast.anna).delete()

    with pytest.raises(NobodyToWriteToError, match="no mail address at Acme"):
        draft_status(cast.acme, by=cast.alice, at=cast.at)


def test_a_letter_seen_in_sent_by_its_id_closes_its_draft_and_tells_its_matters(cast):
    plan = matter(cast, "the migration plan", due=cast.at - DAY)
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)
    sent = in_sent(cast, "Something else entirely.", message_id=draft.message_id.strip("<>"))

    assert recognise(cast.acme, at=cast.at + LATER) == 1

    draft.refresh_from_db()
    plan.refresh_from_db()
    assert (draft.state, draft.sent_message) == (DraftState.SENT, sent.pk)
    assert plan.told_at == sent.sent_at


def test_a_letter_edited_in_the_mail_program_is_recognised_by_its_lines(cast):
    matter(cast, "the migration plan of the whole shop", due=cast.at + DAY)
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)
    body = draft.body.replace("\n", "\n ") + "\n\nP.S. See you on Monday at the usual place.\n"
    in_sent(cast, body)

    assert recognise(cast.acme, at=cast.at + LATER) == 1


@pytest.mark.parametrize(
    "elsewhere",
    [{"to": "clara@acme.example"}, {"at": "before"}],
)
def test_the_same_words_to_somebody_else_or_before_are_not_the_draft(cast, elsewhere):
    matter(cast, "the migration plan of the whole shop")
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)
    if elsewhere.get("at"):
        elsewhere = {"at": cast.at - DAY}
    in_sent(cast, draft.body, **elsewhere)

    assert recognise(cast.acme, at=cast.at + LATER) == 0


def test_another_letter_to_the_same_contact_is_not_the_draft(cast):
    matter(cast, "the migration plan of the whole shop")
    draft_status(cast.acme, by=cast.alice, at=cast.at)
    in_sent(cast, "Hello Anna,\n\nthe invoice for February is attached.\n\nAlice")

    assert recognise(cast.acme, at=cast.at + LATER) == 0


def test_two_drafts_are_never_found_in_one_letter(cast):
    plan = matter(cast, "the migration plan of the whole shop")
    first = draft_status(cast.acme, by=cast.alice, at=cast.at)
    opened(first, by=cast.alice, at=cast.at)
    draft_status(cast.acme, by=cast.alice, at=cast.at)
    in_sent(cast, first.body)

    assert recognise(cast.acme, at=cast.at + LATER) == 1
    plan.refresh_from_db()
    assert plan.told_at is not None


def test_told_by_phone_counts_as_told(cast):
    plan = matter(cast, "the migration plan", due=cast.at - DAY)
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)
    told_by_phone(draft, by=cast.alice, at=cast.at)
    plan.refresh_from_db()

    assert plan.told_at == cast.at
    assert Note.objects.get().kind == "call"
    with pytest.raises(DraftClosedError):
        told_by_phone(draft, by=cast.alice, at=cast.at)


def test_a_draft_is_edited_dropped_and_taken_back(cast):
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)
    edit(draft, subject=" Hello\nthere ", body="One line.\r\n", by=cast.alice, at=cast.at)
    drop(draft, by=cast.alice, at=cast.at)
    with pytest.raises(DraftClosedError):
        edit(draft, subject="a", body="b", by=cast.alice, at=cast.at)
    restored = restore(draft, by=cast.alice, at=cast.at)

    assert (restored.state, restored.subject, restored.body) == (
        "ready",
        "Hello there",
        "One line.",
    )
    with pytest.raises(EmptyDraftError):
        edit(draft, subject="a", body="  ", by=cast.alice, at=cast.at)


def test_drafting_again_leaves_one_draft_unless_the_first_was_opened(cast):
    draft_status(cast.acme, by=cast.alice, at=cast.at)
    second = draft_status(cast.acme, by=cast.alice, at=cast.at)

    assert [it.pk for it in queries.ready_of(Viewer(cast.bob), cast.acme)] == [second.pk]


def test_a_recap_asks_if_that_is_right(cast):
    note = Note.objects.create(
        practice=cast.practice, client=cast.acme, contact=cast.anna, by=cast.alice,
        kind="call", at=cast.at - DAY, text="x",
    )  # fmt: skip
    matter(cast, "the migration plan", note=note)
    draft = composing.recap(note, by=cast.alice, at=cast.at).letter

    assert "the migration plan" in draft.body
    assert "?" in draft.body


def test_a_moved_date_and_a_reminder_are_letters_too(cast):
    plan = matter(cast, "the plan", due=cast.at + 3 * DAY, moved_from_at=cast.at)
    texts = matter(cast, "the texts", "need", due=cast.at - DAY)

    assert (
        "the plan"
        in composing.moved(plan, why="A server failed.", by=cast.alice, at=cast.at).letter.body
    )
    assert "the texts" in composing.reminder(texts, by=cast.alice, at=cast.at).letter.body


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Pacific/Pago_Pago", "Europe/Berlin"])
def test_what_was_due_on_a_day_was_due_on_that_day_wherever_its_reader_is(cast, zone):
    cast.anna.zone = zone
    cast.anna.save()
    by_day = write_down(
        Parsed(Debt.PROMISE, cast.acme, cast.anna, "the plan", date(2026, 3, 10)),
        by=cast.alice,
        at=cast.at,
    )
    moved = move(
        by_day, due=date(2026, 3, 12), why="ill", client_knows=False, by=cast.alice, at=cast.at
    )

    body = composing.moved(moved, why="A server failed.", by=cast.alice, at=cast.at).letter.body

    assert "10 March" in body
    assert "12 March" in body
    assert "9 March" not in body
    assert "11 March" not in body


def test_a_lay_contact_who_only_said_ok_is_noticed(cast):
    sent = in_sent(cast, "We would set up DKIM.", at=cast.at - DAY)
    assert queries.only_said_ok(cast.acme) is None

    ok = Message.objects.create(
        practice=cast.practice, digest=b"ok", key=2, subject_key=1, sent_at=cast.at,
        people=["anna@acme.example", ["alice@harbour-it.example"], []], is_mine=False,
        is_quiet=True, taken_in_at=cast.at,
    )  # fmt: skip
    Filing.objects.create(message=ok, client=cast.acme, sent_at=cast.at, is_mine=False)
    assert queries.only_said_ok(cast.acme) is None

    cast.anna.fluency = "lay"
    cast.anna.save()

    assert queries.only_said_ok(cast.acme).message == ok
    assert sent.is_mine


def test_everything_stands_on_the_record_and_a_stranger_finds_nothing(cast):
    draft = draft_status(cast.acme, by=cast.alice, at=cast.at)
    opened(draft, by=cast.alice, at=cast.at)
    drop(draft, by=cast.alice, at=cast.at)

    kinds = [it.kind for it in of_chain(cast.acme.pk, practice=cast.practice.pk, most=9)]
    assert kinds == ["draft.dropped", "draft.opened", "draft.made"]
    assert check(cast.acme.pk).result.broken is None
    for viewer in (Viewer(cast.carol), Viewer(cast.alice, only=cast.birch.pk)):
        with pytest.raises(NotFoundError):
            queries.draft(viewer, draft.pk)


def test_a_recap_asks_about_what_was_only_found_too(cast):
    note = take_note(
        cast.acme, contact=cast.anna, kind="call", at_time=cast.at - DAY, is_word=True,
        text="Anna will send the texts by Friday.", by=cast.alice, at=cast.at,
    ).note  # fmt: skip
    letter = composing.recap(note, by=cast.alice, at=cast.at).letter

    assert "texts" in letter.body
    assert "?" in letter.body


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "What I suggested:"), ("de", "Mein Vorschlag war:"), ("fr", "Ce que j'avais proposé"),
     ("es", "Lo que había propuesto:")],
)  # fmt: skip
def test_an_ok_to_a_proposal_is_recapped_with_what_was_proposed(cast, language, says):
    cast.anna.language = language
    cast.anna.save()
    proposal = "We would set up a second mail server, so that no letter is lost at night."
    sent = in_sent(cast, f"Hello Anna,\n\n{proposal}\n\nAlice", at=cast.at - DAY)
    ok = Message.objects.create(
        practice=cast.practice, digest=b"ok", key=2, references=[sent.key], subject_key=1,
        sent_at=cast.at, people=["anna@acme.example", ["alice@harbour-it.example"], []],
        is_mine=False, is_quiet=True, taken_in_at=cast.at,
    )  # fmt: skip
    Filing.objects.create(message=ok, client=cast.acme, sent_at=cast.at, is_mine=False)
    composed = composing.recap_of_letters(ok, cast.acme, by=cast.alice, at=cast.at)

    assert says in composed.letter.body.replace("\u00a0", " ")
    assert proposal in composed.letter.body
    assert composed.reader.email == "anna@acme.example"


def test_joining_two_clients_drops_what_was_drafted_for_the_one_that_goes(cast):
    draft = draft_status(cast.birch, by=cast.alice, at=cast.at)
    join(cast.birch, into=cast.acme, by=cast.alice, at=cast.at)
    draft.refresh_from_db()

    assert draft.state == DraftState.DROPPED
    assert ContactAddress.objects.get(email="ben@birch.example").contact.client == cast.acme
