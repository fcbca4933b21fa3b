"""When events take place, by the words of a calendar."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.calendars.given import BERLIN, calendar, event, read_of, times, window

from troth.calendars.ics import read
from troth.calendars.occurrence import busy_of
from troth.pure.worktime.spans import Away, Busy

B = ";TZID=Europe/Berlin"
NINE = f"DTSTART{B}:20260302T090000 DTEND{B}:20260302T100000"
CUSTOM = """BEGIN:VTIMEZONE
TZID:Harbour
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
"""

ONE = {
    "UTC": ("DTSTART:20260304T090000Z DTEND:20260304T100000Z", "03-04T10:00/03-04T11:00"),
    "a zone": (f"DTSTART{B}:20260304T090000 DTEND{B}:20260304T100000", "03-04T09:00/03-04T10:00"),
    "no zone": ("DTSTART:20260304T090000 DTEND:20260304T100000", "03-04T09:00/03-04T10:00"),
    "another zone": (
        "DTSTART;TZID=America/New_York:20260304T090000 DTEND;TZID=America/New_York:20260304T100000",
        "03-04T15:00/03-04T16:00",
    ),
    "start and end in two zones": (
        f"DTSTART{B}:20260304T090000 DTEND;TZID=Europe/London:20260304T100000",
        "03-04T09:00/03-04T11:00",
    ),
    "a zone of a maker's": (
        "DTSTART;TZID=/maker.example/Europe/London:20260304T090000 DURATION:PT1H",
        "03-04T10:00/03-04T11:00",
    ),
    "a length": ("DTSTART:20260304T090000Z DURATION:PT90M", "03-04T10:00/03-04T11:30"),
    "a length in days": ("DTSTART;VALUE=DATE:20260304 DURATION:P2D", "03-04/03-06"),
    "a length in weeks": ("DTSTART;VALUE=DATE:20260304 DURATION:P1W", "03-04/03-11"),
    "a day and hours": ("DTSTART;VALUE=DATE:20260304 DURATION:PT8H", "03-04T00:00/03-04T08:00"),
    "days": ("DTSTART;VALUE=DATE:20260304 DTEND;VALUE=DATE:20260306", "03-04/03-06"),
    "a day with its end on itself": (
        "DTSTART;VALUE=DATE:20260304 DTEND;VALUE=DATE:20260304",
        "03-04/03-05",
    ),
    "a day without an end": ("DTSTART;VALUE=DATE:20260304", "03-04/03-05"),
    "a time without an end": ("DTSTART:20260304T090000Z", "03-04T10:00/03-04T10:00"),
    "a day that ends at a time": (
        "DTSTART;VALUE=DATE:20260304 DTEND:20260304T120000",
        "03-04T00:00/03-04T12:00",
    ),
}


@pytest.mark.parametrize(("lines", "taken"), ONE.values(), ids=ONE)
def test_one_event_takes_its_time(lines, taken):
    assert times(read_of(event(lines))) == [taken]


def test_zones_that_outlook_names_are_known():
    zone = ';TZID="W. Europe Standard Time"'
    meeting = event("DURATION:PT1H").replace("DURATION", f"DTSTART{zone}:20260304T090000\nDURATION")

    assert times(read_of(meeting)) == ["03-04T09:00/03-04T10:00"]


def test_a_zone_may_be_explained_by_the_calendar_before_or_after_the_event():
    lunch = event("DTSTART;TZID=Harbour:20260304T120000 DURATION:PT1H")
    summer = event("DTSTART;TZID=Harbour:20260401T120000 DURATION:PT1H")
    spring = window("2026-03-01", "2026-05-01")

    for parts in ((CUSTOM, lunch, summer), (lunch, summer, CUSTOM)):
        assert times(read_of(*parts, within=spring)) == [
            "03-04T11:00/03-04T12:00",
            "04-01T11:00+0200/04-01T12:00+0200",
        ]


def test_a_zone_that_one_calendar_explains_means_nothing_in_the_next():
    lunch = event("DTSTART;TZID=Harbour:20260304T120000 DURATION:PT1H")
    read_of(CUSTOM, lunch)

    assert times(read_of(lunch)) == ["03-04T12:00/03-04T13:00"]
    assert "“Harbour” is no time zone that is known" in read_of(lunch).remarks[0]


REPEATED = {
    "weekdays": (f"{NINE} RRULE:FREQ=WEEKLY;BYDAY=MO,WE", ["03-02", "03-04"]),
    "a few": (f"{NINE} RRULE:FREQ=DAILY;COUNT=3", ["03-02", "03-03", "03-04"]),
    "one called off": (
        f"{NINE} RRULE:FREQ=DAILY;COUNT=3 EXDATE{B}:20260303T090000",
        ["03-02", "03-04"],
    ),
    "one called off by its day": (
        f"{NINE} RRULE:FREQ=DAILY;COUNT=3 EXDATE;VALUE=DATE:20260303",
        ["03-02", "03-04"],
    ),
    "one called off in UTC": (
        f"{NINE} RRULE:FREQ=DAILY;COUNT=3 EXDATE:20260303T080000Z",
        ["03-02", "03-04"],
    ),
    "one added": (f"{NINE} RDATE{B}:20260306T090000", ["03-02", "03-06"]),
    "until a moment": (
        f"{NINE} RRULE:FREQ=DAILY;UNTIL=20260304T080000Z",
        ["03-02", "03-03", "03-04"],
    ),
    "until just before": (f"{NINE} RRULE:FREQ=DAILY;UNTIL=20260304T075959Z", ["03-02", "03-03"]),
    "until a day, which belongs to it": (
        f"{NINE} RRULE:FREQ=DAILY;UNTIL=20260304",
        ["03-02", "03-03", "03-04"],
    ),
    "until a time without a zone": (
        f"{NINE} RRULE:FREQ=DAILY;UNTIL=20260304T090000",
        ["03-02", "03-03", "03-04"],
    ),
    "two rules": (
        f"{NINE} RRULE:FREQ=WEEKLY;BYDAY=MO RRULE:FREQ=WEEKLY;BYDAY=FR",
        ["03-02", "03-06"],
    ),
    "days, until a moment": (
        "DTSTART;VALUE=DATE:20260302 RRULE:FREQ=DAILY;UNTIL=20260303T235959Z",
        ["03-02", "03-03"],
    ),
    "hours": (f"{NINE} RRULE:FREQ=HOURLY;INTERVAL=30;COUNT=3", ["03-02", "03-03", "03-04"]),
    "every other week, seen from afar": (
        f"DTSTART{B}:20200114T090000 DURATION:PT1H RRULE:FREQ=WEEKLY;INTERVAL=2",
        ["03-03"],
    ),
    "a leap day": (f"DTSTART{B}:20240229T090000 DURATION:PT1H RRULE:FREQ=YEARLY", []),
    "the last working day of a month": (
        f"DTSTART{B}:20250131T090000 RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        [],
    ),
    "the first Monday of a month": (
        f"DTSTART{B}:20250106T090000 DURATION:PT1H RRULE:FREQ=MONTHLY;BYDAY=1MO",
        ["03-02"],
    ),
}


@pytest.mark.parametrize(("lines", "days"), REPEATED.values(), ids=REPEATED)
def test_what_repeats_takes_place_on_its_days(lines, days):
    found = read_of(event(lines))

    assert [f"{each.start:%m-%d}" for each in found.occurrences] == days
    assert found.troubles == ()


def test_an_added_time_may_have_a_length_of_its_own():
    added = f"{NINE} RDATE{B};VALUE=PERIOD:20260304T090000/PT3H,20260305T090000/20260305T093000"

    assert times(read_of(event(added))) == [
        "03-02T09:00/03-02T10:00",
        "03-04T09:00/03-04T12:00",
        "03-05T09:00/03-05T09:30",
    ]


def test_one_time_of_many_may_be_moved_renamed_or_called_off():
    daily = event(f"{NINE} RRULE:FREQ=DAILY;COUNT=4", uid="x")
    moved = event(
        f"RECURRENCE-ID{B}:20260303T090000 DTSTART{B}:20260303T150000 DURATION:PT2H",
        uid="x",
        name="Moved",
    )
    off = event(
        f"RECURRENCE-ID{B}:20260304T090000 {NINE.replace('0302', '0304')} STATUS:CANCELLED", uid="x"
    )

    found = read_of(daily, moved, off)

    assert times(found) == [
        "03-02T09:00/03-02T10:00",
        "03-03T15:00/03-03T17:00",
        "03-05T09:00/03-05T10:00",
    ]
    assert [each.summary for each in found.occurrences] == ["Call", "Moved", "Call"]


def test_a_time_may_be_moved_into_the_window_and_out_of_it():
    weekly = event(f"{NINE} RRULE:FREQ=WEEKLY", uid="x")
    out = event(
        f"RECURRENCE-ID{B}:20260302T090000 DTSTART{B}:20260320T090000 DURATION:PT1H", uid="x"
    )
    into = event(
        f"RECURRENCE-ID{B}:20260323T090000 DTSTART{B}:20260305T090000 DURATION:PT1H", uid="x"
    )

    assert times(read_of(weekly, out, into)) == ["03-05T09:00/03-05T10:00"]


def test_this_time_and_all_that_follow_may_be_moved():
    daily = event(f"{NINE} RRULE:FREQ=DAILY;COUNT=4", uid="x")
    later = event(
        f"RECURRENCE-ID;RANGE=THISANDFUTURE{B}:20260304T090000 DTSTART{B}:20260304T110000 DTEND{B}:20260304T113000",
        uid="x",
    )

    assert times(read_of(daily, later)) == [
        "03-02T09:00/03-02T10:00",
        "03-03T09:00/03-03T10:00",
        "03-04T11:00/03-04T11:30",
        "03-05T11:00/03-05T11:30",
    ]


def test_a_moved_time_is_read_though_its_series_is_not_there():
    alone = event(f"RECURRENCE-ID{B}:20260303T090000 {NINE}", uid="x")

    assert times(read_of(alone)) == ["03-02T09:00/03-02T10:00"]


def test_a_newer_version_of_an_event_replaces_the_older_one():
    old = event(f"{NINE} SEQUENCE:0", uid="x")
    new = event(f"{NINE.replace('0302', '0303')} SEQUENCE:1", uid="x")

    assert times(read_of(new, old)) == ["03-03T09:00/03-03T10:00"]


def test_two_events_that_share_an_id_by_mistake_are_both_there():
    other = NINE.replace("0302", "0303")

    assert len(read_of(event(NINE, uid="x"), event(other, uid="x")).occurrences) == 2


def test_the_clock_on_the_wall_decides_when_the_clocks_change():
    daily = event(f"DTSTART{B}:20260327T090000 DTEND{B}:20260327T100000 RRULE:FREQ=DAILY")

    assert times(read_of(daily, within=window("2026-03-28", "2026-03-30"))) == [
        "03-28T09:00/03-28T10:00",
        "03-29T09:00+0200/03-29T10:00+0200",
    ]


def test_eight_hours_stay_eight_hours_in_the_night_that_has_one_less():
    night = event(f"DTSTART{B}:20260327T220000 DTEND{B}:20260328T060000 RRULE:FREQ=DAILY")

    assert times(read_of(night, within=window("2026-03-28T12:00", "2026-03-29T12:00"))) == [
        "03-28T22:00/03-29T07:00+0200"
    ]


def test_a_time_that_the_clocks_leave_out_is_the_one_they_show_then():
    early = event(f"DTSTART{B}:20260327T023000 DURATION:PT1H RRULE:FREQ=DAILY")

    assert times(read_of(early, within=window("2026-03-29", "2026-03-30"))) == [
        "03-29T03:30+0200/03-29T04:30+0200"
    ]


EDGES = {
    "ends when the window begins": ("20260301T230000", "20260302T000000", False),
    "ends just after": ("20260301T230000", "20260302T000001", True),
    "begins when the window ends": ("20260309T000000", "20260309T010000", False),
    "begins just before": ("20260308T235959", "20260309T010000", True),
    "is longer than the window": ("20260101T000000", "20260601T000000", True),
    "takes no time at its beginning": ("20260302T000000", "20260302T000000", True),
    "takes no time at its end": ("20260309T000000", "20260309T000000", False),
}


@pytest.mark.parametrize("rule", ["", " RRULE:FREQ=YEARLY"], ids=["once", "yearly"])
@pytest.mark.parametrize(("start", "end", "is_there"), EDGES.values(), ids=EDGES)
def test_what_lies_in_the_window_even_in_part_is_there(start, end, is_there, rule):
    lines = f"DTSTART{B}:{start} DTEND{B}:{end}{rule}"

    assert bool(read_of(event(lines)).occurrences) is is_there


BUSY = {
    "": True,
    "TRANSP:OPAQUE": True,
    "TRANSP:TRANSPARENT": False,
    "STATUS:TENTATIVE": True,
    "X-MICROSOFT-CDO-BUSYSTATUS:FREE": False,
    "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE": False,
    "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE": True,
    "X-MICROSOFT-CDO-BUSYSTATUS:OOF": True,
    "TRANSP:TRANSPARENT X-MICROSOFT-CDO-BUSYSTATUS:BUSY": False,
}


@pytest.mark.parametrize(("line", "is_busy"), BUSY.items())
def test_an_event_says_whether_it_keeps_somebody_busy(line, is_busy):
    assert [each.is_busy for each in read_of(event(f"{NINE} {line}")).occurrences] == [is_busy]


def test_what_is_called_off_does_not_take_place():
    assert read_of(event(f"{NINE} STATUS:CANCELLED")).occurrences == ()


@pytest.mark.parametrize(
    ("answer", "number"),
    [("DECLINED", 0), ("DELEGATED", 0), ("ACCEPTED", 1), ("NEEDS-ACTION", 1), ("TENTATIVE", 1)],
)
def test_what_i_declined_does_not_take_place_for_me(answer, number):
    invited = event(
        f"{NINE} ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@firm.example "
        f"ATTENDEE;PARTSTAT={answer}:MAILTO:Anna@firm.example"
    )

    assert len(read_of(invited, me=["anna@Firm.example"]).occurrences) == number
    assert len(read_of(invited, me=["cleo@firm.example"]).occurrences) == 1


def test_busy_times_without_a_name_are_read_and_free_ones_are_not():
    busy = (
        "BEGIN:VFREEBUSY\nFREEBUSY:20260304T090000Z/20260304T100000Z,20260305T090000Z/PT2H\n"
        "FREEBUSY;FBTYPE=FREE:20260306T090000Z/PT2H\nEND:VFREEBUSY\n"
    )

    assert times(read_of(busy)) == ["03-04T10:00/03-04T11:00", "03-05T10:00/03-05T12:00"]


def test_tasks_and_journals_take_no_time():
    task = event(NINE).replace("VEVENT", "VTODO")
    journal = event(NINE).replace("VEVENT", "VJOURNAL")

    assert read_of(task, journal).occurrences == ()


def test_what_happens_first_stands_first_and_whole_days_before_times():
    parts = [
        event(NINE, name="B"),
        event(NINE, name="A"),
        event("DTSTART;VALUE=DATE:20260302", name="C"),
    ]

    assert [each.summary for each in read_of(*parts).occurrences] == ["C", "A", "B"]


def test_names_come_out_as_they_were_written_in_one_line():
    raw = event(NINE, name="Größe\\, Form\\nund 日本語").encode()
    folded = raw.replace("ö".encode(), b"\xc3\r\n \xb6")
    whole = b"BEGIN:VCALENDAR\r\n" + folded + b"END:VCALENDAR\r\n"

    assert [each.summary for each in read(whole, window=window()).occurrences] == [
        "Größe, Form und 日本語"
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_an_encoding_are_understood(encoding):
    raw = calendar(event(NINE, name="Größe")).decode().encode(encoding)

    assert read(raw, window=window()).occurrences[0].summary == "Größe"


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\r\r\n"])
def test_lines_may_end_in_any_way(ending):
    raw = calendar(event(NINE)).replace(b"\n", ending.encode())

    assert len(read(raw, window=window()).occurrences) == 1


def test_a_person_is_busy_at_times_and_away_on_days():
    found = read_of(
        event(NINE),
        event("DTSTART;VALUE=DATE:20260304 DTEND;VALUE=DATE:20260306"),
        event("DTSTART;VALUE=DATE:20260306 TRANSP:TRANSPARENT"),
        event("DTSTART:20260307T090000Z"),
    )
    start, end = (datetime(2026, 3, 2, hour, tzinfo=BERLIN) for hour in (9, 10))

    assert busy_of(found.occurrences, BERLIN) == (
        (Busy(start, end),),
        (Away(date(2026, 3, 4), date(2026, 3, 6)),),
    )


def test_days_are_those_of_whoever_asks():
    tokyo = ZoneInfo("Asia/Tokyo")
    late = event("DTSTART:20260308T160000Z DTEND:20260308T170000Z")

    assert read_of(late).occurrences
    assert not read_of(late, within=window(zone=tokyo)).occurrences


def test_a_meeting_across_the_hour_that_comes_twice_keeps_somebody_busy():
    night = event("DTSTART:20261025T003000Z DTEND:20261025T011500Z")
    found = read_of(night, within=window("2026-10-24", "2026-10-26"))
    ((start, end),), _ = busy_of(found.occurrences, BERLIN)

    assert [f"{it:%H:%M%z}" for it in (start, end)] == ["02:30+0200", "02:15+0100"]
