"""What the page to sign in at offers."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from troth.people.accounts import Passkey
from troth.people.oidc import MisconfiguredError, provider_of
from troth.people.passkeys import House
from troth.people.queries import has_passwords


def ways_in(house: House) -> dict[str, Any]:
    """What anybody in this house can sign in with; of no one member does it tell anything."""
    has_keys = Passkey.objects.filter(member__is_active=True).exists()
    return {
        "has_passwords": has_passwords(),
        "password_url": reverse("signin_password"),
        "passkey": passkey_form("signin_passkey") if has_keys and house.has_passkeys else None,
        "elsewhere": elsewhere(house) if has_keys and not house.has_passkeys else "",
        "firm": firm(),
    }


def passkey_form(name: str) -> dict[str, str]:
    """The two addresses of a passkey: where to ask for the question, and where the answer goes."""
    return {"ask_url": reverse(f"{name}_ask"), "url": reverse(name)}


def elsewhere(house: House) -> str:
    """The same page under a name, where passkeys work; "" where there is none to be guessed."""
    if house.host not in {"127.0.0.1", "::1"}:
        return ""
    port = house.origin.rpartition(":")[2]
    return f"http://localhost:{port}{reverse('signin')}" if port.isdigit() else ""


def firm() -> dict[str, str]:
    """The firm's own sign-in; `trouble` says what is missing where it is half set up."""
    try:
        provider = provider_of(settings.OIDC)
    except MisconfiguredError as error:
        return {"name": "", "url": "", "trouble": str(error)}
    name = provider.name if provider else ""
    return {"name": name, "url": reverse("signin_firm") if provider else "", "trouble": ""}
