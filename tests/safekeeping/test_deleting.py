"""A client asks to be forgotten."""

import pytest
from django.apps import apps

from tests.desk.mail import AWAY
from tests.safekeeping.lived import SECRET, TOGETHER, opened, outgoing
from troth.jobs.models import Job
from troth.mail.models import Filing, Message
from troth.mail.packing import unpack
from troth.people.models import Client, Contact
from troth.people.queries import client_known
from troth.post.models import OutgoingState
from troth.record.models import Entry, Words
from troth.record.queries import check, head
from troth.safekeeping.actions.deleting import GONE, LeavingNowError, delete_client
from troth.search.tidying import tidy
from troth.updates.actions.joining import join

pytestmark = pytest.mark.django_db(transaction=True)

THEIRS = (SECRET, "Anna", "acme.example", "Acme", "migration plan", "the walrus by Friday")
"""What is kept of Acme alone."""


def delete(cast, client):
    delete_client(Client.objects.get(pk=client.pk), by=cast.alice, at=cast.at)


MADE_BY_CHANCE = frozenset("password hash previous salt text_digest digest".split())
"""Any three letters may stand in them."""


def texts():
    """Every text of every row of every table."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.all():
            for field in model._meta.concrete_fields:
                value = getattr(row, field.attname)
                if field.name in MADE_BY_CHANCE:
                    continue
                if field.name == "packed":
                    value = unpack(bytes(value)).decode(errors="replace")
                yield f"{model._meta.db_table}.{field.column}", str(value)


def places_of(words):
    return {place for place, text in texts() if words.casefold() in text.casefold()}


def test_every_word_of_theirs_goes_and_everybody_elses_stays(lived):
    Filing.objects.filter(message__subject="Quinces").delete()
    Message.objects.filter(subject="Quinces").delete()
    before = {words: places_of(words) for words in (*THEIRS, "Ben", AWAY, "Cove")}
    delete(lived, lived.acme)
    after = {words: places_of(words) for words in before}

    assert all(before.values())
    assert {words: after[words] for words in THEIRS if after[words]} == {}
    assert after["Ben"] == before["Ben"]
    assert after[AWAY] == before[AWAY]
    assert after["Cove"] == before["Cove"]


def test_the_record_stays_whole_and_says_that_it_was_done(lived):
    before, _ = head(lived.acme.pk)
    digests = list(Entry.objects.filter(chain=lived.acme.pk).values_list("text_digest", flat=True))
    delete(lived, lived.acme)
    result = check(lived.acme.pk).result
    after = Entry.objects.filter(chain=lived.acme.pk)
    words = Words.objects.filter(entry__chain=lived.acme.pk)

    assert (result.entries, result.broken) == (before + 1, None)
    assert after.get(seq=before + 1).kind == "client.deleted"
    assert list(after.filter(seq__lte=before).values_list("text_digest", flat=True)) == digests
    assert words
    assert all(it.erased_at and not it.text and it.salt is None for it in words)
    assert check(lived.practice.pk).result.broken is None
    assert check(lived.birch.pk).result.broken is None


def test_a_letter_that_is_another_clients_too_stays_with_that_one(lived):
    delete(lived, lived.acme)
    message = Message.objects.get(subject="Quinces")

    assert [it.client_id for it in message.filings.all()] == [lived.birch.pk]
    assert TOGETHER in unpack(bytes(message.raw.packed)).decode()
    assert not Message.objects.filter(filings__client=lived.acme).exists()


def test_those_that_were_joined_with_them_go_too(lived):
    join(
        Client.objects.get(pk=lived.birch.pk), into=Client.objects.get(pk=lived.acme.pk),
        by=lived.alice, at=lived.at,
    )  # fmt: skip
    delete(lived, lived.acme)
    names = Client.objects.filter(practice=lived.practice).values_list("name", flat=True)

    assert set(names) == {GONE}
    assert not places_of("Ben") | places_of("birch.example") | places_of(AWAY)
    assert check(lived.birch.pk).result.broken is None


def test_nothing_is_left_to_do_for_them_and_their_file_opens_empty(lived):
    delete(lived, lived.acme)
    client = Client.objects.get(pk=lived.acme.pk)

    assert not Job.objects.filter(about=lived.acme.pk).exists()
    assert not Contact.objects.filter(client=client).exists()
    assert client.closed_at == lived.at
    assert not [it for it in client_known(client) if it.sentence]


def test_while_a_letter_to_them_is_leaving_nothing_is_deleted(lived):
    outgoing(lived, OutgoingState.SENDING, "sending")
    before = places_of(SECRET)
    with pytest.raises(LeavingNowError, match="Wait a minute"):
        delete(lived, lived.acme)

    assert places_of(SECRET) == before


def test_afterwards_the_file_and_its_journal_hold_none_of_their_words(lived, backup, tmp_path):
    Message.objects.filter(subject="Quinces").delete()
    with opened(backup, tmp_path) as path:
        before = bytes_of(path)
        Message.objects.filter(subject="Quinces").delete()
        delete(lived, lived.acme)
        tidy(while_true=lambda: True)
        after = bytes_of(path)

    for words in THEIRS:
        assert words.encode().lower() not in after, words
    assert SECRET.encode().lower() in before
    assert AWAY.encode().lower() in after


def bytes_of(path):
    files = sorted(path.parent.glob(f"{path.name}*"))
    return b"".join(it.read_bytes() for it in files).lower()


def test_a_digest_that_names_them_among_others_is_emptied_and_does_not_leave(lived):
    held = outgoing(lived, OutgoingState.HELD, "digest")
    held.kind, held.client = "digest", None
    held.save()
    delete(lived, lived.acme)
    held.refresh_from_db()

    assert (held.state, held.subject, held.text) == (OutgoingState.WITHDRAWN, "", "")
