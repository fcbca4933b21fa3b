"""The fields of a contact and of a client."""

from troth.people.models import AddressForm, ClientKind, Fluency

FIELDS = {
    "name": "what they are called",
    "title": "their title",
    "gender": "f, m or nothing, for greetings",
    "role": "what they do",
    "phone": "their telephone number",
    "rank": "1 to 4; 1 can end the agreement",
    "reports_to": "whom they report to",
    "fluency": "lay, some or expert",
    "language": "the two letters of a language",
    "address_form": "formal or informal",
    "zone": "a time zone like Europe/Berlin",
    "usual_channel": "how they are usually reached",
    "urgent_channel": "how they are reached when it is urgent",
    "weighs_on": "what weighs on them",
    "is_liaison": "yes or no",
}
"""Every field of a contact, with what may stand in it."""

CHOICES = {
    "gender": ("", "f", "m"),
    "rank": ("", "1", "2", "3", "4"),
    "fluency": ("", *Fluency.values),
    "address_form": ("", *AddressForm.values),
    "is_liaison": ("", "no", "yes"),
}

CLIENT_FIELDS = {
    "name": "what they are called",
    "kind": "client, customer, prospect or former",
    "cadence_days": "after how many days of silence a word is due",
}
"""Every field of a client that rests on evidence, with what may stand in it."""

CLIENT_CHOICES = {"kind": tuple(ClientKind.values)}

USUAL_KIND = ClientKind.CLIENT
USUAL_CADENCE_DAYS = 14
MOST_CADENCE_DAYS = 366
"""What a client has of whom nobody has said anything yet, and the most that can be said."""
