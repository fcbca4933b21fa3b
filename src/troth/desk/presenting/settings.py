"""What a client is called, what kind they are, and who answers for them: read and shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from troth.desk.presenting.clients import KINDS
from troth.people.access import Viewer
from troth.people.models import Client, ClientKind, Member
from troth.people.queries import Known, client_known

LONGEST_NAME, LONGEST_KEY = 200, 320
MOST_DAYS = 366
MOST_CHOICES = 1_000

NO_NAME = "Say what the client is called."
LONG_NAME = f"A name can be {LONGEST_NAME} characters long. Shorten it."
NO_DAYS = f"Write a number of days from 1 to {MOST_DAYS}, or leave it empty."
NO_KIND = "Choose what kind of client this is."
NO_OWNER = "Choose who answers for this client."
NO_KEY = "“{}” is no address and no domain. Write acme.example or anna@post.example."

WHYS = {
    "kind": "A client is missed when silent. A customer is done after delivery.",
    "cadence_days": "Empty where none is expected.",
}

Form = dict[str, Any]
NO_FORM: Form = {"typed": {}, "wrong": {}}


@dataclass(slots=True)
class Said:
    """What was typed into the form of a client. `wrong` is empty where all of it can be used."""

    typed: dict[str, str]
    name: str = ""
    kind: str = ""
    cadence_days: int | None = None
    owner: Member | None = None
    keys: list[str] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def form(self) -> Form:
        return {"typed": self.typed, "wrong": self.wrong}

    def but(self, **wrong: str) -> Form:
        """The form again, with what only the action could know to be wrong."""
        return {"typed": self.typed, "wrong": self.wrong | wrong}


def read_client(post: Mapping[str, str], viewer: Viewer) -> Said:
    """Each field with its own sentence where it cannot be used."""
    names = ("name", "kind", "cadence", "owner", "addresses")
    said = Said({name: post.get(name, "").replace("\0", "").strip() for name in names})
    said.name = " ".join(said.typed["name"].split())
    if not said.name or len(said.name) > LONGEST_NAME:
        said.wrong["name"] = LONG_NAME if said.name else NO_NAME
    said.kind = said.typed["kind"]
    if said.kind not in ClientKind.values:
        said.wrong["kind"] = NO_KIND
    _read_days(said)
    said.owner = _member(viewer, said.typed["owner"])
    if said.owner is None:
        said.wrong["owner"] = NO_OWNER
    said.keys, unfit = keys_in(said.typed["addresses"])
    if unfit:
        said.wrong["addresses"] = NO_KEY.format(unfit)
    return said


def keys_in(typed: str) -> tuple[list[str], str]:
    """Domains and addresses, divided by commas or blanks, and the first that is none."""
    keys = [key.lower().removeprefix("@") for key in typed.replace(",", " ").split()]
    unfit = next((key for key in keys if not _is_key(key)), "")
    return keys, unfit


def settings_context(
    viewer: Viewer, client: Client | None, *, form: Form, kinds: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """What desk/client_edit.html needs, for a client that is there or a new one."""
    url = reverse("client_edit", args=(client.pk,)) if client else reverse("client_new")
    back = reverse("client", args=(client.pk,)) if client else reverse("clients")
    return {
        "heading": f"Settings of {client.name}" if client else "A new client",
        "above": {"name": client.name, "url": back} if client else None,
        "url": url,
        "cancel_url": back,
        "form": form,
        "kinds": [{"value": value, "label": label} for value, label in kinds],
        "members": [{"value": it.pk.hex, "label": it.name} for it in _members(viewer)],
        "why": _whys(client_known(client) if client else ()),
        "more": None,
    }


def _whys(known: Iterable[Known]) -> dict[str, str]:
    """The reason beside each field, with what letters suggest for it."""
    suggested = {it.field: it for it in known if it.asks or it.is_proposed}
    return {
        name: " ".join(filter(None, (WHYS.get(name, ""), _suggested(suggested.get(name)))))
        for name in ("name", "kind", "cadence_days")
    }


def _suggested(known: Known | None) -> str:
    if known is None:
        return ""
    value = known.asks or known.value
    if known.field == "kind":
        value = KINDS[ClientKind(value)].lower()
    elif known.field == "cadence_days":
        value = f"{value} days"
    return f"Letters suggest “{value}”{f': {known.sentence}' if known.sentence else '.'}"


def more_context(viewer: Viewer, client: Client, *, forms: Mapping[str, Form]) -> dict[str, Any]:
    """What else can be done with a client: more addresses, a contact, joining, an end."""
    others = viewer.clients().filter(merged_into=None).exclude(pk=client.pk).order_by("name")
    choices = others.values_list("pk", "name")[:MOST_CHOICES]
    return {
        "keys": sorted(client.addresses.values_list("key", flat=True)),
        "keys_form": forms.get("keys", NO_FORM),
        "keys_url": reverse("client_keys", args=(client.pk,)),
        "contact_form": forms.get("contact", NO_FORM),
        "contact_url": reverse("contact_new", args=(client.pk,)),
        "merge_form": forms.get("merge", NO_FORM),
        "merge_url": reverse("client_merge", args=(client.pk,)),
        "others": [
            {"value": "", "label": "Choose a client"},
            *({"value": pk.hex, "label": name} for pk, name in choices),
        ]
        if choices
        else [],
        "close_url": "" if client.closed_at else reverse("client_close", args=(client.pk,)),
        "delete_url": reverse("client_delete", args=(client.pk,)),
    }


def typed_of(client: Client) -> Form:
    """The form as the client is."""
    typed = {
        "name": client.name,
        "kind": client.kind,
        "cadence": str(client.cadence_days or ""),
        "owner": client.owner_id.hex,
    }
    return {"typed": typed, "wrong": {}}


def _read_days(said: Said) -> None:
    typed = said.typed["cadence"]
    if not typed:
        return
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) <= MOST_DAYS):
        said.wrong["cadence"] = NO_DAYS
    else:
        said.cadence_days = int(typed)


def _member(viewer: Viewer, typed: str) -> Member | None:
    return next((it for it in _members(viewer) if typed in (it.pk.hex, str(it.pk))), None)


def _members(viewer: Viewer) -> list[Member]:
    return list(Member.objects.filter(practice=viewer.practice_id, is_active=True).order_by("name"))


def _is_key(key: str) -> bool:
    local, _, domain = key.rpartition("@")
    is_whole = bool(local) == ("@" in key)
    return is_whole and "." in domain.strip(".") and len(key) <= LONGEST_KEY
