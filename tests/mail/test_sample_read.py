"""What the sample tells is found by the rules of reading, in four languages, on any day."""

from collections.abc import Mapping
from datetime import datetime
from email import message_from_bytes
from zoneinfo import ZoneInfo

import pytest

from troth.mail.sample import ME, SampleSource
from troth.mail.sample.scenes import STORY
from troth.mail.sample.story import Turn
from troth.promises.digest import Reader
from troth.promises.survey import survey

CERTAIN = 0.8

CERTAINLY_FOUND = {
    "01-booking-wish": {"ask met"},
    "02-booking-promise": {"promise open"},
    "04-photos-wish": {"delivery", "ask met"},
    "05-photos-promise": {"promise met"},
    "06-photos-done": {"delivery"},
    "08-texts-request": {"need open"},
    "09-texts-promise": {"delivery", "need open"},
    "11-texts-reminder": {"need open"},
    "13-room-twice": {"ask open"},
    "21-mail-down": {"alarm met", "ask met"},
    "23-mail-fixed": {"delivery", "promise met"},
    "25-mail-report": {"delivery"},
    "28-reminders-wish": {"ask open"},
    "29-page-down": {"alarm open", "ask open"},
    "30-restore-wish": {"ask met"},
    "31-restore-promise": {"promise open"},
    "32-restore-chase": {"ask open"},
    "33-router-question": {"need open"},
    "34-paul-away": {"away"},
    "35-invoice": {"delivery"},
    "41-stock-options": {"need unclear"},
    "44-stock-decision": {"decision"},
    "45-basic-promise": {"promise met"},
    "46-basic-there": {"delivery", "need met"},
    "47-basic-feedback": {"delivery", "ask met"},
    "48-fix-promise": {"promise open"},
    "49-access-request": {"need met", "need open"},
    "50-access-promise": {"need open"},
    "51-labels-wish": {"ask withdrawn"},
    "52-labels-never-mind": {"withdrawal"},
    "53-weekend-wish": {"ask met"},
    "54-weekend-no": {"decline"},
    "61-donation-draft": {"delivery", "need met"},
    "62-donation-first-look": {"need deferred"},
    "63-donation-ill": {"deferral open", "need open"},
    "64-shifts-wish": {"ask open"},
    "65-newsletter-wish": {"ask open"},
    "66-app-idea": {"inquiry met"},
    "67-app-answer": {"promise open"},
    "68-figures-wish": {"ask met"},
    "69-figures-promise": {"promise met"},
    "70-figures-sent": {"delivery"},
    "72-appeal-proof": {"ask open"},
    "81-renewal-warning": {"ask open"},
}
"""Everything that is certain in the sample, with what has become of it; nothing else is."""

SHOWN_BY = {
    Turn.PROMISE_FORGOTTEN: "promise open",
    Turn.PROMISE_OVERDUE: "promise open",
    Turn.PROMISE_KEPT: "promise met",
    Turn.PROMISE_AHEAD: "promise open",
    Turn.NEED_CONTENT: "need open",
    Turn.NEED_ACCESS: "need met",
    Turn.NEED_DECISION: "need open",
    Turn.NEED_PROMISED: "need",
    Turn.DEFERRAL: "deferral",
    Turn.ASK_UNANSWERED: "ask open",
    Turn.ASK_DECLINED: "decline",
    Turn.ASK_WITHDRAWN: "withdrawal",
    Turn.ASK_CHASED: "ask open",
    Turn.SCOPE_CREEP: "ask open",
    Turn.RENEWAL: "ask open",
    Turn.INQUIRY: "inquiry",
    Turn.ALARM_SOLVED: "alarm met",
    Turn.ALARM_OPEN: "alarm open",
    Turn.AWAY: "away",
    Turn.DECISION: "decision",
    Turn.TWO_LANGUAGES: "ask open",
}
NOTHING_TO_FIND = {Turn.THANKS_ONLY, Turn.ONLY_OK, Turn.WIN}
"""A person tells a win in a line of their own; thanks and a bare OK change nothing."""

TELLINGS = [
    pytest.param("2026-05-20T10:30", "Europe/Berlin", id="a Wednesday"),
    pytest.param("2026-11-22T09:00", "UTC", id="a Sunday"),
    pytest.param("2027-01-04T08:00", "Europe/Madrid", id="after the turn of the year"),
    pytest.param("2026-03-30T19:00", "America/Los_Angeles", id="far in the west"),
    pytest.param("2026-10-27T12:00", "Pacific/Auckland", id="far in the east"),
]


def read(at: str, zone: str) -> Mapping[str, list]:
    """The matters of each letter, by its slug."""
    local = ZoneInfo(zone)
    source = SampleSource(at=datetime.fromisoformat(at).replace(tzinfo=local), zone=local)
    slugs = {
        message_from_bytes(place.read())["Message-ID"].strip("<>"): scene.slug
        for place, scene in zip(source.places(), STORY, strict=True)
    }
    found: dict[str, list] = {scene.slug: [] for scene in STORY}
    for matter in survey([source], reader=Reader(me=frozenset({ME})), jobs=1).matters:
        found[slugs[matter.message_id]].append(matter)
    return found


def shown(matter) -> str:
    standing = f" {matter.standing}" if matter.standing else ""
    return f"{matter.finding.kind}{standing}"


@pytest.mark.parametrize(("at", "zone"), TELLINGS)
def test_all_that_is_certain_is_true_and_nothing_that_is_told_is_missed(at, zone):
    certain = {
        slug: {shown(matter) for matter in matters if matter.finding.certainty >= CERTAIN}
        for slug, matters in read(at, zone).items()
    }

    assert {slug: kinds for slug, kinds in certain.items() if kinds} == CERTAINLY_FOUND


@pytest.mark.parametrize("turn", Turn)
def test_every_turn_of_the_story_is_found(turn):
    for scene in STORY:
        if scene.turn is turn:
            found = CERTAINLY_FOUND.get(scene.slug, set())
            if turn in NOTHING_TO_FIND:
                assert not found
            else:
                assert any(kind.startswith(SHOWN_BY[turn]) for kind in found), scene.slug


def test_a_promise_is_due_on_the_day_that_the_story_names():
    due = {
        slug: {f"{matter.finding.due:%Y-%m-%d}" for matter in matters if matter.finding.due}
        for slug, matters in read("2026-05-20T10:30", "Europe/Berlin").items()
    }

    assert due["02-booking-promise"] == {"2026-05-06"}
    assert due["31-restore-promise"] == {"2026-05-11"}
    assert due["48-fix-promise"] == {"2026-05-21"}
    assert due["67-app-answer"] == {"2026-05-25"}
    assert due["63-donation-ill"] == {"2026-05-20"}
    assert due["34-paul-away"] == {"2026-05-28"}


def test_each_language_is_read_by_its_own_rules_and_a_mixed_letter_by_both():
    found = read("2026-05-20T10:30", "Europe/Berlin")
    by_letter = {
        slug: {matter.finding.rule.partition("/")[0] for matter in matters}
        for slug, matters in found.items()
    }

    assert by_letter.pop("13-room-twice") == {"de", "en"}
    for scene in STORY:
        assert by_letter.get(scene.slug, set()) <= {scene.language}
