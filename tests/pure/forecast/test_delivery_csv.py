"""Reading finished work from a CSV file."""

from datetime import date

import pytest

from troth.pure.forecast.delivery import Finished
from troth.pure.forecast.delivery_csv import read_deliveries
from troth.pure.forecast.table_csv import TableError

TODAY = date(2026, 3, 3)
NAMES = "id,created_on,started_on,completed_on\n"


def read(text: str):
    return read_deliveries(text.encode(), today=TODAY)


def reasons(text: str) -> list[str]:
    return [str(each) for each in read(text).left_out]


def test_a_row_is_a_piece_of_work_that_came_on_its_earliest_day():
    assert read(NAMES + "1,2026-02-02,2026-02-04,2026-02-06\n2,,2026-02-04,2026-02-06\n") == (
        [
            Finished(date(2026, 2, 6), date(2026, 2, 2)),
            Finished(date(2026, 2, 6), date(2026, 2, 4)),
        ],
        [],
    )


def test_only_the_day_of_completion_is_needed():
    assert read("completed_on\n2026-02-06\n").work == [Finished(date(2026, 2, 6))]


@pytest.mark.parametrize("nothing", ["", "NA", "null", "-"])
def test_a_row_without_completion_is_work_that_waits(nothing):
    assert read(NAMES + f"1,2026-02-02,,{nothing}\n").work == [Finished(None, date(2026, 2, 2))]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-02-06", date(2026, 2, 6)),
        ("2026-02-06T17:30:00", date(2026, 2, 6)),
        ("06.02.2026", date(2026, 2, 6)),
        ("06-Feb-26", date(2026, 2, 6)),
        ("6 February 2026", date(2026, 2, 6)),
        ("02-Nov-04", date(2004, 11, 2)),
        ("02-Nov-98", date(1998, 11, 2)),
    ],
)
def test_days_are_read_as_people_and_programs_write_them(written, meant):
    assert read(f"completed_on\n{written}\n").work == [Finished(meant)]


@pytest.mark.parametrize(
    ("other", "meant"),
    [("25/01/2026", date(2026, 2, 1)), ("01/25/2026", date(2026, 1, 2))],
)
def test_whether_the_day_or_the_month_stands_first_is_told_by_the_other_days_of_the_file(
    other, meant
):
    assert read(f"completed_on\n{other}\n01/02/2026\n").work[1] == Finished(meant)


@pytest.mark.parametrize("others", ["", "25/01/2026\n01/25/2026\n"])
def test_a_day_with_two_meanings_is_not_guessed(others):
    left_out = reasons(f"completed_on\n{others}01/02/2026\n")

    assert left_out[-1].endswith(
        'completed_on "01/02/2026" has two meanings. Write it like 2026-03-31.'
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            "1,2026-02-07,,2026-02-06",
            "It was completed on 2026-02-06, before its created_on, 2026-02-07. Put the days right.",
        ),
        (
            "1,,2026-02-07,2026-02-06",
            "It was completed on 2026-02-06, before its started_on, 2026-02-07. Put the days right.",
        ),
        ("1,,,", "It has no day at all. Write completed_on like 2026-03-31."),
        ("1,,,soon", 'completed_on "soon" is no day. Write it like 2026-03-31.'),
        ("1,,,2026-02-30", 'completed_on "2026-02-30" is no day. Write it like 2026-03-31.'),
        ("1,,,30-Feb-26", 'completed_on "30-Feb-26" is no day. Write it like 2026-03-31.'),
        ("1,,,2026-03-04", "It was completed on 2026-03-04, still to come. Put the day right."),
        ("0,,,2026-02-06", 'The id "0" stands on line 2 already.'),
    ],
)
def test_a_row_that_cannot_be_counted_is_left_out_with_its_line_and_the_rest_is_read(row, reason):
    text = f"{NAMES}0,,,2026-02-05\n{row}\n9,,,2026-02-06\n"

    assert reasons(text) == [f"Line 3: {reason}"]
    assert len(read(text).work) == 2


def test_a_file_without_the_day_of_completion_is_refused():
    with pytest.raises(TableError, match=r"^No column is named completed_on"):
        read("id,created_on\n1,2026-02-02\n")
