"""Plain facts become a letter that a careful person could have written."""

from troth.pure.wording.days import day_words, since_words
from troth.pure.wording.envelope import (
    LONGEST_MAILTO,
    UnusableAddressError,
    UnusableMessageIdError,
    eml,
    mailto,
)
from troth.pure.wording.letters import moved_letter, recap_letter, reminder_letter, status_letter
from troth.pure.wording.model import Draft, Facts, Form, Gender, Item, Meeting, Recipient, Sender
from troth.pure.wording.words import FALLBACK, LANGUAGES, UnknownPlaceholderError

__all__ = [
    "FALLBACK",
    "LANGUAGES",
    "LONGEST_MAILTO",
    "Draft",
    "Facts",
    "Form",
    "Gender",
    "Item",
    "Meeting",
    "Recipient",
    "Sender",
    "UnknownPlaceholderError",
    "UnusableAddressError",
    "UnusableMessageIdError",
    "day_words",
    "eml",
    "mailto",
    "moved_letter",
    "recap_letter",
    "reminder_letter",
    "since_words",
    "status_letter",
]
