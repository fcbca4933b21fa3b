"""Today: one line per client, in the one order."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from troth.agenda.actions import catch_up
from troth.agenda.order import Band
from troth.agenda.queries import After, Today
from troth.agenda.queries import today as todays_lines
from troth.agenda.telling import TodayLine
from troth.desk.frame import show
from troth.desk.presenting.outbox import troubles_of
from troth.desk.viewing import seen_by_member
from troth.mail.models import Mailbox
from troth.people.access import NotFoundError, Viewer
from troth.web.addresses import address, page
from troth.web.days import count_words

GROUPS = ((Band.UNTOLD, Band.THEY_ARE_LATE, "Due for a word"), (Band.CALM, Band.QUIET, "Calm"))
"""From which band to which a group reaches, and its title."""

ALL_TOLD = "Every client has heard from you. Nothing is due."


@seen_by_member
def today(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """The first screen of the morning."""
    catch_up(viewer.practice_id, at=at)
    everyone = request.GET.get("of") == "everyone"
    shown = todays_lines(viewer, at=at, everyone=everyone, after=_after(request))
    return show(
        request,
        viewer,
        "desk/today.html",
        title="Today",
        current="today",
        day_words=f"{at.astimezone(ZoneInfo(viewer.member.zone)):%A, %-d %B}",
        summary=_summary(shown),
        groups=_groups(shown.lines, troubles_of(viewer, [it.client for it in shown.lines])),
        start=None if shown.lines else _start(viewer),
        pager=_pager(shown, everyone=everyone),
    )


def line_context(line: TodayLine, trouble: dict[str, str] | None) -> dict[str, Any]:
    """A line as desk/today/line.html reads it; `trouble` is of a letter that did not leave."""
    return {
        "id": line.client.hex,
        "name": line.name,
        "url": address("client", line.client),
        "sentences": with_trouble(sentences(line), trouble),
        "write_url": address("write", line.client),
    }


def sentences(line: TodayLine) -> list[dict[str, str]]:
    """What a line says, what matters most first; at most one of them is red."""
    about = address("matter", line.due_matter) if line.due_matter else ""
    tone = "late" if line.is_urgent else "soon" if line.is_due else ""
    said = [
        (line.word, tone, about, line.word_day),
        (line.overdue, "" if line.is_urgent else "late", "", ""),
        (" ".join(filter(None, (line.they_wait, line.we_wait))), "", "", ""),
        (" ".join((line.heard, _look(line))).rstrip(), "quiet", _looked_at(line), ""),
    ]
    return [
        {"words": words, "tone": tone, "url": url, "exact": exact}
        for words, tone, url, exact in said
        if words
    ]


def with_trouble(
    said: list[dict[str, str]], trouble: dict[str, str] | None
) -> list[dict[str, str]]:
    """The sentences with a letter's trouble before them: then that is what is red."""
    if trouble is None:
        return said
    return [trouble, *({**it, "tone": it["tone"].replace("late", "")} for it in said)]


def _look(line: TodayLine) -> str:
    number = line.to_look_at
    if not number:
        return ""
    waits = "waits" if number == 1 else "wait"
    return f"{count_words(number, 'sentence')} found in mail {waits} for you."


def _looked_at(line: TodayLine) -> str:
    return f"{page('found')}?client={line.client}" if line.to_look_at else ""


def _groups(
    lines: tuple[TodayLine, ...], troubles: Mapping[UUID, dict[str, str]]
) -> list[dict[str, Any]]:
    def shown(first: Band, last: Band) -> list[dict[str, Any]]:
        some = [it for it in lines if first <= it.band <= last]
        return [line_context(it, troubles.get(it.client)) for it in some]

    groups = [{"title": title, "lines": shown(first, last)} for first, last, title in GROUPS]
    held = [group for group in groups if group["lines"]]
    return held if len(held) > 1 else [{**group, "title": ""} for group in held]


def _summary(shown: Today) -> str:
    due = sum(line.is_due for line in shown.lines)
    if not shown.lines:
        return ""
    if not due:
        return ALL_TOLD
    return f"{count_words(due, 'client')} {'is' if due == 1 else 'are'} due for a word."


def _start(viewer: Viewer) -> dict[str, Any]:
    """What to do on the first morning."""
    if Mailbox.objects.filter(member=viewer.member).exists():
        return {
            "has_mailbox": True,
            "words": "No client yet.",
            "more": "Choose the clients whose mail Troth keeps, and their lines stand here.",
            "url": page("mailboxes"),
            "label": "Choose clients",
        }
    return {
        "has_mailbox": False,
        "words": "Connect a mailbox, and your clients stand here, a line each.",
        "more": "Troth reads mail and never changes it. You choose the clients first.",
        "url": page("mailbox_new"),
        "label": "Connect a mailbox",
    }


def _after(request: HttpRequest) -> After | None:
    """Where the page goes on, as its address says. Raises NotFoundError for a made-up place."""
    asked = request.GET
    if "band" not in asked:
        return None
    try:
        moment = datetime.fromisoformat(asked["moment"])
        return After(int(asked["band"]), moment, UUID(asked["client"]))
    except (KeyError, ValueError):
        raise NotFoundError from None


def _pager(shown: Today, *, everyone: bool) -> dict[str, str] | None:
    if shown.after is None:
        return None
    place = {
        "band": shown.after.band,
        "moment": shown.after.moment.isoformat(),
        "client": shown.after.client,
    }
    of = {"of": "everyone"} if everyone else {}
    return {
        "words": f"{len(shown.lines)} lines on this page.",
        "previous_url": "",
        "next_url": f"{page('today')}?{urlencode({**of, **place})}",
    }
