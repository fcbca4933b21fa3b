"""Clients, contacts and what is known of them; members and what they sign in with."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from troth.people.access import NotFoundError, Viewer, one
from troth.people.accounts import CodeApp, Passkey, RecoveryCode, Session
from troth.people.fields import CLIENT_FIELDS, FIELDS
from troth.people.models import Client, Contact, Evidence, EvidenceState, Member, Role


@dataclass(frozen=True, slots=True)
class Known:
    """A field of a contact or of a client as a page shows it.

    `is_proposed` is true where no member has said that it is right; then `sentence` says what it
    rests on, and `source` which letter. `asks` is what letters suggest and only a member can turn
    into a value: "meine Chefin" of somebody nobody has named.
    """

    field: str
    meaning: str
    value: str
    is_proposed: bool = False
    sentence: str = ""
    source: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A contact with their addresses and every field."""

    contact: Contact
    addresses: tuple[str, ...]
    fields: tuple[Known, ...]


def contacts(viewer: Viewer) -> QuerySet[Contact]:
    """Every contact that may be seen."""
    return Contact.objects.filter(client__in=viewer.clients())


def contact(viewer: Viewer, pk: UUID | str) -> Contact:
    """Raises NotFoundError."""
    return one(contacts(viewer).select_related("client"), pk)


def people_of(client: Client) -> list[Person]:
    """The contacts of a client the viewer may see, those of rank 1 first. Three queries."""
    rows = Contact.objects.filter(client=client).select_related("reports_to")
    everybody = sorted(rows.prefetch_related("addresses"), key=_by_rank)
    evidence: dict[UUID, dict[str, Evidence]] = defaultdict(dict)
    held = Evidence.objects.filter(client=client, contact__isnull=False)
    for it in held.exclude(state=EvidenceState.DECLINED).order_by("at"):
        if it.contact_id:
            evidence[it.contact_id][it.field] = it
    return [_person(it, evidence[it.pk]) for it in everybody]


def person(viewer: Viewer, pk: UUID | str) -> Person:
    """One contact. Raises NotFoundError."""
    held = contact(viewer, pk)
    evidence = held.evidence.exclude(state=EvidenceState.DECLINED).order_by("at")
    return _person(held, {it.field: it for it in evidence})


def client_known(client: Client) -> tuple[Known, ...]:
    """Every field of a client the viewer may see, with what it rests on. One query."""
    held = Evidence.objects.filter(client=client, contact=None)
    rows = held.exclude(state=EvidenceState.DECLINED).order_by("at")
    evidence = {it.field: it for it in rows}
    return tuple(
        _known(name, meaning, _value(client, name), evidence.get(name))
        for name, meaning in CLIENT_FIELDS.items()
    )


def _person(held: Contact, evidence: dict[str, Evidence]) -> Person:
    addresses = tuple(it.email for it in held.addresses.all())
    known = (
        _known(name, meaning, _value(held, name), evidence.get(name))
        for name, meaning in FIELDS.items()
    )
    return Person(held, addresses, tuple(known))


def _known(field: str, meaning: str, value: str, evidence: Evidence | None) -> Known:
    if evidence is None:
        return Known(field, meaning, value)
    said = (evidence.sentence, evidence.source)
    if evidence.state == EvidenceState.CONFIRMED:
        return Known(field, meaning, value, False, *said) if value else Known(field, meaning, "")
    if value != evidence.value:
        return Known(field, meaning, value, False, *said, asks=evidence.value)
    return Known(field, meaning, value, True, *said)


def _value(held: Contact | Client, field: str) -> str:
    value = getattr(held, field)
    if field == "is_liaison":
        return "yes" if value else ""
    return "" if value is None else str(value)


def _by_rank(held: Contact) -> tuple[int, str]:
    return held.rank or 9, held.name.casefold()


@dataclass(frozen=True, slots=True)
class Factors:
    """What a member signs in with. `paper_codes` are those that were not used yet."""

    has_password: bool
    passkeys: tuple[Passkey, ...]
    has_code_app: bool
    paper_codes: int
    issuers: tuple[str, ...]

    @property
    def devices(self) -> int:
        """How many things there are that a password can stand beside."""
        return len(self.passkeys) + self.has_code_app

    def passkeys_at(self, host: str) -> list[Passkey]:
        return [it for it in self.passkeys if it.host == host]


WITH_DEVICE = Q(Exists(Passkey.objects.filter(member=OuterRef("pk")))) | Q(
    Exists(CodeApp.objects.filter(member=OuterRef("pk"), added_at__isnull=False))
)
"""Members who hold a passkey or an app that shows codes: a password counts beside one only."""


def has_device(member: Member) -> bool:
    """Whether a password of theirs would have something beside it."""
    return Member.objects.filter(WITH_DEVICE, pk=member.pk).exists()


def has_passwords() -> bool:
    """Whether a password signs anybody in, of whatever practice."""
    there = Member.objects.filter(WITH_DEVICE, is_active=True)
    return there.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()


def factors(member: Member) -> Factors:
    """Four queries."""
    return Factors(
        has_password=member.has_usable_password(),
        passkeys=tuple(Passkey.objects.filter(member=member).order_by("added_at")),
        has_code_app=CodeApp.objects.filter(member=member, added_at__isnull=False).exists(),
        paper_codes=RecoveryCode.objects.filter(member=member, used_at=None).count(),
        issuers=tuple(member.identities.order_by("issuer").values_list("issuer", flat=True)),
    )


def sessions(member: Member, *, at: datetime) -> list[Session]:
    """Those that have not ended at `at`."""
    return list(Session.objects.filter(member=member, expire_date__gt=at))


def members(viewer: Viewer) -> QuerySet[Member]:
    """Everybody of the practice who has not left, for its owners. Raises NotFoundError."""
    if viewer.member.role != Role.OWNER:
        raise NotFoundError
    rows = Member.objects.filter(practice_id=viewer.practice_id, is_active=True)
    return rows.annotate(client_count=Count("clients")).order_by("name", "email")


def member(viewer: Viewer, pk: UUID | str) -> Member:
    """One of them. Raises NotFoundError."""
    return one(members(viewer), pk)
