"""Every stored letter, read again with today's rules."""

from dataclasses import dataclass
from datetime import datetime

import click

from troth.mail.models import Message
from troth.people.access import Viewer
from troth.promises.actions.rereading import reread
from troth.promises.actions.settling import settle
from troth.promises.actions.taking_in import chosen_in

SHOWN_EVERY = 500


@dataclass(slots=True)
class Again:
    """How many letters were read again, and how many sentences came and went."""

    letters: int = 0
    new: int = 0
    gone: int = 0


def read_again(viewer: Viewer, *, at: datetime) -> Again:
    """Each letter in a transaction of its own: a stop in between loses nothing."""
    done, chosen = Again(), chosen_in(viewer.practice)
    letters = Message.objects.filter(practice=viewer.practice_id, erased_at=None)
    for message in letters.order_by("pk").iterator(SHOWN_EVERY):
        result = reread(message, chosen, at=at)
        done.letters, done.new, done.gone = (
            done.letters + 1,
            done.new + result.new,
            done.gone + result.gone,
        )
        if done.letters % SHOWN_EVERY == 0:
            click.echo(f"{done.letters:,} letters ...", err=True)
    for client in viewer.clients():
        settle(client, at=at)
    return done
