"""`troth outbox`: what waits to leave, what could not, and what left in the last days."""

import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from troth.cli.options import now
from troth.cli.practice import of_member, signed_in
from troth.cli.refusing import Refusal, refusing

if TYPE_CHECKING:
    from troth.people.access import Viewer
    from troth.post.models import Outgoing

DAYS_SHOWN = timedelta(days=7)
SHORT = 8
"""Characters of an id that are shown, and enough to name a letter: its last."""

WORDS = {
    "held": "waits",
    "sending": "is leaving",
    "sent": "sent",
    "unsure": "may have arrived",
    "failed": "could not be sent",
    "withdrawn": "taken back",
}


@click.command("outbox")
@click.option("--send-again", metavar="ID", help="Send a letter that could not be sent once more.")
@click.option("--take-back", metavar="ID", help="Take a letter back before it leaves.")
@click.option("--drop", metavar="ID", help="Give up a letter that could not be sent.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one letter each.")
@of_member
def command(
    *,
    send_again: str | None,
    take_back: str | None,
    drop: str | None,
    as_json: bool,
    member: str | None,
    demo: bool,
) -> None:
    """Say what waits to leave, what could not be sent and why, and what left in the last days.

    Every letter stands with an ID, by which one may be sent again, taken back or dropped. A letter
    that "may have arrived" was wholly taken by the server, whose answer was lost: sent again, it
    could arrive twice.
    """
    viewer = signed_in(member, demo=demo)
    wanted = {"send again": send_again, "take back": take_back, "drop": drop}
    done = [
        _done(verb, _letter(viewer, named), viewer)
        for verb, named in wanted.items()
        if named is not None
    ]
    letters = done or _shown(viewer)
    zone = ZoneInfo(viewer.member.zone)
    for letter in letters:
        print(_as_json(letter) if as_json else _as_text(letter, zone=zone))
    if not letters:
        print("Nothing waits, and nothing has left.", file=sys.stderr)


def _done(verb: str, letter: "Outgoing", viewer: "Viewer") -> "Outgoing":
    """The letter after the action of that verb; what it refuses is said."""
    from troth.post.actions.outbox import send_again  # after Django is loaded
    from troth.post.refusals import PostError
    from troth.updates.actions.leaving import drop, take_back

    act = {"send again": send_again, "take back": take_back, "drop": drop}[verb]
    with refusing(PostError):
        return act(letter, by=viewer.member, at=now())


def _letter(viewer: "Viewer", named: str) -> "Outgoing":
    """The letter whose id ends so. Refuses where there is none, or more than one."""
    from troth.post.queries import outbox  # after Django is loaded

    end = named.strip().lower().replace("-", "")
    found = [it for it in outbox(viewer) if end and it.pk.hex.endswith(end)]
    if len(found) != 1:
        raise Refusal(f"No one letter has the id {named!r}. `troth outbox` lists them.")
    return found[0]


def _shown(viewer: "Viewer") -> "list[Outgoing]":
    from django.db.models import Q  # after Django is loaded

    from troth.post.queries import outbox

    lately = Q(made_at__gte=now() - DAYS_SHOWN)
    open_still = Q(state__in=("held", "sending", "unsure", "failed"))
    return list(outbox(viewer).filter(lately | open_still))


def _as_text(letter: "Outgoing", *, zone: ZoneInfo) -> str:
    from troth.pure.letter.shown_words import visible_line  # after Django

    at = (letter.sent_at or letter.send_at).astimezone(zone)
    whose = f"{letter.client.name}: " if letter.client else ""
    head = f"{letter.pk.hex[-SHORT:]}  {at:%Y-%m-%d %H:%M}  {WORDS[letter.state]}"
    said = [f"{whose}{letter.subject}", f"to {', '.join(letter.to)}"]
    if letter.state != "sent" and letter.said:
        said.append(letter.said)
    said += [f"It did not reach {email}: {why}" for email, why in letter.refused.items()]
    return "\n    ".join([head, *map(visible_line, said)])


def _as_json(letter: "Outgoing") -> str:
    said: dict[str, Any] = {
        "id": str(letter.pk),
        "state": letter.state,
        "client": letter.client.name if letter.client else None,
        "to": letter.to,
        "subject": letter.subject,
        "message_id": letter.message_id,
        "made_at": letter.made_at.isoformat(),
        "send_at": letter.send_at.isoformat(),
        "sent_at": letter.sent_at.isoformat() if letter.sent_at else None,
        "may_be_twice": letter.may_be_twice,
        "refused": letter.refused,
        "said": letter.said,
    }
    return json.dumps(said, ensure_ascii=False)
