"""Everything of a practice or of one client, as files that anybody can read: docs/export.md."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from troth.calendars.models import WorkingHours
from troth.calendars.queries import calendars
from troth.forecasts.models import PastWork
from troth.mail.models import Filing, Mailbox, Message, Raw
from troth.mail.packing import unpack
from troth.people.access import Viewer
from troth.people.models import Client, Contact, Member
from troth.post.models import Outgoing
from troth.record.models import Entry, Head
from troth.safekeeping.leaving.parts import (
    CALENDAR,
    CLIENT,
    CONTACT,
    EVIDENCE,
    HOURS,
    LETTER,
    MAILBOX,
    MEMBER,
    PARTS,
    WHERE,
    WORK,
    Part,
    Row,
)
from troth.safekeeping.leaving.plain import fields_of, instant, line, page
from troth.safekeeping.leaving.scope import Scope
from troth.safekeeping.leaving.sinks import Sink, sink
from troth.safekeeping.snapshot import snapshot
from troth.updates.models import Draft

FORMAT = 1
VERIFIER = Path(__file__).with_name("verify.py")
CHUNK, LARGE_CHUNK = 500, 50


def export(viewer: Viewer, scope: Scope, *, path: Path, at: datetime) -> None:
    """Write everything of `scope` to `path`, as it was at one moment, with flat memory.

    `path` is a folder or, where it ends in .zip, a ZIP file; it is there whole or not at all.
    Raises TakenPlaceError, and OSError where it cannot be written.
    """
    with sink(path, at=at) as out, snapshot():
        out.put("about.json", [page(_about(viewer, scope, at))])
        out.put("practice.json", [page(_practice(viewer, scope))])
        out.put("verify.py", [VERIFIER.read_bytes()])
        if scope.is_whole:
            out.put("outgoing.jsonl", _of_nobody(viewer))
            out.put("work.jsonl", _work(viewer))
        for client in scope.clients:
            _put_client(out, client, scope)
        for chain in _chains(viewer, scope):
            out.put(f"record/{chain}.jsonl", _entries(chain))


def _about(viewer: Viewer, scope: Scope, at: datetime) -> Row:
    heads = Head.objects.filter(chain__in=_chains(viewer, scope)).order_by("chain")
    return {
        "format": FORMAT,
        "made_at": instant(at),
        "of": "practice" if scope.is_whole else "client",
        "practice": {"id": viewer.practice_id, "name": viewer.practice.name},
        "clients": [{"id": it.pk, "name": it.name} for it in scope.clients],
        "heads": {str(it.chain): [it.seq, it.hash] for it in heads},
    }


def _chains(viewer: Viewer, scope: Scope) -> list[Any]:
    held = Head.objects.filter(practice=viewer.practice_id, seq__gt=0).order_by("chain")
    if not scope.is_whole:
        held = held.filter(chain__in=scope.ids)
    return list(held.values_list("chain", flat=True))


def _practice(viewer: Viewer, scope: Scope) -> Row:
    """A client learns the names of those who worked for them, and nothing else of the practice."""
    practice = viewer.practice
    members = Member.objects.filter(practice=practice).order_by("name", "id")
    if not scope.is_whole:
        return {
            "name": practice.name,
            "members": [fields_of(it, ("id", "name")) for it in members],
        }
    mailboxes = Mailbox.objects.filter(practice=practice).order_by("added_at", "id")
    return {
        **fields_of(practice, ("id", "name", "zone", "founded_at")),
        "members": [_member(it) for it in members],
        "mailboxes": [fields_of(it, MAILBOX) for it in mailboxes],
        **_own(viewer),
    }


def _own(viewer: Viewer) -> Row:
    """What is nobody's but the member's who exports: their calendars, and when they work."""
    hours = WorkingHours.objects.filter(member=viewer.member).first()
    return {
        "calendars": [fields_of(it, CALENDAR) for it in calendars(viewer)],
        "hours": fields_of(hours, HOURS) if hours else None,
    }


def _member(member: Member) -> Row:
    return fields_of(member, MEMBER) | {
        "addresses": sorted(member.addresses.values_list("email", flat=True))
    }


def _of_nobody(viewer: Viewer) -> Iterator[bytes]:
    """Letters that left and belong to no client: what Troth sent to members."""
    part = next(it for it in PARTS if it.model is Outgoing)
    rows = Outgoing.objects.filter(practice=viewer.practice_id, client=None).order_by(*part.order)
    return (line(fields_of(row, part.fields)) for row in rows.iterator(CHUNK))


def _work(viewer: Viewer) -> Iterator[bytes]:
    """Past work that files told of, with its stretches: a client's too, it is the practice's."""
    rows = PastWork.objects.filter(practice=viewer.practice_id).order_by("completed_on", "id")
    for row in rows.prefetch_related("stints").iterator(CHUNK):
        stints = sorted([it.on.isoformat(), round(it.minutes, 2)] for it in row.stints.all())
        yield line({**fields_of(row, WORK), "stints": stints})


def _put_client(out: Sink, client: Client, scope: Scope) -> None:
    folder = f"clients/{client.pk}"
    out.put(f"{folder}/client.json", [page(_client(client))])
    for part in PARTS:
        out.put(f"{folder}/{part.file}", _rows(part, client, scope))
    out.put(f"{folder}/letters.jsonl", _letters(client, scope))
    for message, raw in _raws(client, scope):
        out.put(_file_of(client, message), [raw])


def _client(client: Client) -> Row:
    contacts = Contact.objects.filter(client=client).order_by("name", "id")
    evidence = client.evidence.order_by("at", "id")
    return {
        **fields_of(client, CLIENT),
        "addresses": sorted(client.addresses.values_list("key", flat=True)),
        "contacts": [
            fields_of(it, CONTACT)
            | {"addresses": sorted(it.addresses.values_list("email", flat=True))}
            for it in contacts
        ],
        "evidence": [fields_of(it, EVIDENCE) for it in evidence],
    }


def _rows(part: Part, client: Client, scope: Scope) -> Iterator[bytes]:
    rows = part.model._default_manager.filter(client=client).order_by(*part.order)  # noqa: SLF001
    for row in rows.iterator(CHUNK):
        fields = part.fields + (part.own if scope.is_whole else ())
        said = _without_strangers(fields_of(row, fields), scope)
        if isinstance(row, Draft):
            said["tells"] = list(row.tells.order_by("id").values_list("id", flat=True))
            said["wins"] = list(row.wins.order_by("id").values_list("id", flat=True))
        yield line(said)


def _without_strangers(said: Row, scope: Scope) -> Row:
    return {name: scope.shown(it) if name in WHERE else it for name, it in said.items()}


def _letters(client: Client, scope: Scope) -> Iterator[bytes]:
    filings = Filing.objects.filter(client=client).select_related("message")
    for filing in filings.order_by("sent_at", "id").iterator(CHUNK):
        message = filing.message
        if _is_shared(message, scope):
            yield line(_shared(filing))
            continue
        is_there = Raw.objects.filter(message=message).exists()
        yield line(
            {
                **_without_strangers(fields_of(message, LETTER), scope),
                "is_word": filing.is_word,
                "is_shared": False,
                "sha256": message.digest,
                "file": _file_of(client, message) if is_there else None,
            }
        )


def _shared(filing: Filing) -> Row:
    """That there was a letter; whoever else it went to is not named, and its bytes would do so."""
    return {
        **fields_of(filing.message, ("id", "sent_at", "sent_offset", "is_mine")),
        "is_word": filing.is_word,
        "is_shared": True,
        "sha256": filing.message.digest,
        "file": None,
    }


def _is_shared(message: Message, scope: Scope) -> bool:
    """Whether a letter went to another client too."""
    if scope.is_whole:
        return False
    others = Filing.objects.filter(message=message).exclude(client__in=scope.ids)
    return others.exists() or any(scope.hides(address) for address in _addresses(message.people))


def _addresses(people: Iterable[Any]) -> Iterator[str]:
    for each in people:
        yield from [each] if isinstance(each, str) else _addresses(each)


def _raws(client: Client, scope: Scope) -> Iterator[tuple[Message, bytes]]:
    raws = Raw.objects.filter(message__filings__client=client).select_related("message")
    for raw in raws.order_by("message_id").iterator(LARGE_CHUNK):
        if not _is_shared(raw.message, scope):
            yield raw.message, unpack(bytes(raw.packed))


def _file_of(client: Client, message: Message) -> str:
    return f"clients/{client.pk}/letters/{message.pk}.eml"


def _entries(chain: Any) -> Iterator[bytes]:
    entries = Entry.objects.filter(chain=chain).order_by("seq").select_related("words")
    for entry in entries.iterator(CHUNK):
        yield line(_entry(entry))


def _entry(entry: Entry) -> Row:
    """Everything that is hashed, as it is hashed, and the text with its salt beside it."""
    words = getattr(entry, "words", None)
    return {
        "chain": str(entry.chain),
        "seq": entry.seq,
        "at": instant(entry.at),
        "by": str(entry.by or ""),
        "kind": entry.kind,
        "about": str(entry.about or ""),
        "facts": entry.facts,
        "text_digest": bytes(entry.text_digest or b"").hex(),
        "previous": bytes(entry.previous).hex(),
        "hash": bytes(entry.hash).hex(),
        "salt": bytes(words.salt or b"").hex() if words else "",
        "text": words.text if words else "",
        "erased_at": instant(words.erased_at) if words and words.erased_at else None,
    }
