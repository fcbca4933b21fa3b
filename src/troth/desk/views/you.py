"""The member's own page."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.desk.frame import show, tell
from troth.desk.viewing import seen_by_member
from troth.people.access import Viewer
from troth.people.actions.founding import AddressTakenError, UnfitError, introduce
from troth.people.models import Role
from troth.people.placeholder import is_placeholder

FIELDS = ("name", "email", "zone")

UNKNOWN = "Troth does not know your mail address yet. Without it no promise of yours is found."


@seen_by_member
def you(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    """How the member is called, where they write from, and where their days end."""
    if request.method != "POST":
        return _page(request, viewer, _known(viewer), wrong={})
    typed = {field: request.POST.get(field, "") for field in FIELDS}
    try:
        introduce(viewer.member, **typed, by=viewer.member, at=at)
    except UnfitError as error:
        return _page(request, viewer, typed, wrong={error.field: str(error)})
    except AddressTakenError as error:
        return _page(request, viewer, typed, wrong={"email": str(error)})
    tell(request, "Kept.")
    return HttpResponseRedirect(reverse("today"))


def _known(viewer: Viewer) -> dict[str, str]:
    member = viewer.member
    email = "" if is_placeholder(member.email) else member.email
    return {"name": member.name, "email": email, "zone": member.zone}


def _ways(viewer: Viewer) -> list[dict[str, str]]:
    """The pages about the member that stand beside this one."""
    ways = [
        ("signing_in", "How you sign in", "Passkeys, a password, codes"),
        ("sessions", "Where you are signed in", "Every browser, and how to sign it out"),
    ]
    if viewer.member.role == Role.OWNER:
        ways.append(("members", "Members", "Who belongs to the practice"))
    return [{"url": reverse(name), "label": label, "detail": says} for name, label, says in ways]


def _page(
    request: HttpRequest, viewer: Viewer, typed: dict[str, str], *, wrong: dict[str, str]
) -> HttpResponse:
    emails = viewer.member.addresses.order_by("email").values_list("email", flat=True)
    others = [it for it in emails if it != viewer.member.email and not is_placeholder(it)]
    return show(
        request,
        viewer,
        "desk/you.html",
        title="You",
        why=UNKNOWN if is_placeholder(viewer.member.email) else "",
        form={"typed": typed, "wrong": wrong},
        others=others,
        ways=_ways(viewer),
        url=reverse("you"),
        cancel_url=reverse("today"),
        status=422 if wrong else 200,
    )
