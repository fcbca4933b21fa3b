"""What stands in the replies to a FETCH."""

from collections.abc import Mapping

from troth.mail.imap.answers import Head

Replies = Mapping[int, Mapping[bytes, object]]
"""By UID; a letter that the server did not give has no reply, or one without a body."""


def bodies_in(replies: Replies) -> dict[int, bytes]:
    """BODY[]<0>, or BODY[] where a server does not repeat that it was asked for a part."""
    found: dict[int, bytes] = {}
    for uid, reply in replies.items():
        bodies = (value for key, value in reply.items() if key.startswith(b"BODY["))
        body = next((each for each in bodies if isinstance(each, bytes)), None)
        if body is not None:
            found[uid] = body
    return found


def heads_in(replies: Replies) -> dict[int, Head]:
    """The header fields and the size, 0 where it is not given."""
    return {
        uid: Head(fields, _number(replies[uid].get(b"RFC822.SIZE")))
        for uid, fields in bodies_in(replies).items()
    }


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
