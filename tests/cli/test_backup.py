import pytest
from tests.cli.terminal import call
from tests.safekeeping.lived import second_databases

from troth.safekeeping import backup_file

__all__ = ["second_databases"]

pytestmark = pytest.mark.django_db(transaction=True)

ALICE = ("--member", "alice@harbour-it.example")


@pytest.fixture(autouse=True)
def _second_databases(request):
    request.getfixturevalue("second_databases")


def test_a_backup_says_what_it_holds_and_where_the_key_is(cast, tmp_path):
    without = call("backup", str(tmp_path / "a.troth"), *ALICE)
    with_key = call("backup", str(tmp_path / "b.troth"), "--with-key", *ALICE)
    key = backup_file.read(tmp_path / "b.troth").key

    assert without.exit_code == with_key.exit_code == 0
    assert "a.troth holds " in without.stdout
    assert "Harbour IT" in without.stdout
    assert "mailboxes ask for their passwords" in without.stdout
    assert "whoever has this file" in with_key.stdout
    assert len(key) == 64
    assert key not in with_key.output


def test_what_cannot_be_written_is_said_in_one_sentence(cast, tmp_path):
    path = tmp_path / "a.troth"
    path.write_text("mine")
    taken = call("backup", str(path), *ALICE)
    nowhere = call("backup", str(tmp_path / "no" / "a.troth"), *ALICE)
    replaced = call("backup", str(path), "--replace", *ALICE)

    assert (taken.exit_code, nowhere.exit_code, replaced.exit_code) == (1, 1, 0)
    assert taken.stderr == f"{path} is there already. Name another file, or add --replace.\n"
    assert "There is no folder" in nowhere.stderr
    assert backup_file.read(path).practices
