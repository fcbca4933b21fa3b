"""How members sign in: their passkeys, codes and sessions, and the tries of whoever is not in yet.

What is looked up before anybody is signed in is unique beyond one practice: nobody knows yet
whose practice it is.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from troth.web.ids import uuid7

if TYPE_CHECKING:
    from troth.people.sessions import SessionStore


class Passkey(models.Model):
    """A key that a member's device holds; Troth knows its public half.

    `credential` is its name in base64url. `host` is the name of the house it works at. `attested`
    is its public key as the device sent it. `count` is how often it signed, 0 where a device does
    not count.

    Source: W3C WebAuthn.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey("people.Practice", models.CASCADE)
    member = models.ForeignKey("people.Member", models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=100)
    host = models.CharField(max_length=253)
    credential = models.CharField(max_length=1400, unique=True)
    attested = models.BinaryField()
    count = models.PositiveBigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class CodeApp(models.Model):
    """An app that shows a new code every half minute. `secret` is sealed.

    `step` is the half minute of the last code that was used, so that none works twice. `added_at`
    is None until the member typed a first code.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey("people.Practice", models.CASCADE)
    member = models.OneToOneField("people.Member", models.CASCADE, related_name="code_app")
    secret = models.BinaryField()
    step = models.BigIntegerField(default=0)
    added_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"code app of {self.member_id}"


class RecoveryCode(models.Model):
    """A code on paper, for the day when the device is lost. Kept as its digest; it works once."""

    practice = models.ForeignKey("people.Practice", models.CASCADE)
    member = models.ForeignKey("people.Member", models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("practice", "member", "digest"), name="one_code"),
        )

    def __str__(self) -> str:
        return f"recovery code of {self.member_id}"


class Identity(models.Model):
    """Who a member is at the firm's own sign-in: `subject`, as `issuer` calls them for ever."""

    practice = models.ForeignKey("people.Practice", models.CASCADE)
    member = models.ForeignKey("people.Member", models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("issuer", "subject"), name="one_member_per_subject"),
            models.UniqueConstraint(fields=("member", "issuer"), name="one_subject_per_member"),
        )

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"


class Attempt(models.Model):
    """One try to sign in. `what` is the digest of what is counted: an address, a network."""

    what = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("what", "at"), name="attempts_at_what"),)

    def __str__(self) -> str:
        return f"{self.what[:8]} at {self.at:%H:%M}"


class Session(AbstractBaseSession):
    """A browser that is signed in as `member`, None before that. It ends when its row does.

    `seen_at` stands beside what the session holds: written there, it would be written back
    together with all else, and a page under way could open a curtain that was just drawn.
    """

    member = models.ForeignKey("people.Member", models.CASCADE, null=True, related_name="sessions")
    seen_at = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        from troth.people.sessions import SessionStore  # noqa: PLC0415  # it needs this model

        return SessionStore

    def said(self) -> dict[str, Any]:
        """What the session holds."""
        held: dict[str, Any] = self.get_decoded()
        return held
