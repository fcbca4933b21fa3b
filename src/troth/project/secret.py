"""The practice's own secret: signs sessions and links, and seals passwords."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KEY_VARIABLE = "TROTH_KEY"
"""Holds the secret itself, where no file may."""

KEY_BYTES = 32


class KeyUnreadableError(ImproperlyConfigured):
    """The key file is there and does not hold a key."""


def secret(folder: Path) -> str:
    """64 hexadecimal digits: from TROTH_KEY, or from the file `key`, made at the first start.

    Raises KeyUnreadableError.
    """
    if named := os.environ.get(KEY_VARIABLE):
        return named
    path = folder / "key"
    try:
        return _read(path)
    except FileNotFoundError:
        _make(path)
        return _read(path)


def _read(path: Path) -> str:
    held = path.read_text(encoding="ascii", errors="replace").strip()
    if len(held) != 2 * KEY_BYTES:
        raise KeyUnreadableError(
            f"{path} holds no key. Put the one from your backup there: without it the passwords of "
            "mailboxes cannot be read."
        )
    return held


def _make(path: Path) -> None:
    """Write a new key whole or not at all; of two that start at once, the first one's stays."""
    draft = path.with_name(f"key.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_hex(KEY_BYTES) + "\n", encoding="ascii")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
