"""The text of an entry, which may be erased while its digest stays."""

from hashlib import sha256
from hmac import compare_digest


def digest_of(text: str, *, salt: bytes) -> bytes:
    """The salted digest of `text`; 32 bytes. With the salt erased it tells nothing of the text."""
    return sha256(salt + text.encode("utf-8", "surrogatepass")).digest()


def is_text_of(digest: bytes, text: str, *, salt: bytes) -> bool:
    return compare_digest(digest, digest_of(text, salt=salt))
