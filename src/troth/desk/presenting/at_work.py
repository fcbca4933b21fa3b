"""Jobs in words: what runs, what waits for another try, what was given up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from troth.desk.at_work import Seen
from troth.desk.presenting.mailboxes import name_of_place
from troth.desk.presenting.moments import Moments
from troth.jobs.models import JobState
from troth.pure.letter.shown_words import visible_line

WORDS = {
    "census": "Count the letters of {}",
    "digest": "Send the daily digest",
    "fields": "See what letters tell of the people at {}",
    "forget": "Forget work that was done long ago",
    "lines": "Keep Today true",
    "look": "Look into {}",
    "look all": "Look into every mailbox",
    "read calendar": "Read a calendar",
    "read calendars": "Read every calendar",
    "settle": "Hold what was found with {} against later letters",
}
"""What a job does, by its name; {} is the mailbox or the client that it is about."""

IN_THE_LOG = "It did not work. The last lines of troth.log say why."
LONGEST_TROUBLE = 300


def words_of(seen: Seen) -> str:
    """What the job does, as its member would say it."""
    said = WORDS.get(seen.job.name, seen.job.name.replace("_", " ").capitalize())
    about = name_of_place(seen.mailbox) if seen.mailbox else seen.client
    return said.format(about) if about or "{}" not in said else said.format("something")


def failure(seen: Seen, moments: Moments, *, may_retry: bool) -> dict[str, Any]:
    """As desk/work.html reads it."""
    ended_at = seen.job.ended_at or seen.job.run_at
    return {
        "words": words_of(seen),
        "trouble": _trouble(seen),
        "when": moments.when(ended_at, clock=True),
        "url": reverse("work_retry", args=(seen.job.pk,)) if may_retry else "",
    }


def row(seen: Seen, moments: Moments) -> dict[str, Any]:
    """As `list_row` reads it."""
    return {"words": words_of(seen), "url": "", "when": None, "tone": "", **_state(seen, moments)}


def repeated(last: Mapping[str, datetime], moments: Moments) -> list[dict[str, Any]]:
    """What recurs, with when it was last done."""
    return [
        {
            "words": WORDS.get(name, name.capitalize()),
            "url": "",
            "when": moments.when(at, clock=True),
            "tone": "quiet",
            "detail": "",
        }
        for name, at in sorted(last.items())
    ]


def _state(seen: Seen, moments: Moments) -> dict[str, str]:
    job = seen.job
    if job.state == JobState.RUNNING:
        since = moments.when(job.begun_at or job.run_at, clock=True)["words"]
        return {"detail": f"Under way since {since}.{_again(job.attempt)}", "tone": "quiet"}
    if job.trouble:
        again = moments.when(job.run_at, clock=True)["words"]
        return {"detail": f"{_trouble(seen)} It is tried again {again}.", "tone": "soon"}
    since = moments.when(job.run_at, clock=True)["words"]
    return {"detail": f"Waits for its turn since {since}.", "tone": "quiet"}


def _again(attempt: int) -> str:
    return f" It is tried for the {attempt}. time." if attempt > 1 else ""


def _trouble(seen: Seen) -> str:
    """Why it went wrong; of what recurs for every practice nobody is told any detail."""
    if seen.is_everybodys or not seen.job.trouble:
        return IN_THE_LOG
    said = visible_line(" ".join(seen.job.trouble.split()))[:LONGEST_TROUBLE]
    return said if said.endswith((".", "!", "?")) else f"{said}."
