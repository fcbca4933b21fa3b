"""The list of clients: one line each, by kind, by name, found by what was typed."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from troth.agenda.models import Line
from troth.agenda.telling import Days, TodayLine, told
from troth.people.access import Viewer
from troth.people.models import Client, ClientKind, Contact
from troth.web.days import count_words

PAGE = 100
"""Clients on one page."""

ORDER = (ClientKind.CLIENT, ClientKind.CUSTOMER, ClientKind.PROSPECT, ClientKind.FORMER)
TITLES = ("Clients", "Customers", "Not clients yet", "Clients no more")
KEPT_KINDS = (
    (ClientKind.CLIENT, "a client, with a running agreement"),
    (ClientKind.CUSTOMER, "a customer, with one sale"),
    (ClientKind.PROSPECT, "not a client yet"),
    (ClientKind.FORMER, "a client no more"),
)

EMPTY = {
    "words": "No client yet.",
    "more": "Clients are proposed from your mail when you connect a mailbox.",
}
NONE_FOUND = {"words": "Nobody is called so.", "more": "Names and mail addresses were looked at."}


def listed(viewer: Viewer, *, typed: str, after: Client | None, at: datetime) -> dict[str, Any]:
    """A page of clients, as desk/clients.html reads it. Three queries, with a search four."""
    found = _matching(viewer, typed)
    rows = list(_behind(_ordered(found), after)[: PAGE + 1])
    shown, more = rows[:PAGE], len(rows) > PAGE
    zone = ZoneInfo(viewer.member.zone)
    days = Days(at.astimezone(zone).date(), zone)
    groups = [
        {
            "title": title,
            "rows": [_row(it, viewer, days=days) for it in shown if it.kind == kind],
        }
        for kind, title in zip(ORDER, TITLES, strict=True)
    ]
    return {
        "summary": _summary(viewer),
        "search": {"typed": typed, "url": reverse("clients"), "words": _found(found, typed)},
        "groups": [group for group in groups if group["rows"]],
        "pager": _pager(typed, shown, more=more),
        "empty": NONE_FOUND if typed else EMPTY,
    }


def _matching(viewer: Viewer, typed: str) -> QuerySet[Client]:
    clients = viewer.clients().filter(merged_into=None)
    if not typed:
        return clients
    person = Contact.objects.filter(client=OuterRef("pk")).filter(
        Q(name__icontains=typed) | Q(addresses__email__icontains=typed)
    )
    by_address = Q(addresses__key__icontains=typed)
    named = clients.filter(Q(name__icontains=typed) | Exists(person) | by_address)
    return viewer.clients().filter(pk__in=named.values("pk"))


def _ordered(clients: QuerySet[Client]) -> QuerySet[Client]:
    ranks = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(ORDER)]
    place = Case(*ranks, default=Value(len(ORDER)), output_field=IntegerField())
    rows = clients.annotate(place=place).select_related("owner", "line")
    return rows.order_by("place", "name", "pk")


def _behind(clients: QuerySet[Client], after: Client | None) -> QuerySet[Client]:
    """Keyset paging: what stands behind a client in the order."""
    if after is None:
        return clients
    place = ORDER.index(ClientKind(after.kind))
    same = Q(place=place, name=after.name, pk__gt=after.pk)
    return clients.filter(Q(place__gt=place) | Q(place=place, name__gt=after.name) | same)


def _row(client: Client, viewer: Viewer, *, days: Days) -> dict[str, Any]:
    """A client's name with what matters most about them."""
    line = _line(client, days=days)
    whose = "" if client.owner_id == viewer.member.pk else f"{client.owner.name} answers for them."
    said = line.word if line and client.closed_at is None else ""
    return {
        "words": client.name,
        "url": reverse("client", args=(client.pk,)),
        "when": None,
        "tone": "late" if line and line.is_urgent and said else "",
        "detail": " ".join(filter(None, (said, line.overdue if line else "", whose))),
    }


def _line(client: Client, *, days: Days) -> TodayLine | None:
    try:
        line: Line = client.line
    except Line.DoesNotExist:
        return None
    return told(client.pk, line.band, line.words, days=days)


def _summary(viewer: Viewer) -> str:
    rows = viewer.clients().filter(merged_into=None).values_list("kind").annotate(Count("pk"))
    counts = dict(rows.order_by())
    said = (
        (ClientKind.CLIENT, "client", "clients"),
        (ClientKind.CUSTOMER, "customer", "customers"),
        (ClientKind.PROSPECT, "not a client yet", "not clients yet"),
        (ClientKind.FORMER, "a client no more", "clients no more"),
    )
    parts = [count_words(counts[kind], one, many) for kind, one, many in said if kind in counts]
    return f"{', '.join(parts)}." if parts else ""


def _found(clients: QuerySet[Client], typed: str) -> str:
    return f"{count_words(clients.count(), 'client')} with “{typed}” in them." if typed else ""


def _pager(typed: str, shown: list[Client], *, more: bool) -> dict[str, str] | None:
    if not more:
        return None
    query = {"after": str(shown[-1].pk), **({"q": typed} if typed else {})}
    return {
        "words": f"{len(shown)} on this page.",
        "previous_url": "",
        "next_url": f"{reverse('clients')}?{urlencode(query)}",
    }
