"""What can go wrong with leave, in sentences that say what to do. No token stands in any of them.

`GrantEndedError` and `GrantUnreachableError` are what a worker meets, the others a person who is
signing in.
"""


class GrantEndedError(Exception):
    """It no longer holds: a person must sign in again, and nothing else helps."""


class GrantUnreachableError(Exception):
    """The provider did not answer, or with nothing that can be understood: try later."""


class NotGivenError(Exception):
    """Whoever signed in gave no leave, or not in time."""


class ForeignAnswerError(NotGivenError):
    """What came back is not for this sign-in, which goes on waiting."""

    def __init__(self) -> None:
        super().__init__("This answer belongs to another sign-in. Begin that one again.")


class MisconfiguredError(Exception):
    """The provider does not know this program, or what is said of it does not fit together."""
