"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.cast import cast
from tests.flushing import flush_with_the_record_unguarded

__all__ = ["cast", "flush_with_the_record_unguarded"]

# No test is timed, not by hypothesis either; what it chose for CI or a desk stays as it is.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of public development data; its tests carry the mark `needs_shared_data`."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the public development data does not lie beside this checkout")
    return SHARED_DATA


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a test asks for marks it: the shared data, or a database, which there are two of."""
    for item in items:
        asked = getattr(item, "fixturenames", ())
        if "shared_data" in asked:
            item.add_marker(pytest.mark.needs_shared_data)
        if item.get_closest_marker("django_db") or not DATABASES.isdisjoint(asked):
            item.add_marker(pytest.mark.database)
        if item.nodeid.startswith(LONG):
            item.add_marker(pytest.mark.slow)
    items.sort(key=_how_long)


LONG = (
    "tests/agenda/test_days",
    "tests/agenda/test_digest_time",
    "tests/calendars/test_caldav",
    "tests/calendars/test_damaged",
    "tests/calendars/test_feeds",
    "tests/calendars/test_kept",
    "tests/calendars/test_rules",
    "tests/cli/test_calendars",
    "tests/cli/test_doctor",
    "tests/cli/test_forecast_own",
    "tests/desk/test_calendars",
    "tests/desk/test_colleagues",
    "tests/desk/test_days_and_zones",
    "tests/desk/test_free_days",
    "tests/desk/test_grants",
    "tests/desk/test_passkeys",
    "tests/desk/test_proxy",
    "tests/desk/test_signin_",
    "tests/desk/test_strangers",
    "tests/jobs/",
    "tests/mail/test_idling",
    "tests/mail/test_imap_",
    "tests/mail/test_looking_l",
    "tests/mail/test_looking_server",
    "tests/mail/test_looking_trouble",
    "tests/mail/test_oauth_",
    "tests/mail/test_sample_days",
    "tests/people/test_oauth_",
    "tests/post/test_bad_servers",
    "tests/post/test_leaving",
    "tests/post/test_real_servers",
    "tests/project/",
    "tests/promises/test_damaged",
    "tests/promises/test_undoing",
    "tests/pure/courtesy/test_signatures",
    "tests/pure/forecast/test_delivery",
    "tests/pure/forecast/test_effort_in_the_past",
    "tests/pure/forecast/test_naive",
    "tests/pure/forecast/test_plan_answer",
    "tests/pure/forecast/test_plan_bad",
    "tests/pure/letter/test_both_paths",
    "tests/pure/letter/test_shown_html",
    "tests/pure/reading/test_reader",
    "tests/pure/reading/test_reading_corpus",
    "tests/pure/when/test_corpus",
    "tests/pure/when/test_languages",
    "tests/pure/when/test_openings",
    "tests/pure/when/test_stretches",
    "tests/pure/wording/test_any_facts",
    "tests/pure/worktime/test_any_working_time",
    "tests/safekeeping/",
    "tests/updates/test_drafts",
    "tests/upgrades/",
    "tests/worker/test_tasks",
    "tests/worker/test_watching",
)
"""What talks to servers, keeps whole practices or tries very many facts or sentences: it takes longer than a
daily run should."""


def _how_long(item: pytest.Item) -> int:
    """The longest first, so that none is left to one process alone at the end."""
    if "kills" in item.nodeid:
        return 0
    return 1 if item.get_closest_marker("slow") else 2


DATABASES = frozenset(
    {"db", "transactional_db", "cast", "live_server", "up", "start", "sample", "worker"}
)
"""What leads a test to a database, its own or that of a practice that it runs."""


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """On CI a skip is a failure, save for what needs the shared data."""
    if not os.environ.get("CI") or exitstatus != pytest.ExitCode.OK:
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    excused = [report for report in skipped if "needs_shared_data" in report.keywords]
    if reporter and excused:
        reporter.write_line(f"{len(excused)} tests skipped for want of the shared data")
    if len(skipped) > len(excused):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
