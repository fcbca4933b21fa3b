"""Commands called in this process, in the test's own database."""

import json

from click.testing import CliRunner, Result

from troth.cli.main import main


def call(*arguments: str, stdin: str | None = None) -> Result:
    answer = CliRunner().invoke(main, list(arguments), input=stdin)
    if answer.exception and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer


def lines_of(answer: Result) -> list[dict]:
    return [json.loads(line) for line in answer.stdout.splitlines()]
