"""How a command says that it cannot."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click


class Refusal(click.ClickException):
    """It was used wrongly, or what it needs is not there: one sentence, and exit code 2."""

    exit_code = 2

    def __init__(self, sentence: object) -> None:
        super().__init__(str(sentence))

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002  # click's signature
        click.echo(self.message, err=True)


class Failure(Refusal):
    """It was used rightly and did not work: one sentence, and exit code 1."""

    exit_code = 1


@contextmanager
def refusing(*foreseen: type[Exception], by: type[Refusal] = Refusal) -> Iterator[None]:
    """Turn these foreseen failures, whose words say what to do, into a refusal."""
    try:
        yield
    except foreseen as error:
        raise by(error) from error
