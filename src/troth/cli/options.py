"""Options that several commands share, and how their words become values."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from troth.forecasts.work_values import ValueRefusedError, hours


class ZoneType(click.ParamType[ZoneInfo]):
    """A zone of the IANA database."""

    name = "zone"

    def convert(
        self, value: str | ZoneInfo, param: click.Parameter | None, ctx: click.Context | None
    ) -> ZoneInfo:
        if isinstance(value, ZoneInfo):
            return value
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fail(f"{value!r} is no time zone. Write it like Europe/Berlin.", param, ctx)


class InstantType(click.ParamType[datetime]):
    """An ISO instant or day; one without an offset stays naive until its zone is known."""

    name = "instant"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"{value!r} is no instant. Write it like 2026-03-02T09:00+01:00.", param, ctx)


class HoursType(click.ParamType[float]):
    """Hours as people write them: 3.5, 3,5 or 3:30."""

    name = "hours"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        if not isinstance(value, str):
            return value
        try:
            return hours(value.strip())
        except ValueRefusedError as error:
            self.fail(str(error), param, ctx)


def aware(instant: datetime, *, zone: ZoneInfo) -> datetime:
    """`instant` as it is, or read in `zone` where it carries no offset."""
    return instant.replace(tzinfo=zone) if instant.tzinfo is None else instant


def now() -> datetime:
    """The clock, read here and nowhere below. Aware, UTC."""
    return datetime.now(UTC)  # noqa: TID251


def machine_zone() -> ZoneInfo:
    """The zone this machine is set to; UTC where it cannot be named."""
    from troth.cli.machine import zone_name

    try:
        return ZoneInfo(zone_name())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
