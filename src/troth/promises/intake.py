"""Looking into a mailbox: what there is is counted, what is new is taken in, batch by batch."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from troth.mail.actions.bouncing import came_back
from troth.mail.actions.mailboxes import keep_census, look_afresh, looked, tell_progress
from troth.mail.actions.rows import TABLE
from troth.mail.bounces import Returned, may_tell, returned
from troth.mail.looking import Batch, Census, Envelope, Trouble, counts, look
from troth.mail.models import Folder, Mailbox
from troth.people.oauth import GrantEndedError, GrantUnreachableError, access_token
from troth.people.sealing import SealBrokenError, unseal
from troth.promises.actions.taking_in import chosen_in, take_in
from troth.promises.opening import Chosen, Dealt, open_letters

WANTED = "!wanted"
"""The state that says for whom and since when a mailbox was looked into. It is no folder's: a
folder's name has no exclamation mark once `mail.looking` has quoted it."""

FEW = 300
"""Up to so many letters are read by one process: starting others would take longer."""

NOTHING = Census(0, (), {}, (), (), frozenset(), 0, (), ())


@dataclass(slots=True)
class Looked:
    """What a look gave: letters that were `new`, letters `looked_at`, and its troubles in words.

    `is_whole` is false where it was told to stop before the end.
    """

    new: int = 0
    looked_at: int = 0
    troubles: list[str] = field(default_factory=list)
    may_retry: bool = True
    is_whole: bool = True
    returned: list[Returned] = field(default_factory=list)

    def note(self, batch: Batch) -> None:
        self.looked_at += batch.looked_at
        self.troubles += [it.sentence for it in batch.troubles if it.sentence not in self.troubles]
        self.may_retry = self.may_retry and all(it.retry for it in batch.troubles)


def count(mailbox: Mailbox, *, at: datetime) -> Census:
    """Count what the mailbox holds and keep that, and its trouble, until somebody has chosen."""

    def progress(number: int, _total: int | None) -> None:
        tell_progress(mailbox, progress=number)

    password = _password_or_trouble(mailbox, at=at)
    if isinstance(password, Trouble):
        census = NOTHING._replace(troubles=(password,))
    else:
        census = counts(mailbox.place, password=lambda _account: password, progress=progress)
    keep_census(mailbox, census, at=at)
    return census


def look_into(
    mailbox: Mailbox,
    *,
    at: datetime,
    processes: int | None = None,
    while_true: Callable[[], bool] = lambda: True,
) -> Looked:
    """Take in the letters of the practice's clients that are new in the mailbox.

    Each batch is a transaction of its own with how far its folders were looked into, so that a stop
    in between loses nothing and repeats nothing. Where the practice has other clients than at the
    last look, or another window was chosen, everything is looked at again. Without `processes`, the
    first look uses all cores and any other one process. Its troubles are kept with the mailbox.
    Where `while_true` ends, it stops after the batch under way, and is not whole.
    """
    done = Looked()
    chosen = chosen_in(mailbox.practice)
    wanted = _wanted(mailbox, chosen)
    states = dict(Folder.objects.filter(mailbox=mailbox).values_list("name", "state"))
    if is_first := states.pop(WANTED, None) != wanted:
        look_afresh(mailbox)
        states = {}
    count = processes or _processes(mailbox, is_first=is_first)
    password = _password_or_trouble(mailbox, at=at)
    if isinstance(password, Trouble):
        done.troubles, done.may_retry = [password.sentence], password.retry
    else:
        dealt = _dealt(mailbox, states, chosen, done, password=password, at=at)
        for opened in open_letters(dealt, chosen=chosen, processes=count):
            opened.states[WANTED] = wanted
            done.new += take_in(mailbox, opened, at=at)
            if not while_true():
                done.is_whole = False
                return done
        _kept_returned(mailbox, done.returned, at=at)
    looked(mailbox, done.troubles, may_retry=done.may_retry, at=at)
    return done


def password_of(mailbox: Mailbox, *, at: datetime) -> str:
    """The mailbox's password, "" where it has none, or a token where leave stands in its place.

    Raises SealBrokenError and GrantEndedError, which only a person can help, and
    GrantUnreachableError, after which it may be tried again. Not to be called in a transaction.
    """
    if mailbox.grant is not None:
        return access_token(mailbox.grant, at=at)
    if mailbox.password is None:
        return ""
    sealed = bytes(mailbox.password)
    return unseal(sealed, practice=mailbox.practice_id, table=TABLE, row=mailbox.pk)


def _password_or_trouble(mailbox: Mailbox, *, at: datetime) -> str | Trouble:
    try:
        return password_of(mailbox, at=at)
    except (SealBrokenError, GrantEndedError) as error:
        return Trouble(str(error), retry=False)
    except GrantUnreachableError as error:
        return Trouble(str(error))


def _processes(mailbox: Mailbox, *, is_first: bool) -> int:
    """All cores for the first look into a mailbox that is not known to be small."""
    is_small = mailbox.total is not None and mailbox.total <= FEW
    return 1 if is_small or not is_first else os.cpu_count() or 1


def _dealt(  # noqa: PLR0913  # what is looked for, from where on, and where it is told
    mailbox: Mailbox,
    states: dict[str, object],
    chosen: Chosen,
    done: Looked,
    *,
    password: str,
    at: datetime,
) -> Iterator[Dealt]:
    def is_chosen(envelope: Envelope) -> bool:
        """What names nobody is opened too: the record says why it was not kept."""
        others = envelope.people - chosen.reader.me
        return not envelope.people or any(chosen.key_of(email) for email in others)

    def wanted(envelope: Envelope) -> bool:
        return is_chosen(envelope) or may_tell(envelope)

    batches = look(
        mailbox.place,
        states,
        password=lambda _account: password,
        since=mailbox.since_on,
        wanted=wanted,
    )
    for batch in batches:
        done.note(batch)
        tell_progress(mailbox, progress=done.looked_at)
        reports = [returned(it.place) for it in batch.letters if may_tell(it.envelope)]
        done.returned += _kept_returned(mailbox, filter(None, reports), at=at)
        theirs = [seen.place for seen in batch.letters if is_chosen(seen.envelope)]
        yield Dealt(theirs, batch.state)


def _kept_returned(
    mailbox: Mailbox, reports: Iterable[Returned], *, at: datetime
) -> list[Returned]:
    """Keep what came back before the folder counts as read; what was told of it already is none.

    Whose letter it was may only be known once the folder of sent letters was read, too.
    """
    found = list(reports)
    for it in found:
        came_back(it, practice=mailbox.practice, at=at)
    return found


def _wanted(mailbox: Mailbox, chosen: Chosen) -> str:
    """What decides which letters are wanted, in few characters."""
    said = "\n".join([str(mailbox.since_on), *sorted(chosen.keys), *sorted(chosen.reader.me)])
    return sha256(said.encode()).hexdigest()
