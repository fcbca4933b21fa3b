"""The fields of a contact."""

from troth.people.models import AddressForm, Fluency

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
