"""Which rows of a client an export holds, and which of their fields: docs/export.md tells each."""

from typing import Any, NamedTuple

from django.db.models import Model

from troth.notes.models import Note, Win
from troth.post.models import Outgoing
from troth.promises.models import Finding, Matter, Proposal
from troth.updates.models import Draft


class Part(NamedTuple):
    """A file of JSON Lines: one row of `model` each, with `fields`, in the order of `order`.

    `own` are fields that no client is given: they are for the practice.
    """

    file: str
    model: type[Model]
    fields: tuple[str, ...]
    order: tuple[str, ...]
    own: tuple[str, ...] = ()


def _part(file: str, model: type[Model], fields: str, *order: str) -> Part:
    return Part(f"{file}.jsonl", model, tuple(fields.split()), order)


PARTS = (
    _part(
        "promises",
        Matter,
        "id kind contact what due_at due_on given_at message note sentence start end moved_from_at "
        "moved_from_on told_at outcome closed_at",
        "given_at",
        "id",
    ),
    _part(
        "findings",
        Finding,
        "id kind contact message note matter language rule words certainty sentence start end "
        "is_mine counterpart to actor due said_at standing deferred_to settled_by "
        "settling_sentence is_repeated state decided_at",
        "said_at",
        "id",
    ),
    _part(
        "proposals",
        Proposal,
        "id matter standing sentence due message note at state",
        "at",
        "id",
    ),
    _part("notes", Note, "id contact by kind at text is_word erased_at", "at", "id"),
    _part("wins", Win, "id by at text told_at erased_at", "at", "id")._replace(
        own=("hours", "estimated_hours", "kind")
    ),
    _part(
        "drafts",
        Draft,
        "id contact by kind language to subject body message_id made_at opened_at state closed_at "
        "sent_message",
        "made_at",
        "id",
    ),
    _part(
        "outgoing",
        Outgoing,
        "id contact by kind about message_id in_reply_to references to subject text html made_at "
        "send_at state sent_at handed_over_at may_be_twice refused said",
        "made_at",
        "id",
    ),
)

WORK = (
    "id member client title kind estimated_hours actual_hours started_on estimated_on completed_on "
    "source source_id"
).split()
CLIENT = "id name kind cadence_days owner since_at closed_at merged_into".split()
CONTACT = (
    "id name title gender role phone rank reports_to fluency language address_form zone "
    "usual_channel urgent_channel weighs_on is_liaison"
).split()
EVIDENCE = "contact field value sentence source certainty state at".split()
LETTER = (
    "id message_id sent_at sent_offset subject sender_name people is_mine is_quiet language "
    "problems taken_in_at erased_at"
).split()
MEMBER = "id name email role zone is_active".split()
MAILBOX = "id member place state since_on added_at looked_at".split()
CALENDAR = "id address account added_at read_at".split()
HOURS = "hours country region share rest_hours set_at".split()

WHERE = {"people", "to", "counterpart", "refused"}
"""Fields that hold addresses."""

Row = dict[str, Any]
