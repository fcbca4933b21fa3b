import pytest
from tests.cli.terminal import call, lines_of

from troth.promises.models import Matter

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")


def promise(*arguments):
    return call("promise", *ALICE, *arguments)


@pytest.mark.parametrize(
    ("line", "kind", "what"),
    [
        ("send Anna the migration plan by 6 March 2099", "promise", "send Anna the migration plan"),
        ("Anna sends me the texts by 3 March 2099", "need", "Anna sends me the texts"),
    ],
)
def test_one_line_is_understood_and_written_down(cast, line, kind, what):
    said = lines_of(promise(line, "--json"))[0]
    matter = Matter.objects.get()

    assert (said["kind"], said["what"], said["client"]) == (kind, what, "Acme")
    assert said["due"].startswith("2099-03-0")
    assert (matter.kind, matter.what, matter.contact) == (kind, what, cast.anna)


def test_what_was_understood_is_shown(cast):
    answer = promise("send Anna the plan by 6 March 2099", "--yes")

    assert "Written down. You owe Anna (Acme): send Anna the plan, by" in answer.stdout
    assert "(2099-03-06)" in answer.stdout


def test_without_a_terminal_it_says_what_it_understood_and_writes_nothing(cast):
    answer = promise("send Anna the plan by 6 March 2099")

    assert answer.exit_code == 2
    assert "You owe Anna (Acme)" in answer.stderr
    assert "--yes" in answer.stderr
    assert not Matter.objects.exists()


def test_on_a_clients_behalf_nobody_needs_to_be_named(cast):
    assert promise("renew the certificate", "--client", "birch", "--yes").exit_code == 0
    assert Matter.objects.get().client == cast.birch


@pytest.mark.parametrize("line", ["", "send Carol the plan", "send Cove the plan", "x" * 600])
def test_what_is_not_understood_is_said_in_a_sentence(cast, line):
    answer = promise(line, "--yes")

    assert answer.exit_code == 2
    assert answer.stderr.strip()
    assert "Traceback" not in answer.stderr
    assert not Matter.objects.exists()
