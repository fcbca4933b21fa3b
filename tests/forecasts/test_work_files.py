"""Reading files of past work: Kimai, Toggl Track, one's own columns, and what is wrong in them."""

from datetime import date

import pytest

from tests.forecasts.past import KIMAI, OWN, TOGGL, past
from troth.forecasts.work_columns import FileRefusedError

HEAD = "id,estimated_hours,actual_hours,started_on,estimated_on,completed_on"
FINE = "1,2,3,2026-02-01,2026-02-01,2026-02-03"


def pieces(text, **said):
    return [
        (it.title, it.client, it.actual_hours, it.started_on, it.completed_on, len(it.stretches))
        for it in past(text, **said).pieces
    ]


@pytest.mark.parametrize(
    ("text", "source", "first", "second"),
    [
        (KIMAI, "kimai", "Shop: Move the checkout", "Site: Support"),
        (TOGGL, "toggl", "Shop: Move the checkout, part 2", "Site: Hosting"),
    ],
)
def test_stretches_of_one_piece_of_work_are_summed(text, source, first, second):
    tenth, eleventh = date(2026, 2, 10), date(2026, 2, 11)

    assert past(text).source == source
    assert pieces(text) == [
        (first, "Acme", 3.5, tenth, eleventh, 2),
        (second, "Birch", 0.75, eleventh, eleventh, 1),
    ]


def test_whole_pieces_come_with_their_estimates():
    found = past(OWN)

    assert found.problems == ()
    assert [(it.id, it.estimated_hours, it.actual_hours, it.kind) for it in found.pieces] == [
        ("7", 3, 3.5, "shop"),
        ("8", 1, 0.5, ""),
        ("9", None, 1.25, ""),
    ]
    assert found.pieces[0].estimated_on == date(2026, 2, 1)


def test_own_columns_are_named():
    text = "Ticket;Guess;Spent;Closed\nA-1;2;3,5;11.2.2026\n"
    (piece,) = past(
        text, id="Ticket", estimated_hours="Guess", actual_hours="Spent", completed_on="Closed"
    ).pieces

    assert (piece.id, piece.estimated_hours, piece.actual_hours) == ("A-1", 2, 3.5)
    assert piece.completed_on == date(2026, 2, 11)


def test_an_estimate_may_stand_in_a_column_of_a_time_tracker():
    text = KIMAI.replace("Tags", "Guess").replace(",no,\n2026-02-11,13", ",no,4\n2026-02-11,13")
    first, second = past(text, source="kimai", estimated_hours="Guess").pieces

    assert (first.estimated_hours, second.estimated_hours) == (4, None)


def test_two_entries_that_are_alike_in_everything_are_two():
    lines = KIMAI.splitlines(keepends=True)
    (piece,) = past("".join([*lines[:2], lines[1]])).pieces

    assert piece.actual_hours == 5
    assert len({it.id for it in piece.stretches}) == 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("2,2,many,,,2026-02-03", 'Line 2: "many" are no hours. Write them like 3.5 or 3:30.'),
        ("2,2,-1,,,2026-02-03", 'Line 2: "-1" are no hours. Write them like 3.5 or 3:30.'),
        ("2,2,nan,,,2026-02-03", 'Line 2: "nan" are no hours.'),
        ("2,2,999999,,,2026-02-03", "Line 2: 999999 hours are more than anybody works."),
        ("2,2,0,,,2026-02-03", "Line 2: It took no time, which tells nothing."),
        ("2,2,3,,,02/03/2026", 'Line 2: "02/03/2026" has two meanings. Write it like 2026-03-31.'),
        ("2,2,3,,,2026-02-30", 'Line 2: "2026-02-30" is no day. Write it like 2026-03-31.'),
        ("2,2,3,,,2026-03-03", "Line 2: 2026-03-03 has not come yet. Mend the day."),
        ("2,2,3,,,", 'Line 2: "" is no day.'),
        ("2", 'Line 2: "" is no day.'),
        ("2,2,3,2026-02-04,,2026-02-03", "Line 2: It was completed before it was started."),
        ("2,2,3,,2026-02-04,2026-02-03", "Line 2: It was completed before it was estimated."),
        (",2,3,,,2026-02-03", "Line 2: It has no id, by which it would be known again."),
    ],
)
def test_a_line_that_cannot_be_is_told_and_the_rest_is_taken_in(line, says):
    found = past(f"{HEAD}\n{line}\n{FINE}\n")

    assert len(found.problems) == 1
    assert found.problems[0].startswith(says)
    assert [it.id for it in found.pieces] == ["1"]


def test_an_id_that_stands_twice_counts_once_and_is_told():
    found = past(f"{HEAD}\n{FINE}\n{FINE}\n")

    assert [it.line for it in found.pieces] == [2]
    assert found.problems[0].startswith("Line 3: 1 stands in line 2 too")


def test_a_stretch_longer_than_a_day_is_told():
    found = past("on,hours,title\n2026-02-01,25,Long\n2026-02-01,24,Short\n")

    assert found.problems == ("Line 2: 25 hours in one day cannot be. Mend the line.",)
    assert [it.title for it in found.pieces] == ["Short"]


def test_an_estimate_of_nothing_is_no_estimate():
    (piece,) = past(f"{HEAD}\n1,0,3,,,2026-02-03\n").pieces

    assert piece.estimated_hours is None


def test_the_line_that_is_named_is_the_one_an_editor_shows():
    text = f'title,{HEAD}\n"two\nlines",{FINE}\nbad,2,2,x,,,2026-02-03\n'

    assert past(text).problems[0].startswith("Line 4: ")


@pytest.mark.parametrize(
    ("text", "said", "says"),
    [
        ("", {}, "There is nothing in this file. Export it again, with its head."),
        ("\n\n", {}, "There is nothing in this file."),
        ("Ä;ö\n1;2\n".encode("latin-1"), {}, "This file is no UTF-8 text."),
        ("name,size\na,1\n", {}, "Nothing here says which column is which: name, size."),
        (OWN, {"id": "Ticket"}, 'There is no column "Ticket". There is id, title, client'),
        (OWN, {"colour": "id"}, '"colour" is nothing Troth keeps. It keeps id, title,'),
        ("id,actual_hours\n1,2\n", {}, "No column says completed_on. There is id, actual_hours."),
        ("a,b\n1,2\n", {"hours": "a"}, "No column says on. There is a, b. Say which it is: --columns on=COLUMN."),
        ('id,actual_hours,completed_on\n"' + "x" * 200_000, {}, "Line 2 is no CSV: "),
    ],
)  # fmt: skip
def test_a_file_that_tells_nothing_is_refused_with_what_to_do(text, said, says):
    with pytest.raises(FileRefusedError) as refused:
        past(text, **said)

    assert str(refused.value).startswith(says)


def test_a_head_without_lines_is_a_file_without_work():
    assert past(HEAD).pieces == ()


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    windows = b"\xef\xbb\xbf" + TOGGL.replace("\n", "\r\n").encode()

    assert past(windows).pieces == past(TOGGL).pieces
