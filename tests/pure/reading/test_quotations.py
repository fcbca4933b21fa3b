"""What is quoted is somebody else's word."""

import pytest

from troth.pure.reading.folding import fold
from troth.pure.reading.quotations import without_quotes


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('She said "I will send it" to us.', 'she said "~~~~~~~~~~~~~~" to us.'),
        ("Elle dit « je vous appelle » et part.", 'elle dit "~~~~~~~~~~~~~~~~~" et part.'),
        ("Er meinte „ich rufe an“ und ging.", 'er meinte "~~~~~~~~~~~" und ging.'),
        ('a "b c" and "d e" too', 'a "~~~" and "~~~" too'),
        ('"yes", he wrote', '"~~~", he wrote'),
        ('A 19" screen and a 21" one', 'a 19" screen and a 21" one'),
        ('an open "mark that\n\nends "here', 'an open "mark that  ends "here'),
        ("nothing quoted", "nothing quoted"),
        ("", ""),
    ],
)
def test_only_what_is_quoted_is_blanked(text: str, left: str):
    assert without_quotes(text, fold(text)) == left
    assert len(left) == len(text)
