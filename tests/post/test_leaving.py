"""A letter leaves, once, as it was written."""

import pytest

from troth.post.delivery import deliver
from troth.post.models import OutgoingState

pytestmark = pytest.mark.django_db


def arrived(server, outgoing):
    """The copies of a letter that the server said yes to."""
    found = zip(server.taken, server.letters(), strict=True)
    return [letter for row, letter in found if row["id"] == outgoing.message_id]


def test_a_letter_leaves_once_in_plain_text_with_html_beside_it(put, clock, server):
    outgoing = put(text="Hello Anna,\n\nsee https://harbour-it.example/plan.\n\nÄ.")
    tried = deliver(outgoing.pk, owner="a", clock=clock)
    again = deliver(outgoing.pk, owner="a", clock=clock)
    outgoing.refresh_from_db()
    (letter,) = arrived(server, outgoing)

    assert (tried, again) == (1, 0)
    assert outgoing.state == OutgoingState.SENT
    assert (outgoing.sent_at, outgoing.may_be_twice) == (clock.at, False)
    assert "kept as 4711" in outgoing.said
    assert letter["From"] == "Alice <alice@harbour-it.example>"
    assert letter["To"] == "Anna <anna@acme.example>"
    assert letter["Date"] == "Mon, 02 Mar 2026 09:00:00 +0100"
    assert letter.get_body("plain").get_content().replace("\r\n", "\n") == outgoing.text + "\n"
    assert '<a href="https://harbour-it.example/plan">' in letter.get_body("html").get_content()
