"""What a member does at the desk, as a seed decides; a scene of kills imports it once Django is
ready.
"""

import random
from datetime import datetime
from typing import Any

from tests.kills.harness import Hunt
from troth.mail.models import Mailbox, Message
from troth.notes.actions import did
from troth.notes.models import Note, NoteKind
from troth.people.models import Client
from troth.promises.actions.deciding import Correction, already_done, confirm, dismiss, undo
from troth.promises.actions.erasing import erase, erase_note
from troth.promises.actions.noting import take_note
from troth.promises.models import Finding
from troth.promises.refusals import RefusedError
from troth.pure.ledger import Debt

DEEDS = 6
"""What a member does, if they live."""

CALLS = (
    "Anna called: the plan is to be there before Friday. I said it will.",
    "We will send the report by Monday. They asked for the new form.",
    "Nothing new.",
)


class Desk:
    """A member at work, until they are killed."""

    def __init__(self, mailbox: Mailbox, at: datetime, chance: random.Random, hunt: Hunt) -> None:
        self.by = mailbox.member
        self.at = at
        self.chance = chance
        self.hunt = hunt

    def work(self) -> None:
        deeds = (
            *(self.confirm, self.confirm, self.correct, self.dismiss, self.dismiss, self.already),
            *(self.undo, self.undo, self.note, self.erase, self.erase_note, self.win),
        )
        for deed in self.chance.choices(deeds, k=DEEDS):
            self.hunt.step(f"[{deed.__name__}]")
            try:
                deed()
            except RefusedError:
                self.hunt.step(f"[{deed.__name__} refused]")

    def confirm(self) -> None:
        if finding := self._finding("open"):
            confirm(finding, by=self.by, at=self.at)

    def correct(self) -> None:
        if finding := self._finding("open"):
            debt = self.chance.choice([Debt.PROMISE, Debt.ASK, Debt.NEED])
            meant = Correction("Something else", kind=debt, due=self.at.date())
            confirm(finding, by=self.by, at=self.at, correction=meant)

    def dismiss(self) -> None:
        if finding := self._finding("open"):
            dismiss(finding, by=self.by, at=self.at)

    def already(self) -> None:
        if finding := self._finding("open"):
            already_done(finding, by=self.by, at=self.at)

    def undo(self) -> None:
        if finding := self._finding("confirmed", "dismissed"):
            undo(finding, by=self.by, at=self.at)

    def note(self) -> None:
        client = self._any(Client.objects.filter(practice=self.by.practice))
        take_note(
            client,
            contact=client.contacts.first(),
            kind=NoteKind.CALL,
            at_time=self.at,
            text=self.chance.choice(CALLS),
            is_word=True,
            by=self.by,
            at=self.at,
        )

    def win(self) -> None:
        client = self._any(Client.objects.filter(practice=self.by.practice))
        did(client, text="The page is fast now", by=self.by, at=self.at)

    def erase(self) -> None:
        if message := self._any(Message.objects.filter(erased_at=None)):
            erase(message, by=self.by, at=self.at)

    def erase_note(self) -> None:
        if note := self._any(Note.objects.filter(erased_at=None)):
            erase_note(note, by=self.by, at=self.at)

    def _finding(self, *states: str) -> Any:
        return self._any(Finding.objects.filter(state__in=states))

    def _any(self, rows: Any) -> Any:
        rows = rows.order_by("pk")
        number = rows.count()
        return rows[self.chance.randrange(number)] if number else None
