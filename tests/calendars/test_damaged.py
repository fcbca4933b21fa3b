"""What stands against a calendar or an event is said in one sentence, and the rest is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calendars.given import calendar, event, read_of, times, window

from troth.calendars import rules
from troth.calendars.ics import read
from troth.calendars.occurrence import CalendarError
from troth.calendars.rules import MOST_TIMES

GOOD = event("DTSTART:20260306T090000Z DTEND:20260306T100000Z", name="Good")
IT = "03-06T10:00/03-06T11:00"
NINE = "DTSTART:20260304T090000Z DTEND:20260304T100000Z"

NO_CALENDAR = {
    b"": "It is empty",
    b" \r\n\t": "It is empty",
    b"<!DOCTYPE html><html><body>Sign in</body></html>": "It is a web page and no calendar",
    b"\xef\xbb\xbf <html>": "It is a web page and no calendar",
    b"Dear Anna,\nhere is my calendar.\n": "It is no calendar",
    b"\x00\x01\x02\xff\xfe": "It is no calendar",
    b'{"events": []}': "It is no calendar",
}


@pytest.mark.parametrize(("raw", "sentence"), NO_CALENDAR.items())
def test_what_is_no_calendar_is_said_to_be_none(raw, sentence):
    with pytest.raises(CalendarError, match=sentence):
        read(raw, window=window())


LEFT_OUT = {
    "DTEND:20260304T100000Z": "its start is missing or cannot be read",
    "DTSTART:tomorrow DTEND:20260304T100000Z": "its start is missing or cannot be read",
    "DTSTART:20261304T090000Z": "its start is missing or cannot be read",
    "DTSTART:20260304T090000Z DTEND:20260304T250000Z": "its end cannot be read",
    "DTSTART:20260304T090000Z DURATION:long": "its duration cannot be read",
    "DTSTART:20260304T090000Z DTEND:20260304T080000Z": "it ends before it starts",
    "DTSTART:20260304T090000Z DURATION:-PT1H": "it ends before it starts",
    f"{NINE} DTSTART:20260305T090000Z": "its start is missing or cannot be read",
    f"{NINE} RECURRENCE-ID:x": "it cannot be read which time of a series it changes",
    "DTSTART:99991231T230000Z DURATION:P9D": "its times cannot be counted",
    "DTSTART:20260304T090000Z DURATION:P9999999D RRULE:FREQ=DAILY": "its times cannot be counted",
}


@pytest.mark.parametrize(("lines", "reason"), LEFT_OUT.items())
def test_an_event_that_cannot_be_told_is_left_out_by_name_and_the_next_one_is_read(lines, reason):
    found = read_of(event(lines, name="Bad"), GOOD)

    assert times(found) == [IT]
    assert found.troubles == (
        f"“Bad”: left out, as {reason}. Correct it in the calendar, if it matters.",
    )


IN_PART = {
    f"{NINE} RRULE:FREQ=SOMETIMES": "the rule by which it repeats cannot be read",
    f"{NINE} RRULE:COUNT=3": "the rule by which it repeats cannot be read",
    f"{NINE} RRULE:FREQ=DAILY;INTERVAL=0": "the rule by which it repeats cannot be read",
    f"{NINE} RRULE:FREQ=DAILY;COUNT=-1": "the rule by which it repeats cannot be read",
    f"{NINE} RRULE:FREQ=DAILY;BYEASTER=1": "the rule by which it repeats cannot be read",
    f"{NINE} RRULE:FREQ=HOURLY;BYSETPOS=1": "the rule by which it repeats cannot be read",
    f"{NINE} RRULE:FREQ=HOURLY;BYMINUTE=99": "the rule by which it repeats cannot be read",
    f"{NINE} RRULE:RSCALE=CHINESE;FREQ=YEARLY": "the rule by which it repeats cannot be read",
    f"{NINE} EXDATE:yesterday": "an exception of it cannot be read",
    f"{NINE} EXRULE:FREQ=DAILY": "an exception of it cannot be read",
    f"{NINE} RDATE:99": "a time that was added to it cannot be read",
    f"{NINE} RDATE;VALUE=TIME:090000": "a time that was added to it cannot be read",
}


@pytest.mark.parametrize(("lines", "reason"), IN_PART.items())
def test_what_is_damaged_of_a_repetition_leaves_the_first_time(lines, reason):
    found = read_of(event(lines, name="Bad"), GOOD)

    assert times(found) == ["03-04T10:00/03-04T11:00", IT]
    assert len(found.troubles) == 1
    assert found.troubles[0].startswith(f"“Bad”: {reason}")


HARMLESS = [
    "DESCRIPTION;X=:\ud7ff",
    "ATTENDEE;=:mailto:",
    "X-ODD;;;:;;",
    "no line at all",
    "EXDATE:",
    "RDATE:",
    "SEQUENCE:x",
    "STATUS;;:CANCELLED?",
    "TRANSP:",
    "BEGIN:VALARM\nTRIGGER:x\nDTSTART:y\nEND:VALARM",
    "BEGIN:VALARM\nTRIGGER:x",
]


@pytest.mark.parametrize("line", HARMLESS)
def test_what_does_not_say_when_it_is_cannot_spoil_an_event(line):
    found = read_of(event("UID:x " + NINE).replace("END:VEVENT", f"{line}\nEND:VEVENT"), GOOD)

    assert times(found) == ["03-04T10:00/03-04T11:00", IT]


def test_a_calendar_that_breaks_off_is_read_as_far_as_it_goes():
    whole = calendar(GOOD, event(NINE, name="Broken"))
    found = read(whole[: whole.rindex(b"DTEND")], window=window())

    assert times(found) == [IT]
    assert found.troubles[0].startswith("“Broken”: left out, as the calendar breaks off within it")


def test_an_event_without_its_last_line_does_not_swallow_the_next():
    found = read_of(event(NINE, name="Open").replace("END:VEVENT\n", ""), GOOD)

    assert times(found) == [IT]
    assert found.troubles[0].startswith("“Open”: left out")


def test_many_events_with_one_fault_are_one_sentence():
    found = read_of(*(event("DTSTART:x", name=f"No. {number}") for number in range(1200)))

    assert found.troubles[0].startswith("“No. 0” and 1,199 more: left out")
    assert len(found.troubles) == 1


NO_END = {
    "DTSTART:20260304T090000Z": "it takes no time",
    "DTSTART;VALUE=DATE:20260304": "it takes its whole day",
}


@pytest.mark.parametrize(("lines", "supposed"), NO_END.items())
def test_of_an_event_without_an_end_it_is_said_what_is_supposed(lines, supposed):
    found = read_of(event(lines, name="Endless"), GOOD)

    assert len(found.occurrences) == 2
    assert found.troubles == ()
    assert found.remarks[0].startswith(f"“Endless”: no end is given, so {supposed}")


def test_an_event_without_an_end_that_lies_elsewhere_is_not_spoken_of():
    assert read_of(event("DTSTART:20270304T090000Z"), GOOD).remarks == ()


def test_unknown_zones_are_named_once_and_their_times_read_in_the_zone_asked_for():
    lost = event("DTSTART;TZID=Middle Earth:20260304T090000".replace(" ", "\x01"), name="Lost")
    lost = lost.replace("\x01", " ")
    found = read_of(lost, lost, GOOD)

    assert times(found)[0].startswith("03-04T09:00")
    assert found.remarks[0] == (
        "“Middle Earth” is no time zone that is known: such times were read as times in "
        "Europe/Berlin. Choose another zone with --zone, or correct the calendar."
    )


def test_several_unknown_zones_are_one_sentence():
    lost = [event(f"DTSTART;TZID={name}:20260304T090000") for name in ("Gondor", "Rohan")]
    found = read_of(*lost, GOOD)

    assert found.remarks[0].startswith(
        "“Gondor”, “Rohan” are no time zones that are known: such times were read as times in "
    )


def test_a_zone_whose_clocks_change_every_second_is_not_counted_through():
    mad = (
        "BEGIN:VTIMEZONE\nTZID:Mad\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "RRULE:FREQ=SECONDLY\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    found = read_of(mad, event("DTSTART;TZID=Mad:20260304T090000 DURATION:PT1H"), GOOD)

    assert times(found) == ["03-04T09:00/03-04T10:00", IT]
    assert "“Mad”" in found.remarks[0]


ENDLESS = [
    "FREQ=SECONDLY",
    "FREQ=MINUTELY",
    "FREQ=SECONDLY;COUNT=2000000000",
    "FREQ=DAILY;BYHOUR={all24};BYMINUTE={all60};BYSECOND={all60}",
    "FREQ=YEARLY;BYDAY=MO,TU,WE;BYHOUR={all24};BYMINUTE={all60};BYSECOND={all60}",
]
ALL = {"all24": ",".join(map(str, range(24))), "all60": ",".join(map(str, range(60)))}


@pytest.mark.parametrize("rule", ENDLESS)
def test_what_repeats_without_end_ends_at_a_limit_which_is_said(rule):
    within = window("2026-03-02", "2026-04-02")
    mad = event(f"DTSTART:19990304T090000Z DURATION:PT1S RRULE:{rule.format(**ALL)}", name="Mad")
    found = read_of(mad, GOOD, within=within)

    assert IT in times(found)
    assert len(found.occurrences) <= MOST_TIMES + 1
    assert found.troubles[0].startswith(
        "“Mad”: it repeats more than 20,000 times here, or too often"
    )


NEVER = [
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYWEEKNO=20;BYYEARDAY=366",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=3;BYMINUTE=1;BYSECOND=1",
    "FREQ=YEARLY;INTERVAL=100000",
    "FREQ=SECONDLY;INTERVAL=99999999999999999999",
]


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_never_comes_true_is_not_sought_for_ever(rule):
    found = read_of(event(f"DTSTART:19990304T090000Z DURATION:PT1H RRULE:{rule}", uid="x"), GOOD)

    assert times(found) == [IT]


def test_very_many_such_rules_end_together_at_a_limit(monkeypatch):
    monkeypatch.setattr(rules, "MOST_WORK", 500_000)
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    mad = [event(f"DTSTART:19990304T090000Z {rule}", uid=str(number)) for number in range(20)]
    found = read_of(GOOD, *mad)

    assert times(found) == [IT]
    assert " and 17 more: it repeats more than" in found.troubles[0]


def test_a_calendar_without_events_is_said_to_be_one():
    assert read_of().remarks == (
        "It holds no events, so it keeps nobody busy. Check that it is the calendar you meant.",
    )


def test_letters_in_another_encoding_are_read_and_it_is_said():
    raw = calendar(event(NINE, name="Gespräch")).decode().encode("latin-1")
    found = read(raw, window=window())

    assert found.occurrences[0].summary == "Gespräch"
    assert found.remarks[-1].startswith("It is not written in UTF-8")


def test_a_name_cannot_write_on_the_terminal():
    raw = calendar(event(NINE, name="a\x1b[31mb\x00c\\nd"))

    assert read(raw, window=window()).occurrences[0].summary == "a [31mb c d"


WHOLE = calendar(
    GOOD,
    event(
        f"{NINE} RRULE:FREQ=DAILY;COUNT=5 EXDATE:20260305T090000Z RDATE:20260306T090000Z", uid="x"
    ),
    event(f"RECURRENCE-ID;RANGE=THISANDFUTURE:20260306T090000Z {NINE}", uid="x"),
    event("DTSTART;TZID=Europe/Berlin:20260304T090000 DURATION:PT1H RRULE:FREQ=HOURLY;COUNT=9"),
)
SHARDS = [
    b"\r\n",
    b":",
    b";",
    b" ",
    b"\xff",
    b"BEGIN:VEVENT\n",
    b"END:VEVENT\n",
    b"FREQ=SECONDLY;",
    b"99991231",
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 30), st.sampled_from(SHARDS)),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_is_broken_off_or_thrown_in_something_is_answered(hits):
    raw = bytearray(WHOLE)
    for at, length, shard in hits:
        raw[at : at + length] = shard

    try:
        found = read(bytes(raw), window=window())
    except CalendarError:
        return
    assert all(each.start <= each.end for each in found.occurrences)
    assert all(sentence.endswith(".") for sentence in (*found.troubles, *found.remarks))
