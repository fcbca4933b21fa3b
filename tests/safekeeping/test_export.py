"""Leaving with everything, for a practice and for one client."""

import json
import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.desk.mail import AWAY
from tests.safekeeping.lived import SECRET, TOGETHER, mode_of, only_so_much
from troth.mail.models import Message
from troth.people.access import NotFoundError, Viewer
from troth.people.models import Client
from troth.record.models import Entry, Words
from troth.safekeeping.leaving.export import VERIFIER, export
from troth.safekeeping.leaving.parts import (
    CLIENT,
    CONTACT,
    EVIDENCE,
    LETTER,
    MAILBOX,
    MEMBER,
    PARTS,
)
from troth.safekeeping.leaving.scope import of_client, whole_practice
from troth.safekeeping.leaving.sinks import TakenPlaceError

pytestmark = pytest.mark.django_db

TOP = Path(__file__).resolve().parents[2]
OF_BIRCH = ("birch", "ben@", "ben kerr", AWAY, "cove", "carol", "bob@")
"""Names, domains, addresses and words of everybody else, as a client's export must not hold them."""


def whole(cast, path):
    viewer = Viewer(cast.alice)
    export(viewer, whole_practice(viewer), path=path, at=cast.at)
    return path


def of_acme(cast, path):
    viewer = Viewer(cast.alice)
    export(viewer, of_client(viewer, viewer.client(cast.acme.pk)), path=path, at=cast.at)
    return path


def verified(folder):
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify.py"], cwd=folder, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def files(folder):
    return sorted(str(it.relative_to(folder)) for it in folder.rglob("*") if it.is_file())


def test_an_export_holds_every_row_of_every_client_and_the_letters_as_they_came(lived, tmp_path):
    out = whole(lived, tmp_path / "out")
    acme = out / "clients" / str(lived.acme.pk)
    kept = {str(it.pk): it for it in Message.objects.filter(filings__client=lived.acme)}

    for part in PARTS:
        rows = part.model._default_manager.filter(client=lived.acme)
        assert {it["id"] for it in lines(acme / part.file)} == {str(it.pk) for it in rows}
        assert rows or part.file == "proposals.jsonl", part.file
    for letter in lines(acme / "letters.jsonl"):
        raw = (out / letter["file"]).read_bytes()
        assert sha256(raw).digest() == bytes(kept.pop(letter["id"]).digest)
    assert not kept
    assert SECRET in json.loads((acme / "client.json").read_text())["evidence"][-1]["sentence"]
    assert "Cove" not in "".join(it.read_text() for it in out.rglob("*.json*"))


def test_the_record_in_it_is_verified_with_python_alone(lived, tmp_path):
    out = whole(lived, tmp_path / "out")
    said = verified(out)

    assert (said.stdout, said.returncode) == ("whole\n", 0)
    assert len(VERIFIER.read_text().splitlines()) < 60
    assert set(re.findall(r"^(?:from|import) (\w+)", VERIFIER.read_text(), re.MULTILINE)) == {
        "hashlib",
        "json",
        "pathlib",
        "sys",
        "typing",
    }
    assert sum(len(lines(it)) for it in (out / "record").iterdir()) == (
        Entry.objects.filter(practice=lived.practice.pk).count()
    )


def test_the_first_altered_entry_is_named(lived, tmp_path):
    out = whole(lived, tmp_path / "out")
    chain = out / "record" / f"{lived.acme.pk}.jsonl"
    before = chain.read_text(encoding="utf-8")
    entries = lines(chain)
    said = next(it["seq"] for it in entries if it["text"])
    alterations = {
        "it was altered": (2, {"facts": "{}"}),
        "the text beside it was altered": (said, {"text": "what was never said"}),
        "it does not follow": (3, {"previous": "00" * 32}),
    }
    found = {}
    for why, (seq, change) in alterations.items():
        entries = [json.loads(line) for line in before.splitlines()]
        entries[seq - 1] |= change
        chain.write_text("".join(json.dumps(it) + "\n" for it in entries))
        found[why] = verified(out)
    chain.write_text(before[: before.rindex("\n", 0, -1) + 1])
    cut = verified(out)
    chain.write_text(before[before.index("\n") + 1 :])
    missing = verified(out)

    for why, (seq, _) in alterations.items():
        assert f"{lived.acme.pk}: entry {seq}: {why}" in found[why].stdout
        assert found[why].returncode == 1
        assert len(found[why].stdout.splitlines()) == 1
    assert f"entry {len(entries)}: the end was cut off" in cut.stdout
    assert "entry 1: it is missing" in missing.stdout


def test_an_altered_letter_is_named(lived, tmp_path):
    out = whole(lived, tmp_path / "out")
    letter = next(out.rglob("*.eml"))
    letter.write_bytes(letter.read_bytes().replace(b"a", b"e"))

    assert f"{letter.relative_to(out)}: the letter was altered" in verified(out).stdout


def test_an_erased_text_is_no_fault(lived, tmp_path):
    Words.objects.filter(entry__chain=lived.acme.pk).update(text="", salt=None, erased_at=lived.at)

    assert verified(whole(lived, tmp_path / "out")).stdout == "whole\n"


def test_a_clients_export_holds_their_chain_alone_and_no_trace_of_another(lived, tmp_path):
    out = of_acme(lived, tmp_path / "out")
    everything = "\n".join(
        f"{it.name}\n{it.read_text(errors='replace')}" for it in out.rglob("*") if it.is_file()
    ).casefold()
    ids = {str(it) for it in (lived.birch.pk, lived.cove.pk, lived.ben.pk, lived.practice.pk)}

    assert [it.name for it in (out / "record").iterdir()] == [f"{lived.acme.pk}.jsonl"]
    assert [it.name for it in (out / "clients").iterdir()] == [str(lived.acme.pk)]
    assert [it for it in OF_BIRCH if it.casefold() in everything] == []
    assert [it for it in ids - {str(lived.practice.pk)} if it in everything] == []
    assert SECRET.casefold() in everything
    assert verified(out).stdout == "whole\n"


def test_of_a_letter_that_went_to_two_clients_each_export_tells_only_that_it_was(lived, tmp_path):
    out = of_acme(lived, tmp_path / "out")
    told = lines(out / "clients" / str(lived.acme.pk) / "letters.jsonl")
    shared = [it for it in told if it["is_shared"]]
    everywhere = whole(lived, tmp_path / "whole")

    assert [it["id"] for it in shared] == [str(Message.objects.get(subject="Quinces").pk)]
    assert shared[0]["file"] is None
    assert not {"subject", "people", "sender_name", "message_id"} & set(shared[0])
    assert TOGETHER not in "".join(it.read_text() for it in out.rglob("*.eml"))
    assert TOGETHER in "".join(it.read_text() for it in everywhere.rglob("*.eml"))


def test_a_stranger_exports_their_own_and_the_curtain_hides_the_other_client(lived, tmp_path):
    carol, curtain = Viewer(lived.carol), Viewer(lived.alice, only=lived.acme.pk)
    for viewer, pk in ((carol, lived.acme.pk), (curtain, lived.birch.pk), (carol, lived.ben.pk)):
        with pytest.raises(NotFoundError):
            viewer.client(pk)
    out = tmp_path / "out"
    export(carol, whole_practice(carol), path=out, at=lived.at)

    assert [it.name for it in (out / "clients").iterdir()] == [str(lived.cove.pk)]
    assert "acme" not in "".join(it.read_text() for it in out.rglob("*.json*")).casefold()
    assert [it.name for it in whole_practice(curtain).clients] == ["Acme"]


def test_a_zip_file_holds_the_same_as_a_folder(lived, tmp_path):
    folder, packed = whole(lived, tmp_path / "out"), whole(lived, tmp_path / "out.zip")
    with zipfile.ZipFile(packed) as held:
        names = sorted(held.namelist())
        held.extractall(tmp_path / "unpacked")

    assert names == files(folder)
    assert all(
        (folder / name).read_bytes() == (tmp_path / "unpacked" / name).read_bytes()
        for name in names
    )
    assert {mode_of(packed), mode_of(folder / "about.json")} == {0o600}


def test_an_export_is_there_whole_or_not_at_all(lived, tmp_path):
    for name in ("out.zip", "out"):
        (tmp_path / "taken").touch()
        with pytest.raises(TakenPlaceError, match="is there already"):
            whole(lived, tmp_path / "taken")
        with pytest.raises(TakenPlaceError, match="no folder"):
            whole(lived, tmp_path / "nowhere" / name)
        with only_so_much(1_000), pytest.raises(OSError, match="File too large"):
            whole(lived, tmp_path / name)

    assert files(tmp_path) == ["taken"]


def test_every_file_and_field_stands_in_the_documentation(lived, tmp_path):
    text = (TOP / "docs" / "export.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([\w.<>/-]+)`", text))
    fields = {*CLIENT, *CONTACT, *EVIDENCE, *LETTER, *MAILBOX, *MEMBER}
    fields |= {name for part in PARTS for name in part.fields}
    out = whole(lived, tmp_path / "out")
    for path in (*out.rglob("*.json"), *out.rglob("*.jsonl")):
        for row in lines(path) if path.suffix == ".jsonl" else [json.loads(path.read_text())]:
            fields |= set(row)

    assert fields - told == set()
    assert {part.file for part in PARTS} - told == set()
    assert Client.objects.count() == 3
