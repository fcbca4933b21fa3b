"""What is handed to a server in place of a password."""

from collections.abc import Callable
from typing import Self


class AccessToken(str):  # noqa: SLOT000  # two more fields hang on it
    """A token; whoever signs in with one says so with XOAUTH2 and not with LOGIN.

    `latest` is the one to try. Where a server refuses it, `renewed` gets another, once the provider
    has given one; from then on that one is `latest`, also for whoever still holds this.
    """

    _renew: Callable[[str], str] | None
    _latest: str

    def __new__(cls, token: str, *, renew: Callable[[str], str] | None = None) -> Self:
        made = super().__new__(cls, token)
        made._renew, made._latest = renew, token
        return made

    @property
    def latest(self) -> str:
        return self._latest

    def renewed(self) -> bool:
        """Whether `latest` is another token now. Raises GrantEndedError, GrantUnreachableError."""
        if self._renew is None:
            return False
        before, self._latest = self._latest, self._renew(self._latest)
        return self._latest != before

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"
