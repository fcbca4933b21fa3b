"""What letters tell of a contact or of a client, and the words it rests on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Field(StrEnum):
    """What can be proposed. The first seventeen are a contact's, the last two a client's.

    Values: `GENDER` "f" or "m"; `LANGUAGE` two letters; `ADDRESS_FORM` "formal" or "informal";
    `ZONE` a name of the IANA database; `FLUENCY` "lay", "some" or "expert"; `RANK` "1" to "4", and
    1 can end the agreement; `REPORTS_TO` a name, or the words that say there is somebody; channels
    "phone", "message" or "mail", with the number where one is given; `IS_LIAISON` "yes"; `KIND`
    "client", "customer" or "prospect"; `CADENCE_DAYS` a number of days. Others are as written.
    """

    NAME = "name"
    TITLE = "title"
    GENDER = "gender"
    ROLE = "role"
    PHONE = "phone"
    ORGANISATION = "organisation"
    LANGUAGE = "language"
    ADDRESS_FORM = "address_form"
    ZONE = "zone"
    FLUENCY = "fluency"
    RANK = "rank"
    REPORTS_TO = "reports_to"
    USUAL_CHANNEL = "usual_channel"
    URGENT_CHANNEL = "urgent_channel"
    WEIGHS_ON = "weighs_on"
    IS_LIAISON = "is_liaison"
    KIND = "kind"
    CADENCE_DAYS = "cadence_days"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field's value as letters suggest it; nothing counts until a person says so.

    `sentence` is verbatim from the letter `message_id`: from its text, its signature or the name in
    its From. It is "" where the value was counted over several letters; `reason` then says in
    words what was counted, and `message_id` is the newest of them. `on` is the day that a sentence
    about `WEIGHS_ON` names.
    """

    field: Field
    value: str
    sentence: str
    message_id: str
    certainty: float
    reason: str = ""
    on: date | None = None
