import pytest
from django.db import connection, transaction
from tests.cli.terminal import call, lines_of

from troth.record.appending import append
from troth.record.models import Entry
from troth.record.queries import head

pytestmark = pytest.mark.django_db

guard = __import__("importlib").import_module("troth.record.migrations.0002_append_only")


@pytest.fixture
def told(cast):
    """Three entries in each chain of the practice."""
    with transaction.atomic():
        for client in (None, cast.acme.pk, cast.birch.pk):
            for number in range(3):
                append(
                    "note.written",
                    practice=cast.practice.pk,
                    client=client,
                    by=cast.alice.pk,
                    at=cast.at,
                    facts={"number": number},
                    text=f"what was said {number}",
                )
    return cast


def verify(*arguments):
    return call("verify", "--member", "alice@harbour-it.example", *arguments)


def altered(statement, *values):
    """Do what the database refuses: as whoever has the file could."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        for undo in guard.SQLITE_UNDO if sqlite else guard.POSTGRESQL_UNDO:
            cursor.execute(undo)
        cursor.execute(statement, values)
        for again in guard.SQLITE if sqlite else guard.POSTGRESQL:
            cursor.execute(again)


def seconds_of(client):
    return Entry.objects.get(chain=client.pk, seq=2).pk


def test_a_whole_record_gives_the_head_of_every_chain_and_of_nobody_elses(told):
    answer = verify()
    seq, held = head(told.acme.pk)

    assert answer.exit_code == 0
    assert f"{seq}:{held.hex()} Acme" in answer.stdout.splitlines()
    assert [line.partition(" ")[2] for line in answer.stdout.splitlines()] == [
        "Harbour IT (the practice itself)",
        "Acme",
        "Birch",
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_entry SET facts = '{}' WHERE id = %s",
        "UPDATE record_entry SET kind = 'note.erased' WHERE id = %s",
        "DELETE FROM record_words WHERE entry_id = %s",
        "UPDATE record_words SET text = 'what was never said' WHERE entry_id = %s",
    ],
)
def test_the_first_altered_entry_is_named(told, statement):
    altered(statement, seconds_of(told.acme))
    answer = verify()

    assert answer.exit_code == 1
    assert "BROKEN Acme: entry 2: " in answer.stdout
    assert "BROKEN" not in answer.stdout.replace("BROKEN Acme", "")


def test_an_entry_that_is_gone_is_named_by_its_number(told):
    with transaction.atomic():
        pk = seconds_of(told.acme)
        altered("DELETE FROM record_words WHERE entry_id = %s", pk)
        altered("DELETE FROM record_entry WHERE id = %s", pk)
    broken = lines_of(verify("--client", "acme", "--json"))[0]

    assert broken["broken"] == 2
    assert broken["head"] is None
    assert "missing" in broken["why"]


def test_a_cut_off_end_is_noticed_with_the_head_that_was_printed_before(told):
    before = verify("--client", "acme").stdout.split()[0]
    pk = Entry.objects.get(chain=told.acme.pk, seq=3).pk
    altered("DELETE FROM record_words WHERE entry_id = %s", pk)
    altered("DELETE FROM record_entry WHERE id = %s", pk)
    previous = Entry.objects.get(chain=told.acme.pk, seq=2)
    altered("UPDATE record_head SET seq = 2, hash = %s WHERE latest = %s", bytes(previous.hash), pk)

    assert verify("--client", "acme").exit_code == 0
    cut = verify("--client", "acme", "--head", before)
    assert cut.exit_code == 1
    assert "BROKEN Acme: entry 3: the end was cut off" in cut.stdout


def test_a_chain_that_is_gone_altogether_is_noticed(told):
    for table, column in (("words", "entry_id"), ("entry", "id")):
        for pk in Entry.objects.filter(chain=told.acme.pk).values_list("pk", flat=True):
            if table == "words":
                altered(f"DELETE FROM record_{table} WHERE {column} = %s", pk)
    for pk in list(Entry.objects.filter(chain=told.acme.pk).values_list("pk", flat=True)):
        altered("DELETE FROM record_entry WHERE id = %s", pk)
    altered("DELETE FROM record_head WHERE latest = %s", pk)

    assert "BROKEN Acme: entry 1: it is missing" in verify().stdout


def test_without_a_client_the_head_is_that_of_the_practice(told):
    seq, held = head(told.practice.pk)

    assert verify("--head", f"{seq}:{held.hex()}").exit_code == 0
    assert "BROKEN Harbour IT" in verify("--head", f"{seq + 1}:{held.hex()}").stdout


@pytest.mark.parametrize("words", ["", "12", "12:xyz", "x:" + "0" * 64, ":", "-1:" + "0" * 64])
def test_what_is_no_head_is_refused_with_its_form(told, words):
    answer = verify(f"--head={words}")

    assert answer.exit_code == 2
    assert "SEQ:HASH" in answer.stderr


def test_a_stranger_verifies_their_own_record_and_hears_of_no_other(told):
    answer = call("verify", "--member", "carol@cliff-it.example")

    assert "Acme" not in answer.output
    assert str(told.acme.pk) not in answer.output
    refused = call("verify", "--member", "carol@cliff-it.example", "--client", "acme")
    missing = call("verify", "--member", "carol@cliff-it.example", "--client", "none")
    assert refused.exit_code == missing.exit_code == 2
    assert refused.stderr.replace("acme", "none") == missing.stderr
