"""What can go wrong on the way to a server, by what is to be done about it."""

from collections.abc import Mapping


class FailureError(Exception):
    """A letter did not leave; the sentence says why."""


class PassingError(FailureError):
    """The server would not take this letter now; it is tried again later."""


class UnreachableError(PassingError):
    """There is no talking to the server now: no letter of this sender can leave."""


class SenderTroubleError(FailureError):
    """No letter of this sender leaves before a person has done something about it."""


class LetterRefusedError(FailureError):
    """The server will never take this letter. `refused` has its words for each address."""

    def __init__(self, sentence: str, *, refused: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.refused = dict(refused or {})


class AnswerLostError(FailureError):
    """The server had the whole letter, and what it answered is not known."""
