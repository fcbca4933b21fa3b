"""By whose clock a client works."""

from datetime import UTC, date, datetime

import pytest

from troth.forecasts.clocks import Clocks, working_in, zone_from
from troth.pure.worktime import Away

HOME = "Europe/Berlin"
MONDAY, NEXT = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)
DAY = 8 * 60


@pytest.mark.parametrize(
    ("names", "domains", "zone"),
    [
        (["America/Chicago"], ["acme.de"], "America/Chicago"),
        ([""], ["acme.de"], "Europe/Berlin"),
        (["Mars/Olympus"], ["acme.JP"], "Asia/Tokyo"),
        ([], ["acme.example", "acme.fr"], "Europe/Paris"),
        ([], ["acme.com", "acme.io"], HOME),  # no country's, or everybody's
        ([], ["anna@post.es"], "Europe/Madrid"),
        ([], [], HOME),
    ],
)
def test_the_zone_is_the_persons_then_their_countrys_then_ours(names, domains, zone):
    assert zone_from(names, domains=domains, else_=HOME) == zone


def test_where_no_holidays_are_known_every_weekday_is_worked(monkeypatch):
    monkeypatch.setattr("troth.forecasts.clocks.country_of", lambda _zone: "QQ")

    assert working_in(HOME).country == ""
    assert Clocks().minutes(MONDAY, NEXT, zone=HOME) == 5 * DAY


@pytest.mark.parametrize(
    ("away", "days"),
    [
        ([], 5),
        ([(2, 4)], 3),
        ([(2, 4), (3, 5)], 2),
        ([(2, 5), (3, 4)], 2),
        ([(4, 5), (2, 3)], 3),
        ([(2, 3), (3, 4)], 3),
        ([(7, 9)], 5),
        ([(1, 30)], 0),
    ],
)
def test_no_day_away_is_taken_out_twice(away, days):
    absences = [Away(date(2026, 3, first), date(2026, 3, end)) for first, end in away]

    assert Clocks().minutes(MONDAY, NEXT, zone=HOME, away=absences) == days * DAY
