"""Finished work from a CSV file."""

from datetime import date

import pytest

from troth.pure.forecast.effort import Done
from troth.pure.forecast.history_csv import read_history
from troth.pure.forecast.table_csv import TableError

HEADER = "id,estimated_hours,actual_hours,estimated_on,completed_on,person,kind"
DONE = Done(6.5, 8, date(2026, 3, 2), date(2026, 3, 31), "Robin", "Größe")


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\n1,6.5,8,2026-03-02,2026-03-31,Robin,Größe\n",
        f"{HEADER}\r\n\r\n1,6.5,8,2026-03-02,2026-03-31,Robin,Größe",
        f'{HEADER}\n1,"6,5",8,2026-03-02,2026-03-31,Robin,Größe\n',
        f"{HEADER}\n1,6.5,8,2026-03-02T09:30:00+01:00,2026-03-31 17:00,Robin,Größe\n",
        f"{HEADER}\n1,6.50000000000000000,0.08e2,2026-03-02,2026-03-31,Robin,Größe\n",
        f"{HEADER}\n1,6.5,8,02.03.2026,31.03.2026,Robin,Größe\n",
        f"{HEADER}\n1,6.5,8,02.03.26,31.3.26,Robin,Größe\n",
        f"{HEADER}\n1,6.5,8,2-Mar-26,20260331,Robin,Größe\n",
        HEADER.replace(",", ";") + "\n1;6,5;8,0;2026-03-02;2026-03-31;Robin;Größe\n",
        HEADER.replace(",", "\t") + "\n1\t6.5\t8\t2026-03-02\t2026-03-31\tRobin\tGröße\n",
        HEADER.upper() + ",notes\n1, 6.5 ,8,2026-03-02,2026-03-31,Robin,Größe,\n",
        (
            "kind,person,completed_on,estimated_on,actual_hours,estimated_hours\n"
            "Größe,Robin,2026-03-31,2026-03-02,8,6.5\n"
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_a_file_is_read_whatever_program_wrote_it(text, encoding):
    assert read_history(text.encode(encoding)) == ([DONE], [])


def test_a_file_without_people_and_kinds_is_read():
    text = "estimated_hours,actual_hours,estimated_on,completed_on\n2,3,2026-03-02,2026-03-02\n"

    history = read_history(text.encode())

    assert history.done == [Done(2, 3, date(2026, 3, 2), date(2026, 3, 2))]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "7,0,3,2026-03-02,2026-03-03",
            "estimated_hours must be more than 0 and at most 100000, not 0.",
        ),
        (
            "7,2,-3,2026-03-02,2026-03-03",
            "actual_hours must be more than 0 and at most 100000, not -3.",
        ),
        (
            "7,2,999999,2026-03-02,2026-03-03",
            "actual_hours must be more than 0 and at most 100000, not 999999.",
        ),
        ("7,two,3,2026-03-02,2026-03-03", 'estimated_hours "two" is no number. Write it like 6.5.'),
        ("7,nan,3,2026-03-02,2026-03-03", 'estimated_hours "nan" is no number. Write it like 6.5.'),
        ("7,1e,3,2026-03-02,2026-03-03", 'estimated_hours "1e" is no number. Write it like 6.5.'),
        (
            '7,"1,234",3,2026-03-02,2026-03-03',
            'estimated_hours "1,234" has two meanings. Write it without a comma.',
        ),
        ("7,,3,2026-03-02,2026-03-03", "estimated_hours is empty. Fill it in."),
        ("7,2,3,2026-03-02,", "completed_on is empty. Fill it in."),
        ("7,2,3", "estimated_on is empty. Fill it in."),
        (
            "7,2,3,03/04/2026,2026-03-03",
            'estimated_on "03/04/2026" has two meanings. Write it like 2026-03-31.',
        ),
        (
            "7,2,3,2026-02-30,2026-03-03",
            'estimated_on "2026-02-30" is no day. Write it like 2026-03-31.',
        ),
        (
            "7,2,3,2026-03-04,2026-03-03",
            "It was completed on 2026-03-03, before it was estimated on 2026-03-04. Put the days right.",
        ),
        ("1,2,3,2026-03-02,2026-03-03", 'The id "1" stands on line 2 already.'),
    ],
)
def test_a_row_that_cannot_be_counted_is_left_out_with_its_line_and_the_rest_counts(row, sentence):
    good = "1,2,3,2026-03-02,2026-03-03"
    text = f"{HEADER}\n{good}\n{row}\n{good.replace('1', '8', 1)}\n"

    history = read_history(text.encode())

    assert [str(each) for each in history.left_out] == [f"Line 3: {sentence}"]
    assert len(history.done) == 2


def test_a_stray_quotation_mark_spoils_its_own_line_only():
    text = f'{HEADER}\n"1,2,3,2026-03-02,2026-03-03\n2,2,3,2026-03-02,2026-03-03\n'

    history = read_history(text.encode())

    assert [each.line for each in history.left_out] == [2]
    assert len(history.done) == 1


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The file is empty. Its first line names the columns."),
        (b"\n\n  \n", "The file is empty. Its first line names the columns."),
        (
            b"id;estimate;actual_hours;estimated_on;completed_on\n1;2;3;;\n",
            (
                "No column is named estimated_hours. The first line must name the columns; "
                "it says: id, estimate, actual_hours, estimated_on, completed_on."
            ),
        ),
    ],
)
def test_a_file_without_its_columns_is_refused_in_one_answer(raw, sentence):
    with pytest.raises(TableError) as refused:
        read_history(raw)

    assert str(refused.value) == sentence


@pytest.mark.parametrize("raw", [b"\0\0\0", b"\xff\xfe", b"PK\x03\x04\x00\x9c", b'"' * 50_000])
def test_a_file_of_another_kind_is_refused(raw):
    with pytest.raises(TableError):
        read_history(raw)
