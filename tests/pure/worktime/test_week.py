import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.worktime import ALWAYS, USUAL, Week, WeekError, described, week

NINE_TO_FIVE = ((540, 1020),)
OFF = ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mo-Fr 09:00-17:00", (NINE_TO_FIVE,) * 5 + (OFF,) * 2),
        ("Mon-Fri 9-17", (NINE_TO_FIVE,) * 5 + (OFF,) * 2),
        ("monday-FRIDAY 9.00 – 17.00", (NINE_TO_FIVE,) * 5 + (OFF,) * 2),
        (
            "Mo-Th 09:00-12:30 13:30-17:00, Fr 09:00-15:00",
            (((540, 750), (810, 1020)),) * 4 + (((540, 900),), OFF, OFF),
        ),
        (
            "Mo 09:00-12:30, 13:30-17:00; Tu 9-17",
            (((540, 750), (810, 1020)), NINE_TO_FIVE) + (OFF,) * 5,
        ),
        ("Mo, We 9-17", (NINE_TO_FIVE, OFF, NINE_TO_FIVE) + (OFF,) * 4),
        ("Sa-Mo 9-17", (NINE_TO_FIVE,) + (OFF,) * 4 + (NINE_TO_FIVE,) * 2),
        ("Tu 22:00-02:00", (OFF, ((1320, 1560),)) + (OFF,) * 5),
        ("Tu 22:00-24:00", (OFF, ((1320, 1440),)) + (OFF,) * 5),
        ("Tu 22:00-00:00", (OFF, ((1320, 1440),)) + (OFF,) * 5),
        ("Tu 12:00-13:00 09:00-12:00", (OFF, ((540, 780),)) + (OFF,) * 5),
    ],
)
def test_hours_are_read_as_people_write_them(text, days):
    assert week(text) == Week(days)


def test_round_the_clock_and_the_usual_week_have_their_words():
    assert week("24/7") == week("Mo-Su 00:00-24:00") == ALWAYS
    assert week("Mo-Fr 09:00-17:00") == USUAL


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", 'Write days and hours: "Mo-Th'),
        ("  ,", "There are no working hours here"),
        ("09:00-17:00", 'Write the days before it: "Mo-Fr 09:00-17:00"'),
        ("Mo-Fr", "No hours stand after Friday"),
        ("Mo 9-17, Tu", "No hours stand after Tuesday"),
        ("Mo-Fr 9-17, Fr 9-15", "Friday stands twice"),
        ("Mo-Xy 9-17", '"Xy" is no day'),
        ("Mo 9am-5pm", '"9am-5pm" is neither days nor hours'),
        ("Mo 09:00-25:00", '"09:00-25:00" is no time of a day'),
        ("Mo 09:60-12:00", '"09:60-12:00" is no time of a day'),
        ("Mo 24:30-25:00", '"24:30-25:00" is no time of a day'),
        ("Mo 09:00-09:00", 'the whole day is "00:00-24:00"'),
        ("Mo 24:00-02:00", '"24:00-02:00" holds no time of its day'),
        ("Mo 9-12 11-14", "09:00-12:00 and 11:00-14:00 overlap"),
        ("Mo 22-02 23-24", "22:00-02:00 and 23:00-24:00 overlap"),
    ],
)
def test_hours_that_say_nothing_certain_get_one_sentence_that_says_what_to_write(text, says):
    with pytest.raises(WeekError) as refused:
        week(text)

    assert says in str(refused.value)
    assert (
        "Write" in str(refused.value)
        or "Name" in str(refused.value)
        or "go from" in str(refused.value)
    )


@given(st.text(max_size=60) | st.text("MoTuFr 0123456789:-,;", max_size=40))
def test_whatever_is_typed_is_a_week_or_refused(text):
    try:
        hours = week(text)
    except WeekError:
        return
    assert len(hours.days) == 7


@st.composite
def days(draw):
    ticks = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    spans = list(zip(ticks[::2], ticks[1::2], strict=False))
    if spans and draw(st.booleans()):
        start = spans[-1][0]
        spans[-1] = (start, draw(st.integers(1441, max(start + 1440, 1441))))
        spans = [span for span in spans if span[1] - span[0] < 1440]
    return tuple(spans)


@given(st.tuples(*[days()] * 7).map(Week))
def test_the_words_of_a_week_are_read_back_as_the_same_week(hours):
    if any(hours.days):
        assert week(described(hours)) == hours
    else:
        assert described(hours) == ""


def test_days_with_the_same_hours_are_told_as_a_range():
    text = "Mo-Th 09:00-12:30 13:30-17:00, Fr 09:00-15:00, Su 22:00-02:00"

    assert described(week(text)) == text
    assert described(ALWAYS) == "24/7"
