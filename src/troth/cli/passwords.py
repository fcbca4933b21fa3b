"""Asking for the password of a mailbox."""

import getpass
import os
import sys

from troth.cli.refusing import Refusal

VARIABLE = "TROTH_IMAP_PASSWORD"


def asked_password(account: str) -> str:
    """From TROTH_IMAP_PASSWORD, or else from whoever sits at the terminal."""
    if held := os.environ.get(VARIABLE):
        return held
    if not sys.stdin.isatty():
        raise Refusal(f"Put the password for {account} into {VARIABLE}.")
    given = getpass.getpass(f"Password for {account}: ")
    if not given:
        raise Refusal("Without its password the mailbox cannot be read. Nothing was stored.")
    return given
