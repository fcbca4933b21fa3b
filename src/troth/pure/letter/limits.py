"""How much of a letter is read, and why no more."""


class Limits:
    """Named limits. What exceeds one is cut there, and the letter's `problems` say so."""

    HEADER_BYTES = 256 * 1024
    """All headers together: real letters stay under 64 KiB, chains of ARC seals included."""

    HEADERS = 1_000
    """Header fields of a letter: real letters have 20 to 150."""

    PARTS = 200
    """Parts that are looked at for a text; every container counts as one."""

    CONTAINERS = 60
    """Of them, those that hold others: the standard library asks each of them about every line."""

    DEPTH = 20
    """Containers inside each other: mail programs make four, chains of forwards ten."""

    TEXT_BYTES = 256 * 1024
    """Of a plain text, before decoding: a long novel of a letter has 50 kB, a pasted log more."""

    HTML_BYTES = 2 * 1024 * 1024
    """Of an HTML text, before decoding: newsletters reach 500 kB."""

    ADDRESSES = 500
    """Of one header: beyond, nobody is spoken to in person."""

    REFERENCES = 100
    """The newest are kept: a thread is joined by any one of them."""

    VALUE_CHARS = 64 * 1024
    """Of one header field: the longest that are read are lists of recipients."""

    ENCODED_WORDS = 1_000
    """Of one header field (RFC 2047): a word carries 40 letters."""
