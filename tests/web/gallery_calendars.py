"""A member's calendars and working hours, in every state."""

from tests.web.gallery_world import NO_FORM, WORD, Context, frame, when

ADDRESS = "https://calendars.example/…"
EXACT = "Sunday, 22 November 2026, 10:12"
REFUSED = (
    "dav.harbour-it.example does not accept robin with this password. Some servers want a password "
    "made for one app: look into your account there."
)
DAMAGED = "Choir and 3 more: its begin is no time. Correct it in the calendar, if it matters."
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NO_TIME = (
    "“nine to five” is no time of a day. Write it like 09:00-12:30 13:30-17:00, or leave it empty."
)
NO_COUNTRY = (
    'The public holidays of "XX" are not known. Write the two letters of a country (ISO 3166), '
    "such as DE, or leave it out and enter holidays as days away."
)
PUT_RIGHT = {"address": "https://calendars.example/basic.ics", "user": "robin"}


def states() -> list[tuple[str, str, Context]]:
    put_right = {"form": {"typed": PUT_RIGHT, "wrong": {}}, "has_password": True}
    wrong = {"address": "This is no address. Write it like https://host/calendar.ics."}
    return [
        ("calendars", "calendars.html", calendars(2)),
        ("calendars-empty", "calendars.html", calendars(0)),
        ("calendars-no-days", "calendars.html", calendars(1, days=nothing_known())),
        ("calendar", "calendar.html", calendar()),
        ("calendar-trouble", "calendar.html", calendar(trouble=True)),
        ("calendar-looking", "calendar.html", calendar(looking=True)),
        ("calendar-remove", "calendar.html", calendar(opened=opened("remove", says="Troth forgets it."))),
        ("calendar-password", "calendar.html", calendar(trouble=True, opened=opened("password"))),
        ("calendar-put-right", "calendar.html", calendar(trouble=True, opened=opened("put_right") | put_right)),
        ("calendar-new", "calendar_new.html", new()),
        ("calendar-new-wrong", "calendar_new.html", new(typed={"address": "work.ics", "user": "robin"}, wrong=wrong)),
        ("hours", "hours.html", hours()),
        ("hours-usual", "hours.html", hours(is_said=False)),
        ("hours-wrong", "hours.html", hours(typed={"tuesday": "nine to five", "country": "XX"}, wrong={"tuesday": NO_TIME, "country": NO_COUNTRY})),
    ]  # fmt: skip


def calendars(count: int, *, days: Context | None = None) -> Context:
    every = [
        _row(ADDRESS, "Read today at 10:12", "42 occurrences, read each hour. Added Monday."),
        _row(
            f"https://{WORD.lower()[:60]}.example/…",
            "Stopped, in trouble since Tuesday at 09:14",
            "7 occurrences, read as robin each hour. Added on 3 Nov. 1 thing could not be understood.",
            tone="late",
            trouble=REFUSED,
        ),
    ]
    return {
        "frame": frame(),
        "title": "Calendars",
        "summary": "1 of 2 is in trouble." if count > 1 else "",
        "calendars": every[:count],
        "days": days or _days(),
        "add_url": "/calendars/new",
        "hours_url": "/hours",
        "you_url": "/you",
    }


def nothing_known() -> Context:
    return {"says": NO_COUNTRY, "from": "", "to": "", "span": 0, "rows": []}


def calendar(
    *, trouble: bool = False, looking: bool = False, opened: Context | None = None
) -> Context:
    said = {
        "words": REFUSED,
        "do": "It is not tried again by itself, so that no account is locked. What was read on 16 Nov at 10:12 still counts.",
        "since": when("Tuesday at 09:14"),
    }
    at_work = {
        "words": "The calendar is being read.",
        "more": "You can leave this page; the reading goes on.",
        "done": 0,
        "of": 0,
        "again_url": "/calendar-looking",
        "next": {"label": "See all calendars", "url": "/calendars"},
    }
    told = {
        "name": ADDRESS,
        "says": "42 occurrences, read as robin each hour. Added Monday.",
        "state": {"words": "Read today at 10:12", "tone": "quiet", "exact": EXACT},
        "trouble": said if trouble else None,
        "looking": at_work if looking else None,
        "left_out": [] if looking else [DAMAGED, f"{WORD}: a rule that cannot be read."],
        "opened": opened,
        "answers": [] if opened else _answers(),
    }
    return {
        "frame": frame(),
        "title": ADDRESS,
        "calendar": told,
        "calendars_url": "/calendars",
    }


def opened(asks: str, *, says: str = "") -> Context:
    titles = {
        "remove": ("Remove this calendar?", "Remove it"),
        "password": ("Change the password", "Keep it"),
        "put_right": ("Is this right?", "Read it again"),
    }
    title, label = titles[asks]
    return {
        "asks": asks,
        "title": title,
        "says": says,
        "label": label,
        "url": f"/calendars/1/{asks}",
        "cancel": "Leave it",
        "cancel_url": "/calendars/1",
        "form": NO_FORM,
        "has_password": False,
    }


def new(typed: dict[str, str] | None = None, wrong: dict[str, str] | None = None) -> Context:
    return {
        "frame": frame(),
        "title": "Add a calendar",
        "form": {"typed": typed or {}, "wrong": wrong or {}},
        "url": "/calendars/new",
        "cancel_url": "/calendars",
    }


def hours(
    *,
    is_said: bool = True,
    typed: dict[str, str] | None = None,
    wrong: dict[str, str] | None = None,
) -> Context:
    usual = dict.fromkeys(DAYS[:4], "09:00-12:30 13:30-17:00") | {"friday": "09:00-13:00"}
    held = usual | {"country": "DE", "region": "BY", "share": "", "rest": "11"}
    return {
        "frame": frame(),
        "title": "When you work",
        "is_said": is_said,
        "zone": "Europe/Berlin",
        "days": [{"field": it, "name": it.capitalize()} for it in DAYS],
        "learned": "Now it is 0.64, from 9 weeks of yours.",
        "form": {"typed": held | (typed or {}), "wrong": wrong or {}},
        "url": "/hours",
        "cancel_url": "/you",
        "you_url": "/you",
        "calendars_url": "/calendars",
    }


def _row(name: str, words: str, detail: str, *, tone: str = "quiet", trouble: str = "") -> Context:
    return {
        "name": name,
        "url": "/calendars/1",
        "state": {"words": words, "tone": tone, "exact": EXACT},
        "trouble": trouble,
        "detail": detail,
    }


def _answers() -> list[Context]:
    said = [("Look now", "l", False), ("Change password", "e", True), ("Remove", "r", True)]
    return [
        {"label": label, "key": key, "url": "/1", "look": "", "is_open": is_open}
        for label, key, is_open in said
    ]


def _days() -> Context:
    """From nine to five, with a day that is full, one taken whole, holidays and a rest."""
    free = {"x": 0, "width": 480}
    some = [{"x": 0, "width": 60}, {"x": 150, "width": 330}]
    budget = {"when": "10:00 to 11:30", "words": "Budget of Acme"}
    rest = {"when": "1 h 30 min", "words": "Rest after a meeting at night"}
    long = {"when": "09:00 to 17:00", "words": f"Workshop on the {WORD}"}
    away = {"when": "The whole day", "words": "Skiing"}
    kinds = [
        ("No working day", [], [], "", []),
        ("6 h 30 min free of 8 h", [free], some, "1 h 30 min taken", [budget]),
        ("8 h free", [free], [free], "", []),
        ("Nothing free of 8 h", [free], [], "8 h taken", [long]),
        ("Nothing free of 8 h", [free], [], "8 h taken", [away]),
        ("6 h 30 min free of 8 h", [free], [{"x": 90, "width": 390}], "1 h 30 min taken", [rest]),
        ("Public holiday: Second Day of Christmas", [], [], "", []),
    ]
    names = (
        "Today",
        "Tomorrow",
        "Tue 24 Nov",
        "Wed 25 Nov",
        "Thu 26 Nov",
        "Fri 27 Nov",
        "Sat 28 Nov",
    )
    rows = [
        {
            "name": name,
            "exact": "Sunday, 22 November 2026",
            "iso": "2026-11-22",
            "says": says,
            "worked": worked,
            "free": free_,
            "taken": taken,
            "is_off": not worked,
            "is_full": bool(worked) and not free_,
            "why": why,
        }
        for name, (says, worked, free_, taken, why) in zip(names * 2, kinds * 2, strict=True)
    ]
    return {"says": "Of the 80 h that you work, 42 h are free.", "from": "09:00", "to": "17:00", "span": 480, "rows": rows}  # fmt: skip
