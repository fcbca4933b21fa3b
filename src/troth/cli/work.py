"""Waiting until the work that was asked for is done."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep

from troth.cli.children import children
from troth.cli.options import now
from troth.cli.running import running
from troth.jobs.queries import is_work_left
from troth.project.home import home

PAUSE_SECONDS = 0.1

Say = Callable[[str], None]


@contextmanager
def worker() -> Iterator[Callable[[], bool]]:
    """Somebody who works while this lasts: the worker of `troth up`, or else one of our own.

    Gives a question: is there still somebody? Raises ChildEndedError where ours ended by itself.
    """
    if running(home()) is not None:
        yield lambda: running(home()) is not None
        return
    with children(home(), dict(os.environ)) as started:
        started.start("worker", "troth.worker")
        yield lambda: started.all_run
        started.refuse_ended()


def wait_for_work(saying: Callable[[], str], *, while_true: Callable[[], bool]) -> bool:
    """Wait until nothing is left to do; False where `while_true` ended before.

    What `saying` says is shown on a terminal, and said anew as it changes.
    """
    with telling() as say:
        while is_work_left(at=now()):
            if not while_true():
                return False
            say(saying())
            sleep(PAUSE_SECONDS)
    return True


@contextmanager
def telling() -> Iterator[Say]:
    """One line of progress on standard error, where a person sees it; it is gone at the end."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # 90 ms that a script need not pay

    with Console(stderr=True).status("", spinner="dots") as status:
        yield status.update
