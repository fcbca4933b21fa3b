"""Writes the sample mailbox down: `python -m troth.mail.sample FOLDER`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from troth.mail.sample import letters, write_maildir, write_mbox


def main(arguments: list[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    try:
        zone = ZoneInfo(asked.zone)
        at = asked.at if asked.at.tzinfo else asked.at.replace(tzinfo=zone)
        raws = letters(at=at, zone=zone)
        (write_mbox if asked.mbox else write_maildir)(asked.place, raws)
    except (ZoneInfoNotFoundError, ValueError, OSError) as trouble:
        print(trouble, file=sys.stderr)  # noqa: T201
        return 2
    print(f"{len(raws)} letters are in {asked.place}.")  # noqa: T201
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m troth.mail.sample", description=__doc__)
    parser.add_argument("place", type=Path, help="a folder that does not exist yet")
    parser.add_argument("--mbox", action="store_true", help="write one mbox file instead")
    parser.add_argument("--zone", default="UTC", help="such as Europe/Berlin")
    parser.add_argument(
        "--at",
        type=datetime.fromisoformat,
        default=datetime.now(UTC),  # noqa: TID251
        help="the instant at which the story is told (default: now)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
