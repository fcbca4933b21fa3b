"""A client's record: every entry in words, and whether the chain is whole."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from troth.desk.frame import show
from troth.desk.presenting.moments import Moments
from troth.desk.presenting.record import entries, verified
from troth.desk.viewing import seen_by_member
from troth.people.access import NotFoundError, Viewer
from troth.record.queries import Told, check, of_chain

PAGE = 50
MOST_DIGITS = 18


@seen_by_member
def client_record(request: HttpRequest, viewer: Viewer, at: datetime, pk: UUID) -> HttpResponse:
    """The latest entries first."""
    client = viewer.client(pk)
    before = _before(request)
    told = of_chain(pk, practice=viewer.practice_id, most=PAGE + 1, before=before)
    shown = told[:PAGE]
    return show(
        request,
        viewer,
        "desk/client_record.html",
        title=f"Record of {client.name}",
        current="clients",
        about=client,
        client={"name": client.name, "url": reverse("client", args=(pk,))},
        verified=verified(check(pk)),
        entries=entries(shown, chain=pk, viewer=viewer, moments=Moments(viewer, at)),
        pager=_pager(shown, pk) if len(told) > PAGE else None,
    )


def _before(request: HttpRequest) -> int | None:
    """Raises NotFoundError for a made-up place."""
    asked = request.GET.get("before")
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS):
        raise NotFoundError
    return int(asked)


def _pager(shown: list[Told], pk: UUID) -> dict[str, str]:
    return {
        "words": f"{len(shown)} entries on this page.",
        "previous_url": "",
        "next_url": f"{reverse('client_record', args=(pk,))}?before={shown[-1].seq}",
    }
