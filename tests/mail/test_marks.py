"""When a folder is one that was known by another name, and when nothing new can be in it."""

import pytest

from troth.mail.imap.answers import Examined
from troth.mail.looking.marks import is_unchanged
from troth.mail.looking.renamed import renamed_from
from troth.mail.looking.state import ServerMark

GONE = ServerMark(7, uid=20, letters=20, uid_next=21)
NAMED = GONE._replace(identity="F1")


@pytest.mark.parametrize(
    ("opened", "missing", "others", "was"),
    [
        (Examined(20, 7, 21), {"old": GONE}, [1, 2], "old"),
        (Examined(25, 7, 26), {"old": GONE}, [], "old"),
        (Examined(20, 8, 21), {"old": GONE}, [], None),
        (Examined(20, 7, 20), {"old": GONE}, [], None),
        (Examined(20, 7, 0), {"old": GONE}, [], None),
        (Examined(20, 7, 21), {"old": GONE}, [7], None),
        (Examined(20, 7, 21), {"old": GONE, "other": GONE}, [], None),
        (Examined(20, 0, 21), {"old": GONE._replace(validity=0)}, [], None),
        (Examined(20, 7, 21, identity="F1"), {"old": NAMED, "other": GONE}, [7], "old"),
        (Examined(20, 7, 21, identity="F2"), {"old": NAMED}, [], None),
        (Examined(20, 8, 21, identity="F1"), {"old": NAMED}, [], None),
        (Examined(20, 7, 21), {"old": GONE._replace(uid_next=0)}, [], "old"),
        (Examined(20, 7, 20), {"old": GONE._replace(uid_next=0)}, [], None),
    ],
)  # fmt: skip
def test_a_folder_is_taken_for_another_only_where_that_is_certain(opened, missing, others, was):
    assert renamed_from(opened, missing, others=others) == was


@pytest.mark.parametrize(
    ("mark", "opened", "unchanged"),
    [
        (GONE, Examined(20, 7, 21), True),
        (GONE, Examined(20, 7, 21, modseq=9), True),
        (GONE._replace(modseq=8), Examined(20, 7, 21, modseq=9), True),
        (GONE._replace(modseq=8), Examined(20, 7, 21, modseq=7), False),
        (GONE._replace(modseq=8), Examined(20, 7, 21), False),
        (GONE, Examined(21, 7, 22), False),
        (GONE, Examined(19, 7, 21), False),
        (GONE._replace(uid_next=0), Examined(20, 7, 0), False),
        (GONE._replace(again=(3,)), Examined(20, 7, 21), False),
    ],
)
def test_nothing_is_new_where_the_server_counts_as_before(mark, opened, unchanged):
    assert is_unchanged(mark, opened) is unchanged
