"""Passwords at rest: sealed, and bound to the row they belong to.

Source: NIST SP 800-38D (AES-GCM); RFC 5869 (HKDF), by which the key is made from the practice's
secret.
"""

import os
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_ID_BYTES = 4
NONCE_BYTES = 12


class SealBrokenError(Exception):
    """What is sealed cannot be read: another key sealed it, or it belongs to another row."""


def seal(text: str, *, practice: UUID, table: str, row: UUID) -> bytes:
    """`text`, readable only with this practice's secret and in this row of this table."""
    nonce = os.urandom(NONCE_BYTES)
    key = _key()
    sealed = AESGCM(key).encrypt(nonce, text.encode(), _bound(practice, table, row))
    return _key_id(key) + nonce + sealed


def unseal(sealed: bytes, *, practice: UUID, table: str, row: UUID) -> str:
    """The text that was sealed for this row. Raises SealBrokenError."""
    key = _key()
    key_id, rest = sealed[:KEY_ID_BYTES], sealed[KEY_ID_BYTES:]
    if key_id != _key_id(key):
        raise SealBrokenError(
            "The password was sealed with another key. Put the key file of that time back, "
            "or enter the password again."
        )
    try:
        opened = AESGCM(key).decrypt(
            rest[:NONCE_BYTES], rest[NONCE_BYTES:], _bound(practice, table, row)
        )
    except (InvalidTag, ValueError):
        raise SealBrokenError(
            "The sealed password does not belong to this row or was damaged. Enter it again."
        ) from None
    return opened.decode()


def _key() -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"troth sealing 1")
    return derive.derive(settings.SECRET_KEY.encode())


def _key_id(key: bytes) -> bytes:
    """Tells keys apart and nothing about them."""
    return sha256(b"troth key id" + key).digest()[:KEY_ID_BYTES]


def _bound(practice: UUID, table: str, row: UUID) -> bytes:
    return f"{practice}/{table}/{row}".encode()
