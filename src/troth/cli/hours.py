"""`troth hours`: when you work."""

import json
from typing import TYPE_CHECKING, Any

import click

from troth.cli.options import now
from troth.cli.practice import of_member, signed_in
from troth.cli.refusing import refusing

if TYPE_CHECKING:
    from troth.calendars.hours import Hours

LEARNED, OFF, NONE = "learned", "off", "none"


class NumberOrWord(click.ParamType[float | str]):
    """A number, or the one word that stands for none."""

    def __init__(self, word: str, example: str) -> None:
        self.name = f"number|{word}"
        self._word, self._example = word, example

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float | str:
        if isinstance(value, float) or value == self._word:
            return value
        try:
            return float(value.replace(",", "."))
        except ValueError:
            self.fail(f"{value!r} is no number. Write {self._example}.", param, ctx)


@click.command("hours")
@click.argument("week", required=False)
@click.option("--zone", help="Where your days begin and end, such as Europe/Berlin.")
@click.option("--country", help="Whose public holidays you keep: two letters, or none.")
@click.option("--region", help="The part of the country, such as BY, or none.")
@click.option(
    "--share",
    type=NumberOrWord(LEARNED, "a part of one, such as 0.7, or learned"),
    help="How much of a free hour really is work: 0.7, or learned from what you logged.",
)
@click.option(
    "--rest",
    type=NumberOrWord(OFF, "hours, such as 11, or off"),
    help="Hours in which nothing is worked after a meeting at night: 11, or off.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON line instead of sentences.")
@of_member
def command(
    *,
    week: str | None,
    zone: str | None,
    country: str | None,
    region: str | None,
    share: float | str | None,
    rest: float | str | None,
    as_json: bool,
    member: str | None,
    demo: bool,
) -> None:
    """Say when you work, or see what Troth takes for it.

    WEEK is like "Mo-Th 09:00-12:30 13:30-17:00, Fr 09:00-15:00". What you do not name stays as it
    is. A forecast counts these hours, less public holidays and what stands in your calendars.
    """
    viewer, at = signed_in(member, demo=demo), now()
    from troth.calendars.actions.hours import HoursError, set_hours
    from troth.calendars.hours import hours_of  # after Django is loaded
    from troth.pure.worktime import WorktimeError

    hours = hours_of(viewer.member)
    said = _said(week=week, zone=zone, country=country, region=region, share=share, rest=rest)
    if said:
        with refusing(WorktimeError, HoursError):
            set_hours(hours.changed(**said), by=viewer.member, at=at)
        hours = hours_of(viewer.member)
    print(_as_json(hours) if as_json else _as_text(hours))


def _said(**options: Any) -> dict[str, Any]:
    """What a person said, by the names that the practice keeps it by."""
    said = {name: it for name, it in options.items() if it is not None}
    if "week" in said:
        said["hours"] = said.pop("week")
    for name in ("country", "region"):
        if said.get(name) == NONE:
            said[name] = ""
    if "share" in said and said["share"] == LEARNED:
        said["share"] = None
    if "rest" in said:
        rest = said.pop("rest")
        said["rest_hours"] = None if rest == OFF else rest
    return said


def _as_text(hours: "Hours") -> str:
    lines = [
        f"You work {hours.hours}, by the clocks of {hours.zone}.",
        _holidays(hours),
        "How much of a free hour really is work is learned from what you log."
        if hours.share is None
        else f"Of a free hour {hours.share * 100:.0f} % really is work.",
        "After a meeting at night the next day begins as usual."
        if hours.rest_hours is None
        else f"After a meeting at night nothing is worked for {hours.rest_hours:g} hours.",
    ]
    if not hours.is_said:
        lines.append('Nobody said so yet: this is taken for granted. Change it: `troth hours "…"`.')
    return "\n".join(lines)


def _holidays(hours: "Hours") -> str:
    if not hours.country:
        return "No public holidays are kept."
    part = f", {hours.region}" if hours.region else ""
    return f"The public holidays of {hours.country}{part} are kept."


def _as_json(hours: "Hours") -> str:
    return json.dumps(hours._asdict(), ensure_ascii=False)
