import pytest
from tests.cli.terminal import call, lines_of

from troth.jobs.models import Job
from troth.notes.models import Note
from troth.promises.models import Finding

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")


def note(*arguments, stdin=None):
    return call("note", *ALICE, *arguments, stdin=stdin)


def test_a_call_is_written_down_and_read_like_mail(cast):
    answer = note("Anna will send the texts by Friday.", "--client", "acme", "--with", "anna")
    written, found = Note.objects.get(), Finding.objects.get()

    assert answer.exit_code == 0
    assert "a call with Anna. 1 sentence in it waits for your word" in answer.stdout
    assert (written.client, written.contact, written.kind) == (cast.acme, cast.anna, "call")
    assert found.note == written
    assert Job.objects.filter(name="settle", about=cast.acme.pk).exists()


@pytest.mark.parametrize("kind", ["call", "meeting", "chat"])
def test_how_one_spoke_is_an_option(cast, kind):
    said = lines_of(note("Nothing new.", "--client", "acme", f"--{kind}", "--json"))[0]

    assert (said["kind"], said["with"], said["found"]) == (kind, None, 0)


def test_a_pasted_text_comes_from_standard_input_or_a_file(cast, tmp_path):
    path = tmp_path / "chat.txt"
    path.write_bytes("Anna: I send you the logo tomorrow.\nMe: Thank you! \xfc".encode("latin-1"))

    assert (
        note("--client", "acme", "--chat", "--file", "-", stdin="Me: It is done.\n").exit_code == 0
    )
    assert note("--client", "acme", "--chat", "--file", str(path)).exit_code == 0
    assert sorted(it.text.splitlines()[0] for it in Note.objects.all()) == [
        "Anna: I send you the logo tomorrow.",
        "Me: It is done.",
    ]


def test_a_time_without_an_offset_is_in_the_members_zone(cast):
    note("She agreed.", "--client", "acme", "--at", "2026-03-02T09:00")

    assert Note.objects.get().at == cast.at


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--client", "acme"), "Give the text as one argument"),
        (("x", "--file", "-", "--client", "acme"), "Give the text as one argument"),
        (("--file", "/nowhere/at.all", "--client", "acme"), "could not be read: No such file"),
        (("   ", "--client", "acme"), "Write in a line what was said"),
        (("x", "--client", "zebra"), "no client called 'zebra'. There is Acme and Birch."),
        (("x", "--client", "example"), "may be Acme or Birch"),
        (("x", "--client", ""), "no client called"),
        (
            ("x", "--client", "acme", "--with", "ben"),
            "Nobody at Acme is called 'ben'. There is Anna.",
        ),
        (("x", "--client", "acme", "--at", "2999-01-01"), "has not come yet"),
        (("x", "--client", "cove"), "no client called 'cove'"),
    ],
)
def test_what_cannot_be_written_down_is_said_in_a_sentence_and_nothing_is(
    cast, arguments, sentence
):
    answer = note(*arguments)

    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert not Note.objects.exists()


def test_a_whole_name_counts_before_a_part_of_another(cast):
    cast.birch.name = "Acme Birch"
    cast.birch.save()

    assert note("x", "--client", "Acme").exit_code == 0
    assert Note.objects.get().client == cast.acme


def test_a_client_is_known_by_its_domain_too(cast):
    assert note("x", "--client", "birch.ex").exit_code == 0
    assert Note.objects.get().client == cast.birch
