"""Mailboxes watched while their servers tell of letters as they come: each is looked into at once.

One thread for each mailbox waits at its server; one more does all that concerns the database.
"""

import logging
import math
import queue
import threading
import time
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import Error, close_old_connections, connection

from troth.jobs.actions import enqueue
from troth.mail.actions.watching import claim_watches, give_up_watches, tell_live
from troth.mail.models import Mailbox
from troth.mail.queries.watching import owners_of_watches
from troth.worker.loop import now
from troth.worker.owner import has_died, own_name
from troth.worker.watcher import Told, Watcher, What, mark_of

log = logging.getLogger("troth.worker")

MOST_CONNECTIONS = 2
"""Connections to one mailbox at a time: one that watches, by its lease, and one that looks."""

BEAT_SECONDS = 5.0
"""How often it is asked which mailboxes there are to watch."""

NEWS_SECONDS = 1.0
"""How often one mailbox is looked into at most, however often its server calls."""

STARTED_AT_ONCE = 10
"""Mailboxes that are begun to be watched in one beat: not all servers are asked in one moment."""

UNABLE_SECONDS = 3600.0
"""How long a server that does not tell of letters is not asked again."""

STOP_SECONDS = 1.5


def start() -> "Watching":
    """Watch from now on, beside whatever else this process does."""
    watching = Watching()
    watching.start()
    return watching


class Watching(threading.Thread):
    """Keeps a watcher for each mailbox that this process may watch, and does what they tell.

    What could not be written is kept, and written when the database is back.
    """

    def __init__(self, *, beat_seconds: float = BEAT_SECONDS) -> None:
        super().__init__(name="watching", daemon=True)
        self._owner = own_name()
        self._beat_seconds = beat_seconds
        self._next_beat = 0.0
        self._told: queue.SimpleQueue[Told | None] = queue.SimpleQueue()
        self._watchers: dict[UUID, Watcher] = {}
        self._rests: dict[UUID, _Rest] = {}
        self._news: dict[UUID, float] = {}
        self._passed_on: dict[UUID, float] = {}
        self._live: dict[UUID, bool] = {}
        self._is_over = threading.Event()

    def stop(self) -> None:
        """End all watching; others may watch at once what this process did."""
        self._is_over.set()
        self._told.put(None)
        self.join(STOP_SECONDS)

    def run(self) -> None:
        while not self._is_over.is_set():
            try:
                self._go_on()
            except Error as error:
                log.warning("The database is away: %s", str(error).strip())
                connection.close()
                self._is_over.wait(self._beat_seconds)
            except Exception:
                log.exception("Watching goes on")
                self._is_over.wait(self._beat_seconds)
        self._end()

    def _go_on(self) -> None:
        if time.monotonic() >= self._next_beat:
            close_old_connections()
            self._beat(now())
            self._next_beat = time.monotonic() + self._beat_seconds
        self._hear(until=min([self._next_beat, *self._news.values()]))
        self._pass_on()

    def _beat(self, at: datetime) -> None:
        for owner in owners_of_watches():
            if owner != self._owner and has_died(owner):
                give_up_watches(owner)
        mailboxes = {mailbox.pk: mailbox for mailbox in claim_watches(self._owner, at=at)}
        for pk in self._watchers.keys() - mailboxes.keys():
            self._watchers.pop(pk).stop()
        self._rests = {pk: rest for pk, rest in self._rests.items() if pk in mailboxes}
        idle = [mailbox for pk, mailbox in mailboxes.items() if pk not in self._watchers]
        for mailbox in [it for it in idle if self._is_rested(it)][:STARTED_AT_ONCE]:
            self._begin(mailbox)

    def _is_rested(self, mailbox: Mailbox) -> bool:
        rest = self._rests.get(mailbox.pk)
        is_over = rest is None or rest.until <= time.monotonic()
        return is_over or (rest is not None and rest.mark != mark_of(mailbox))

    def _begin(self, mailbox: Mailbox) -> None:
        self._rests.pop(mailbox.pk, None)
        watcher = self._watchers[mailbox.pk] = Watcher(mailbox, self._told.put)
        watcher.start()

    def _hear(self, *, until: float) -> None:
        """What the watchers tell, until it is time for something else."""
        with suppress(queue.Empty):
            told = self._told.get(timeout=max(until - time.monotonic(), 0))
            while told:
                self._note(told)
                told = self._told.get_nowait()

    def _note(self, told: Told) -> None:
        pk = told.watcher.mailbox
        if self._watchers.get(pk) is not told.watcher:
            return  # it was stopped meanwhile
        if told.what in RESTS:
            del self._watchers[pk]
            self._rests[pk] = _Rest(told.watcher.mark, time.monotonic() + RESTS[told.what])
        if told.what is not What.CAME:
            self._live[pk] = told.what is What.LIVE
        if told.what in (What.LIVE, What.CAME, What.REFUSED):
            # A refusal is told to the mailbox's member by the look that meets it, too.
            due = self._passed_on.get(pk, -NEWS_SECONDS) + NEWS_SECONDS
            self._news.setdefault(pk, max(due, time.monotonic()))

    def _pass_on(self) -> None:
        """Have each mailbox looked into of which there is news, though not more often than need."""
        moment = time.monotonic()
        for pk in [pk for pk, due in self._news.items() if due <= moment]:
            enqueue("look", about=pk, run_at=now())
            del self._news[pk]
            self._passed_on[pk] = moment
        for is_live in (True, False):
            changed = [pk for pk, live in self._live.items() if live is is_live]
            if changed:
                tell_live(self._owner, changed, is_live=is_live)
                self._live = {pk: live for pk, live in self._live.items() if pk not in changed}

    def _end(self) -> None:
        for watcher in self._watchers.values():
            watcher.stop()
        try:
            give_up_watches(self._owner)
        except Error as error:
            log.warning("The watches end with their leases: %s", str(error).strip())
        finally:
            connection.close()


class _Rest(NamedTuple):
    """Not to be watched `until` then, unless the mailbox is no longer as its `mark` says."""

    mark: object
    until: float


RESTS = {What.REFUSED: math.inf, What.UNABLE: UNABLE_SECONDS}
"""For how many seconds a mailbox is not watched after what was told of it."""
