"""What happens in the sample mailbox: who writes to whom, when, about what.

The words stand elsewhere, one folder per language; each client has one. Days are counted in working
days from the last full one before the instant of the telling, which is day 0; day -5 lies a week
before it, day 2 is still to come.
"""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from troth.mail.sample.people import ROBIN, Person


class Form(StrEnum):
    """What kind of letter it is, apart from its words."""

    LETTER = "letter"
    HTML_ONLY = "html only"
    MAILING = "a mailing tool's page"
    INVITATION = "invitation"
    AUTO_REPLY = "auto-reply"
    BOUNCE = "bounce"
    NOTICE = "notice"
    NEWSLETTER = "newsletter"


class Turn(StrEnum):
    """A turn of the story that a reader of the sample must be able to find."""

    PROMISE_FORGOTTEN = "promise forgotten"
    PROMISE_OVERDUE = "promise overdue"
    PROMISE_KEPT = "promise kept"
    PROMISE_AHEAD = "promise ahead"
    NEED_CONTENT = "need: content"
    NEED_ACCESS = "need: access"
    NEED_DECISION = "need: decision"
    NEED_PROMISED = "need: promised by the client"
    DEFERRAL = "deferral"
    ASK_UNANSWERED = "ask unanswered, from rank 1"
    ASK_DECLINED = "ask declined"
    ASK_WITHDRAWN = "ask withdrawn"
    ASK_CHASED = "ask chased"
    SCOPE_CREEP = "scope creep"
    RENEWAL = "renewal warning"
    INQUIRY = "inquiry"
    ALARM_SOLVED = "alarm, solved"
    ALARM_OPEN = "alarm, open"
    AWAY = "away, with a stand-in"
    DECISION = "decision"
    THANKS_ONLY = "thanks only"
    ONLY_OK = "a lay person only said OK"
    TWO_LANGUAGES = "two languages in one letter"
    WIN = "good news"


@dataclass(frozen=True, slots=True)
class Scene:
    """One letter of the story.

    `slug` names its words. `days` names the days that the words speak of. `answers` is the slug of
    the letter that is answered, `attached` the name of a file in the letter.
    """

    slug: str
    writer: Person
    to: tuple[Person, ...]
    day: int
    clock: time
    cc: tuple[Person, ...] = ()
    answers: str | None = None
    turn: Turn | None = None
    days: dict[str, int] = field(default_factory=dict)
    form: Form = Form.LETTER
    attached: str | None = None

    @property
    def language(self) -> str:
        """The writer's own, but the consultant takes that of whom they write to."""
        return (self.to[0] if self.writer == ROBIN else self.writer).language
