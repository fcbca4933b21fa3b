"""Letters on a server, read without leaving a trace there.

Source: RFC 3501 (IMAP4rev1), RFC 6154 (special-use folders), RFC 2683 (limits to keep to).
"""

from troth.mail.imap.source import open_imap

__all__ = ["open_imap"]
