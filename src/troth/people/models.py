"""Practice, members, clients and the people there."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from troth.people import accounts  # noqa: F401  # how members sign in: this app's tables too
from troth.web.ids import uuid7


class Practice(models.Model):
    """The firm, or the one consultant. Every row belongs to one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=64, default="UTC")
    is_demo = models.BooleanField(default=False)
    founded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    OWNER = "owner"
    COLLEAGUE = "colleague"


class MemberManager(BaseUserManager["Member"]):
    def get_by_natural_key(self, username: str | None) -> "Member":
        return self.get(email=username)


class Member(AbstractBaseUser):
    """A consultant of the practice, who signs in.

    `zone` is where their days end. Their addresses for mail are in `MemberAddress`; `email` is the
    one they sign in with.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="members")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, default=Role.OWNER)
    zone = models.CharField(max_length=64, default="UTC")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[MemberManager] = MemberManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class MemberAddress(models.Model):
    """One of the addresses that a member writes from, in lower case."""

    practice = models.ForeignKey(Practice, models.CASCADE)
    member = models.ForeignKey(Member, models.CASCADE, related_name="addresses")
    email = models.CharField(max_length=320)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("practice", "email"), name="one_member_per_address"),
        )

    def __str__(self) -> str:
        return self.email


class Grant(models.Model):
    """Leave that a provider gave to read and send a member's mail, in place of a password.

    `provider` names one of `people.oauth.providers`; `account` is the address that it is for. Both
    tokens are sealed. `trouble` says why it no longer holds, "" while it does.

    Source: RFC 6749 (OAuth 2.0).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    member = models.ForeignKey(Member, models.CASCADE, related_name="grants")
    provider = models.CharField(max_length=40)
    account = models.CharField(max_length=320)
    scopes = models.CharField(max_length=1000, blank=True)
    refresh_token = models.BinaryField(null=True)
    access_token = models.BinaryField(null=True)
    access_until = models.DateTimeField(null=True)
    given_at = models.DateTimeField()
    trouble = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "member", "provider", "account"), name="one_grant"
            ),
        )

    def __str__(self) -> str:
        return f"{self.provider}: {self.account}"


class ClientKind(models.TextChoices):
    """A client has a running agreement; a customer one sale; a prospect none yet; a former had."""

    CLIENT = "client"
    CUSTOMER = "customer"
    PROSPECT = "prospect"
    FORMER = "former"


class Client(models.Model):
    """Whom we work for.

    `cadence_days` is after how many days of silence the next word is due; None where none is
    expected. `owner` is the one member who answers for the client.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="clients")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="clients")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, default=ClientKind.CLIENT)
    cadence_days = models.PositiveSmallIntegerField(null=True, default=14)
    since_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    class Meta:
        indexes = (models.Index(fields=("practice", "owner", "name"), name="clients_of_owner"),)

    def __str__(self) -> str:
        return self.name


class ClientAddress(models.Model):
    """A domain, or with a freemail house one address, whose mail is this client's."""

    practice = models.ForeignKey(Practice, models.CASCADE)
    client = models.ForeignKey(Client, models.CASCADE, related_name="addresses")
    key = models.CharField(max_length=320)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("practice", "key"), name="one_client_per_address"),
        )

    def __str__(self) -> str:
        return self.key


class Fluency(models.TextChoices):
    LAY = "lay"
    SOME = "some"
    EXPERT = "expert"


class AddressForm(models.TextChoices):
    FORMAL = "formal"
    INFORMAL = "informal"


class Contact(models.Model):
    """A person at a client. Every field is empty until it is proposed from mail or asked for.

    `rank` is 1 to 4, and 1 can end the agreement. `gender` is for greetings only, and only where a
    letter says it. What a field rests on stands in `Evidence`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE)
    client = models.ForeignKey(Client, models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=100, blank=True)
    gender = models.CharField(max_length=1, blank=True)
    role = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=64, blank=True)
    rank = models.PositiveSmallIntegerField(null=True)
    reports_to = models.ForeignKey("self", models.SET_NULL, null=True)
    fluency = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=10, blank=True)
    address_form = models.CharField(max_length=10, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    usual_channel = models.CharField(max_length=200, blank=True)
    urgent_channel = models.CharField(max_length=200, blank=True)
    weighs_on = models.CharField(max_length=500, blank=True)
    is_liaison = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(rank__gte=1, rank__lte=4), name="rank_is_1_to_4"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ContactAddress(models.Model):
    """An address of a contact, in lower case.

    Letters to it come back since `bounced_since`, at last at `bounced_at`, for what the mail server
    wrote in `bounce_said`; None and "" while they arrive.
    """

    practice = models.ForeignKey(Practice, models.CASCADE)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="addresses")
    email = models.CharField(max_length=320)
    bounced_since = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    bounce_said = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("practice", "email"), name="one_contact_per_address"),
        )
        indexes = (
            models.Index(
                fields=("contact",),
                name="addresses_that_bounce",
                condition=Q(bounced_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.email


class EvidenceState(models.TextChoices):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class Evidence(models.Model):
    """What a field of a contact or of a client rests on.

    `sentence` stands in the letter `source`, an opaque reference; both are empty where a member
    said it. A declined value is never proposed again.
    """

    practice = models.ForeignKey(Practice, models.CASCADE)
    client = models.ForeignKey(Client, models.CASCADE, related_name="evidence")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="evidence")
    field = models.CharField(max_length=40)
    value = models.CharField(max_length=500)
    sentence = models.TextField(blank=True)
    source = models.CharField(max_length=64, blank=True)
    certainty = models.FloatField(default=1.0)
    state = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("client", "contact", "field"), name="evidence_of_field"),)

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
