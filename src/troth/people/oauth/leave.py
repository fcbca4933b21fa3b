"""Leave that was just given, and a sign-in that is under way; nothing of either is stored yet."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from troth.people.models import Member
from troth.people.oauth.device import DeviceCode
from troth.people.oauth.loopback import Journey
from troth.people.oauth.providers import Provider
from troth.people.oauth.secret import AccessToken
from troth.people.oauth.tokens import Tokens
from troth.people.sealing import SealBrokenError, seal, unseal

TABLE = "signing_in"


@dataclass(frozen=True, slots=True)
class Leave:
    """What `provider` gave for the mailbox of `account`."""

    provider: Provider
    account: str
    tokens: Tokens

    @property
    def secret(self) -> AccessToken:
        return AccessToken(self.tokens.access)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A sign-in that a session waits for: a code that is typed somewhere, or a way there and back.

    `provider` is its name. `then` is what the session is to do afterwards, in plain values.
    """

    provider: str
    account: str
    way: DeviceCode | Journey
    then: dict[str, Any]


def sealed(under_way: UnderWay, *, by: Member) -> str:
    """As a session may keep it: whoever reads it there cannot go on with it."""
    way = asdict(under_way.way)
    if isinstance(under_way.way, DeviceCode):
        way["until"] = under_way.way.until.isoformat()
    said = {"provider": under_way.provider, "account": under_way.account, "then": under_way.then}
    text = json.dumps(said | {"way": way})
    return b64encode(seal(text, practice=by.practice_id, table=TABLE, row=by.pk)).decode()


def unsealed(kept: str, *, by: Member) -> UnderWay | None:
    """What was sealed for this member; None where it is nothing of theirs."""
    try:
        text = unseal(b64decode(kept), practice=by.practice_id, table=TABLE, row=by.pk)
    except (SealBrokenError, ValueError):
        return None
    said = json.loads(text)
    return UnderWay(said["provider"], said["account"], _way(said["way"]), said["then"])


def _way(said: dict[str, Any]) -> DeviceCode | Journey:
    if "state" in said:
        return Journey(**said)
    return DeviceCode(**said | {"until": datetime.fromisoformat(said["until"])})
