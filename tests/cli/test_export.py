import json
import zipfile

import pytest
from tests.cli.terminal import call

pytestmark = pytest.mark.django_db

ALICE = ("--member", "alice@harbour-it.example")


def test_an_export_goes_where_it_is_told_and_says_how_to_check_it(cast, tmp_path):
    answer = call("export", str(tmp_path / "out"), *ALICE)
    about = json.loads((tmp_path / "out" / "about.json").read_text())

    assert answer.exit_code == 0
    assert f"Everything of Harbour IT is in {tmp_path / 'out'}." in answer.stdout
    assert "python3 verify.py" in answer.stdout
    assert [it["name"] for it in about["clients"]] == ["Acme", "Birch"]


def test_a_clients_export_is_named_after_them_where_no_place_is_given(cast, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cast.acme.name = "Äcme / GmbH & Söhne"
    cast.acme.save()
    answer = call("export", "--client", "acme", *ALICE)
    [path] = tmp_path.iterdir()
    with zipfile.ZipFile(path) as held:
        about = json.loads(held.read("about.json"))

    assert answer.exit_code == 0
    assert path.name.startswith("acme-gmbh-sohne-")
    assert [it["id"] for it in about["clients"]] == [str(cast.acme.pk)]


def test_a_place_that_is_taken_is_refused_and_left_as_it_is(cast, tmp_path):
    (tmp_path / "out").mkdir()
    answer = call("export", str(tmp_path / "out"), *ALICE)

    assert answer.exit_code == 2
    assert answer.stderr == f"{tmp_path / 'out'} is there already. Name another place.\n"
    assert list((tmp_path / "out").iterdir()) == []


def test_another_practices_client_is_refused_like_one_that_is_nowhere(cast, tmp_path):
    carol = ("--member", "carol@cliff-it.example")
    foreign = call("export", "--client", "acme", str(tmp_path / "out"), *carol)
    nowhere = call("export", "--client", "none", str(tmp_path / "out"), *carol)

    assert foreign.exit_code == nowhere.exit_code == 2
    assert foreign.stderr.replace("acme", "none") == nowhere.stderr
    assert list(tmp_path.iterdir()) == []
