"""How a letter leaves the desk for the person's own mail program."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header

from troth.people.models import Member
from troth.people.placeholder import is_placeholder
from troth.pure.letter import Address
from troth.pure.wording import Draft as Letter
from troth.pure.wording import eml, mailto
from troth.updates.models import Draft

SAFE_NAME = 60
IN_PLACE = {"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML"}


def as_link(request: HttpRequest, held: Draft, *, page: str) -> HttpResponse | None:
    """The answer that opens the mail program, None where the letter is too long for a link.

    A form may not lead to a mailto address (the content policy forbids it), so htmx goes there;
    without it the letter's page is shown. Raises UnusableAddressError.
    """
    link = mailto(held.to, subject=held.subject, body=held.body)
    return None if link is None else gone_to(request, link, without_script=page)


def gone_to(request: HttpRequest, url: str, *, without_script: str = "") -> HttpResponse:
    """The whole page goes there, also where htmx asked for a part of one."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(without_script or url)


def as_file(held: Draft, *, by: Member, at: datetime) -> HttpResponse:
    """The letter as a file that mail programs open for writing. Raises UnusableAddressError."""
    letter = Letter(held.subject, held.body, held.language)
    to = Address(email=held.to, name=held.contact.name if held.contact else "")
    content = eml(
        letter,
        sender=Address(email=_own(by), name=by.name),
        to=to,
        message_id=held.message_id,
        at=at,
    )
    name = "".join(it if it.isalnum() else " " for it in held.client.name)[:SAFE_NAME]
    disposition = content_disposition_header(True, f"Letter to {' '.join(name.split())}.eml")
    return HttpResponse(
        content,
        content_type="message/rfc822",
        headers={"Content-Disposition": disposition or "attachment"},
    )


def in_its_place(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """A page as the answer to htmx that expected none: it takes the place of the one shown."""
    if request.headers.get("HX-Request"):
        page.status_code = 200
        for name, value in IN_PLACE.items():
            page.headers[name] = value
    return page


def _own(member: Member) -> str:
    """An address that the member writes from."""
    if not is_placeholder(member.email):
        return member.email
    own = member.addresses.values_list("email", flat=True).order_by("pk")
    return next((it for it in own if not is_placeholder(it)), member.email)
