"""Codes: what an app shows every half minute, and what stands on paper."""

import secrets
from base64 import b32encode
from hashlib import sha256
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

# Source: RFC 6238 (TOTP) with RFC 4226's six digits, as every app reads them.
STEP_SECONDS, DIGITS = 30, 6
SECRET_BYTES = 20
SLACK_STEPS = 1
"""A clock may be half a minute off, and a person needs a moment to type."""

PAPER_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another when it is read from paper."""
PAPER_LETTERS = 12
"""59 bits: no digest of such a code can be turned back."""


def new_secret() -> str:
    """As an app reads it, in base32."""
    return b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def code_at(secret: bytes, step: int) -> str:
    """The code of one half minute.

    >>> code_at(b"12345678901234567890", 1)
    '287082'
    """
    return HOTP(secret, DIGITS, SHA1()).generate(step).decode()  # noqa: S303  # as RFC 6238 has it


def step_of(secret: bytes, typed: str, *, at: float) -> int | None:
    """The half minute whose code was typed, None where it is of none near `at`, in seconds.

    >>> step_of(b"12345678901234567890", "287082", at=59.0)
    1
    """
    now = int(at) // STEP_SECONDS
    code = typed.encode("utf-8", "replace")
    for step in range(max(now - SLACK_STEPS, 0), now + SLACK_STEPS + 1):
        if bytes_eq(code_at(secret, step).encode(), code):
            return step
    return None


def address_for_app(secret: str, *, account: str, issuer: str) -> str:
    """What the square to be scanned says."""
    label = f"{quote(issuer, safe='')}:{quote(account, safe='@')}"
    said = {"secret": secret, "issuer": issuer, "digits": DIGITS, "period": STEP_SECONDS}
    return f"otpauth://totp/{label}?{urlencode(said, quote_via=quote)}"


def new_paper_codes() -> list[str]:
    """Ten codes to print, in groups of four."""
    return [_grouped(_random()) for _ in range(PAPER_CODES)]


def digest_of_code(typed: str, *, member: str) -> str:
    """What is kept of a code: blanks, dashes and large letters make no difference.

    >>> digest_of_code("ABCD-2345 wxyz", member="1") == digest_of_code("abcd2345wxyz", member="1")
    True
    """
    plain = "".join(each for each in typed.lower() if each.isalnum())
    return sha256(f"troth recovery\0{member}\0{plain}".encode("utf-8", "replace")).hexdigest()


def _random() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(PAPER_LETTERS))


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
