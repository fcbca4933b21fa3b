"""`troth scan imaps://…` as a whole, against a real server."""

import json

from click.testing import CliRunner

from tests.mail.dovecot import PASSWORD, tree
from tests.mailbox import ANNA, letter
from troth.cli.main import main

ME = "ann@firm.example"
AT = ["--zone", "UTC", "--at", "2026-03-10T12:00"]


def scan(*words: str, password: str | None = PASSWORD):
    env = {"TROTH_IMAP_PASSWORD": password} if password is not None else {}
    return CliRunner().invoke(main, ["scan", *words, *AT], env=env, catch_exceptions=False)


def filled(dovecot, user: str):
    return dovecot.fill(
        user,
        {
            "": [letter("Could you send me the quote by Friday?", to=f"{user}@x.example")],
            ".Sent": [
                letter("I'll send you the quote.", sender=f"{user}@x.example", to=ANNA, number=2)
            ],
            ".Drafts": [letter("Could you call me?", to=f"{user}@x.example", number=3)],
        },
    )


def test_inbox_and_sent_are_read_drafts_are_not_and_nothing_changes(dovecot):
    root = filled(dovecot, "whole")
    before = tree(root)
    shown = scan(dovecot.address("whole"), "--me", "whole@x.example", "--json")

    assert shown.exit_code == 0
    assert [json.loads(line)["kind"] for line in shown.stdout.splitlines()] == ["ask", "promise"]
    assert "Passed over 1 folder: Drafts." in shown.stderr
    assert tree(root) == before


def test_a_wrong_password_is_one_sentence_and_exit_2(dovecot):
    filled(dovecot, "wrong")
    shown = scan(dovecot.address("wrong"), "--me", "wrong@x.example", password="nonsense")

    assert shown.exit_code == 2
    assert shown.stderr.count("\n") == 1


def test_without_a_terminal_the_password_must_be_in_the_environment(dovecot):
    filled(dovecot, "unasked")
    shown = scan(dovecot.address("unasked"), "--me", "unasked@x.example", password=None)

    assert shown.exit_code == 2
    assert "TROTH_IMAP_PASSWORD" in shown.stderr
