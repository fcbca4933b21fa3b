"""What a search found, line by line, with the words lit that were looked for."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from troth.desk.presenting.events import MATTERS as MATTERS_IN_WORDS
from troth.desk.presenting.events import OF_CLIENTS, OF_MATTERS
from troth.desk.presenting.moments import Moments
from troth.people.access import Viewer
from troth.people.models import Client
from troth.promises.models import Matter
from troth.pure.letter.shown_words import visible_line
from troth.record.queries import kinds_of
from troth.search.asking import Asked, asked
from troth.search.kinds import KINDS
from troth.search.lighting import lit
from troth.search.queries import Hit, Page, Within, find
from troth.web.addresses import address, page

IN_WORDS = {
    "": "Everything",
    "letters": "Letters",
    "notes": "Notes and good news",
    "promises": "Promises, asks and needs",
    "record": "The record",
}
"""What can be looked through."""

OF_KIND = {
    "letter": "Letter",
    "draft": "Drafted letter",
    "note": "Note",
    "win": "Good news",
    "promise": "Promise",
    "ask": "Ask",
    "need": "Need",
}

LONGEST_TITLE, LONGEST_WORDS = 110, 220
"""Code points."""

HOW = {
    "words": "Letters, notes, promises and the record are looked through, the newest first.",
    "more": "All words must be there. “Several words” in quotes stand in a row, and -word leaves"
    " out what has it.",
}
NOTHING = {
    "words": "Nothing has all of these words.",
    "more": "Of letters, what was written new in them is looked through, their subject, and who"
    " wrote to whom.",
}


class Looked(NamedTuple):
    """What somebody looks for, and where."""

    typed: str
    client: Client | None = None
    kind: str = ""
    before: int | None = None

    def query(self, **changes: str) -> str:
        """The address of the same search, otherwise."""
        said = {"q": self.typed, "kind": self.kind}
        said |= {"client": str(self.client.pk) if self.client else ""} | changes
        return f"{page('search')}?{urlencode({name: it for name, it in said.items() if it})}"


def looked_for(looked: Looked, viewer: Viewer, *, moments: Moments) -> dict[str, Any]:
    """As desk/search.html reads it."""
    meant = asked(looked.typed)
    found = find(meant, _within(looked, viewer), before=looked.before)
    client = looked.client
    return {
        "typed": looked.typed,
        "url": page("search"),
        "client": {
            "id": str(client.pk),
            "name": client.name,
            "all_url": looked.query(client="") if viewer.only is None else "",
        }
        if client
        else None,
        "kinds": _kinds(looked),
        "hits": _lines(found, meant, viewer, moments=moments),
        "empty": None if found.hits else (HOW if meant.is_empty else NOTHING),
        "pager": _pager(looked, found),
    }


def _within(looked: Looked, viewer: Viewer) -> Within:
    """Behind the curtain one client alone, and nothing that is another's too."""
    client = looked.client.pk if looked.client else viewer.only
    kinds = KINDS.get(looked.kind, ())
    is_alone = viewer.only is not None
    return Within(viewer.practice_id, client, is_alone=is_alone, kinds=kinds)


def _kinds(looked: Looked) -> list[dict[str, Any]]:
    return [
        {"value": name, "label": words, "is_chosen": name == looked.kind}
        for name, words in IN_WORDS.items()
    ]


def _lines(found: Page, meant: Asked, viewer: Viewer, *, moments: Moments) -> list[dict[str, Any]]:
    names = _names(found, viewer)
    acts = kinds_of(it.row.int for it in found.hits if it.kind == "entry")
    about = [it.about for it in found.hits if it.about is not None]
    there = Matter.objects.filter(pk__in=about, client__in=viewer.clients())
    matters = set(there.values_list("pk", flat=True)) if about else set()
    return [
        _line(it, meant, names, kind=acts.get(it.row.int, ""), matters=matters, moments=moments)
        for it in found.hits
    ]


def _line(  # noqa: PLR0913  # what is shown, and what is known about it
    hit: Hit,
    meant: Asked,
    names: Mapping[UUID, str],
    *,
    kind: str,
    matters: set[UUID],
    moments: Moments,
) -> dict[str, Any]:
    title, words = visible_line(hit.title), visible_line(hit.words)
    named = ", ".join(names[it] for it in hit.clients if it in names)
    what = OF_KIND.get(hit.kind) or _act(kind)
    return {
        "url": _url(hit, kind=kind, matters=matters),
        "title": lit(title or words or "Without words", meant, most=LONGEST_TITLE),
        "words": lit(words, meant, most=LONGEST_WORDS) if title and words else [],
        "detail": f"{what}, {named}" if named else what,
        "when": moments.when(hit.at),
    }


def _act(kind: str) -> str:
    """What an entry tells, without its words."""
    noun, _, verb = kind.partition(".")
    if noun in MATTERS_IN_WORDS:
        return f"{MATTERS_IN_WORDS[noun]}: {OF_MATTERS.get(verb, verb).lower()}"
    return OF_CLIENTS.get(kind) or "Record"


def _url(hit: Hit, *, kind: str, matters: set[UUID]) -> str:
    """The page that shows it; of an entry that of its promise, else its client's record."""
    if hit.kind in ("letter", "draft", "note"):
        return address(hit.kind, hit.row)
    if hit.kind in ("promise", "ask", "need"):
        return address("matter", hit.row)
    if hit.kind == "win":
        return address("client", hit.clients[0])
    if hit.about in matters and hit.about is not None:
        return address("matter", hit.about)
    if kind.startswith("contact.") and hit.about is not None:
        return address("contact", hit.about)
    return address("client_record", hit.clients[0])


def _names(found: Page, viewer: Viewer) -> dict[UUID, str]:
    wanted = {client for it in found.hits for client in it.clients}
    return dict(viewer.clients().filter(pk__in=wanted).values_list("pk", "name"))


def _pager(looked: Looked, found: Page) -> dict[str, str] | None:
    if found.before is None:
        return None
    return {
        "words": f"{len(found.hits)} on this page, the newest first.",
        "previous_url": "",
        "next_url": looked.query(before=str(found.before)),
    }
