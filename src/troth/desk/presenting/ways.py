"""Every way in that a member has, and what can be added."""

from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import qrcode  # type: ignore[import-untyped]
from django.urls import reverse
from markupsafe import Markup
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]
from sesame.utils import get_parameters

from troth.desk.presenting.moments import Moments
from troth.desk.presenting.signin import elsewhere, firm, passkey_form
from troth.people.access import Viewer
from troth.people.accounts import Passkey
from troth.people.passkeys import House
from troth.people.queries import Factors, factors

PAPER_LEFT_FEW = 3
GOES_TOO = "The password goes with it: nothing else stands beside it."


def ways_context(viewer: Viewer, at: datetime, *, house: House) -> dict[str, Any]:
    """What desk/signing_in.html needs."""
    held, moments = factors(viewer.member), Moments(viewer, at)
    return {
        "you_url": reverse("you"),
        "has_password": held.has_password,
        "password_url": reverse("password") if held.devices else "",
        "goes_too": GOES_TOO if held.has_password and held.devices == 1 else "",
        "password_drop_url": reverse("password_drop") if held.has_password else "",
        "passkeys": [_passkey(it, moments, house) for it in held.passkeys],
        "passkey": passkey_form("passkey_add") if house.has_passkeys else None,
        "elsewhere": "" if house.has_passkeys else _elsewhere(viewer, house),
        "has_code_app": held.has_code_app,
        "code_app_url": reverse("code_app"),
        "code_app_drop_url": reverse("code_app_drop") if held.has_code_app else "",
        "paper": _paper(held),
        "paper_url": reverse("paper_codes") if _needs_paper(held) else "",
        "firm": _firm(held),
    }


def square(says: str) -> Markup:
    """What a camera reads, as SVG on white: also on a dark page a camera wants dark on light."""
    drawn = BytesIO()
    qrcode.make(says, image_factory=SvgPathFillImage, border=4).save(drawn)
    svg = drawn.getvalue().decode()
    return Markup(svg[svg.index("<svg") :])  # noqa: S704  # made of our own characters only


def _elsewhere(viewer: Viewer, house: House) -> str:
    """This page under a name, with a link that signs in there: it is another house to a browser."""
    where, token = elsewhere(house), get_parameters(viewer.member)
    onward = {"next": reverse("signing_in")}
    return f"{where}?{urlencode(token | onward)}" if where else ""


def _passkey(held: Passkey, moments: Moments, house: House) -> dict[str, str]:
    added = f"Added {moments.on(held.added_at)}"
    used = f", last used {moments.on(held.used_at)}" if held.used_at else ", not used yet"
    where = "" if held.host == house.host else f" It works at {held.host} only."
    return {
        "name": held.name,
        "detail": f"{added}{used}.{where}",
        "drop_url": reverse("passkey_drop", args=(held.pk,)),
    }


def _needs_paper(held: Factors) -> bool:
    """They stand in for a device beside a password; without one they open nothing."""
    return bool(held.devices) and held.has_password


def _paper(held: Factors) -> str:
    if not held.paper_codes:
        return "You have none."
    left = f"{held.paper_codes} of them are left."
    return f"{left} Print new ones." if held.paper_codes < PAPER_LEFT_FEW else left


def _firm(held: Factors) -> str:
    """How the firm's own sign-in stands, "" where there is none."""
    name = firm()["name"]
    if not name:
        return ""
    if held.issuers:
        return f"{name} signs you in."
    return f"{name} signs you in from the first time that you choose it when signing in."
