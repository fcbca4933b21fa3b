"""A believable mailbox to try Troth on: six weeks, one consultant, four clients, four languages."""

from troth.mail.sample.days import UnfitInstantError
from troth.mail.sample.people import CLIENTS, ME
from troth.mail.sample.source import SamplePlace, SampleSource
from troth.mail.sample.telling import letters
from troth.mail.sample.words import languages
from troth.mail.sample.writing import NotEmptyError, write_maildir, write_mbox

__all__ = [
    "CLIENTS",
    "ME",
    "NotEmptyError",
    "SamplePlace",
    "SampleSource",
    "UnfitInstantError",
    "languages",
    "letters",
    "write_maildir",
    "write_mbox",
]
