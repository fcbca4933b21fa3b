"""Passkeys, checked by the fido2 library: what a browser is asked, and whether its answer holds.

Plain values in, plain values out; whose passkeys these are is not known here.

Source: W3C WebAuthn.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

Asked = dict[str, Any]
"""What the browser gets, as JSON, and what the session keeps of it until the answer."""


REFUSED = "The passkey did not answer as it should. Try again, or another way."


class PasskeyRefusedError(Exception):
    """What the browser sent is no answer to what it was asked."""

    def __init__(self, sentence: str = REFUSED) -> None:
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class House:
    """Where the pages are: the origin that a browser names, like https://desk.example."""

    origin: str

    @property
    def host(self) -> str:
        return urlsplit(self.origin).hostname or ""

    @property
    def has_passkeys(self) -> bool:
        """A passkey belongs to a name, and a browser gives it to a safe page only."""
        if is_number(self.host):
            return False
        return self.origin.startswith("https://") or self.host == "localhost"

    def server(self) -> Fido2Server:
        entity = PublicKeyCredentialRpEntity(name="Troth", id=self.host)
        return Fido2Server(entity, verify_origin=lambda origin: origin == self.origin)


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey: its name in base64url, and its public half."""

    credential: str
    attested: bytes
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser says at signing in, before it is checked."""

    credential: str
    count: int
    said: Any


def is_number(host: str) -> bool:
    """An address in numbers, of which no passkey can be made."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def ask_to_make(
    house: House, *, handle: bytes, email: str, name: str, held: Iterable[str]
) -> tuple[Asked, Asked]:
    """What a browser is asked for a new passkey, and what to keep until it answers.

    `handle` is how the device names the member; of `held` it makes no second one.
    """
    asked, state = house.server().register_begin(
        PublicKeyCredentialUserEntity(name=email, id=handle, display_name=name),
        [_descriptor(it) for it in held],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(asked), state


def made(house: House, state: Asked, said: object) -> Made:
    """The passkey that the browser made. Raises PasskeyRefusedError."""
    try:
        told = house.server().register_complete(state, said)  # type: ignore[arg-type]
    except Exception as error:  # fido2 fails in its own way on each odd byte
        raise PasskeyRefusedError from error
    held = told.credential_data
    if held is None:
        raise PasskeyRefusedError
    return Made(websafe_encode(held.credential_id), bytes(held), told.counter)


def ask_to_sign(house: House, *, held: Iterable[str] | None) -> tuple[Asked, Asked]:
    """What a browser is asked at signing in, and what to keep until it answers.

    With `held` None any passkey for this house will do, if the device makes sure who holds it:
    there is no password beside it.
    """
    must = UserVerificationRequirement.REQUIRED
    may = UserVerificationRequirement.PREFERRED
    asked, state = house.server().authenticate_begin(
        None if held is None else [_descriptor(it) for it in held],
        user_verification=must if held is None else may,
    )
    return dict(asked), state


def answer(said: object) -> Answer:
    """Which passkey a browser says it is. Raises PasskeyRefusedError."""
    try:
        read = AuthenticationResponse.from_dict(said)  # type: ignore[call-overload]
        count = read.response.authenticator_data.counter
        return Answer(websafe_encode(read.raw_id), count, said)
    except Exception as error:  # fido2 fails in its own way on each odd byte
        raise PasskeyRefusedError from error


def check(house: House, state: Asked, given: Answer, attested: bytes) -> None:
    """That the holder of this public key gave the answer, here and now.

    Raises PasskeyRefusedError.
    """
    try:
        held = [AttestedCredentialData(attested)]
        house.server().authenticate_complete(state, held, given.said)
    except Exception as error:  # fido2 fails in its own way on each odd byte
        raise PasskeyRefusedError from error


def _descriptor(credential: str) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(
        type=PublicKeyCredentialType.PUBLIC_KEY, id=websafe_decode(credential)
    )
