"""What became of every matter, decided in this one place.

A debt is something somebody owes: a *commitment* is the debtor's own word (my promise, a client's
"I'll send it"), a *request* the creditor's wish (a client's ask, my "could you send it"). A letter
settles only what stood before it in its thread.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from troth.pure.ledger.letters import Letters
from troth.pure.ledger.model import Matter, Posted, Standing
from troth.pure.ledger.threads import join
from troth.pure.ledger.topics import topic
from troth.pure.reading import Kind

FACTS = frozenset({Kind.DELIVERY, Kind.DECISION, Kind.AWAY, Kind.DECLINE, Kind.WITHDRAWAL})
"""What is said and done; everything else is a debt until it is settled."""

SETTLED = frozenset({Standing.MET, Standing.WITHDRAWN})

SURE_ENOUGH = 0.5
"""A sentence less certain than this settles nothing, since a doubt must not close a promise; and it
is counted but not shown to a person who did not ask for everything."""

ME = ""
"""The debtor or creditor that is me, whichever of my addresses was used."""


def decide(letters: Letters, matters: Iterable[Matter], *, me: Collection[str]) -> None:
    """Set the standing of every matter from the letters after it in its thread.

    `letters` are all letters read, also those without a matter; `matter.place` points into them.
    """
    by_letter: dict[int, list[Matter]] = defaultdict(list)
    for matter in matters:
        matter.standing = None if matter.finding.kind in FACTS else Standing.OPEN
        by_letter[matter.place].append(matter)
    for thread in _threads_with(letters, by_letter.keys(), me=me):
        _Thread(me).run(thread, letters, by_letter)


def _threads_with(
    letters: Letters, places: Collection[int], *, me: Collection[str]
) -> list[list[int]]:
    """The threads that hold a matter, each as its letters' positions in order of sending."""
    thread_of = join(letters, me=me)
    wanted = {thread_of[place] for place in places}
    threads: dict[int, list[int]] = defaultdict(list)
    for place, thread in enumerate(thread_of):
        if thread in wanted:
            threads[thread].append(place)
    for thread_places in threads.values():
        thread_places.sort(key=lambda place: (letters.sent(place), place))
    return list(threads.values())


def debtors(matter: Matter) -> tuple[str, ...]:
    """Who owes the matter: `ME`, or the addresses of the other side."""
    if is_request(matter):
        return matter.to if matter.is_mine else (ME,)
    return (ME,) if matter.is_mine else (matter.sender,)


def creditors(matter: Matter) -> tuple[str, ...]:
    """To whom the matter is owed."""
    if is_request(matter):
        return (ME,) if matter.is_mine else (matter.sender,)
    return matter.to if matter.is_mine else (ME,)


def is_request(matter: Matter) -> bool:
    """Whether the creditor wished for it, rather than the debtor giving their word."""
    if matter.finding.kind is Kind.NEED:
        return matter.is_mine
    return matter.finding.kind in {Kind.ASK, Kind.INQUIRY, Kind.ALARM}


class _Thread:
    """One thread, walked from its first letter to its last."""

    def __init__(self, me: Collection[str]) -> None:
        self._me = me
        self._debts: list[Matter] = []

    def run(self, places: list[int], letters: Letters, by_letter: dict[int, list[Matter]]) -> None:
        for place in places:
            said = by_letter.get(place, [])
            if self._debts:
                self._settle(letters[place], said)
            self._debts += [matter for matter in said if matter.standing is Standing.OPEN]

    def _settle(self, letter: Posted, said: list[Matter]) -> None:
        speaker = ME if letter.sender in self._me else letter.sender
        hearers = {ME if who in self._me else who for who in (*letter.to, *letter.cc)}
        owed = [
            debt
            for debt in self._debts
            if debt.standing not in SETTLED
            and speaker in debtors(debt)
            and (not hearers.isdisjoint(creditors(debt)) or not hearers)
        ]
        acts = [act for act in said if act.finding.certainty >= SURE_ENOUGH]
        for act in sorted(acts, key=lambda act: act.finding.kind is not Kind.DEFERRAL):
            _act(act, owed)
            if act.finding.kind is Kind.WITHDRAWAL:
                _withdraw(act, [debt for debt in self._debts if speaker in creditors(debt)])
        _mark_repeated(said)
        if not letter.quiet:
            _reply(owed)


def _act(act: Matter, owed: list[Matter]) -> None:
    """Let one sentence of the debtor settle what the debtor owes."""
    kind = act.finding.kind
    if kind is Kind.DEFERRAL:
        _defer(act, _unsettled(owed))
        return
    if kind is Kind.DELIVERY:
        _deliver(act, [debt for debt in _unsettled(owed) if not is_request(debt)])
    if kind is Kind.DECLINE:
        for debt in _closest(act, [debt for debt in _unsettled(owed) if not is_request(debt)]):
            _set(debt, Standing.WITHDRAWN, act)
    if kind in {Kind.DELIVERY, Kind.DECLINE, Kind.DECISION} or _is_commitment(act):
        _answer(act, [debt for debt in _unsettled(owed) if is_request(debt)])


def _answer(act: Matter, requests: list[Matter]) -> None:
    """Answer the requests the sentence is about, or all of them where it names none.

    A word given in a deferral does not answer what it has just put off.
    """
    if _is_commitment(act):
        requests = [debt for debt in requests if debt.standing is not Standing.DEFERRED]
    for debt in _closest(act, requests):
        _set(debt, Standing.MET, act)


def _deliver(act: Matter, commitments: list[Matter]) -> None:
    """Meet the commitments the delivery is about; one about something else leaves a doubt."""
    met = [debt for debt in commitments if _may_be(act, debt)]
    for debt in met:
        _set(debt, Standing.MET, act)
    for debt in [] if met else commitments:
        _set(debt, Standing.UNCLEAR, act)


def _may_be(act: Matter, debt: Matter) -> bool:
    """Whether nothing in the two sentences says that they are about different matters."""
    about, owed = _topic(act), _topic(debt)
    return not about or not owed or not about.isdisjoint(owed)


def _defer(act: Matter, owed: list[Matter]) -> None:
    for debt in _closest(act, owed):
        _set(debt, Standing.DEFERRED, act)
        debt.deferred_to = act.finding.due
        act.is_repeated = True


def _mark_repeated(said: list[Matter]) -> None:
    """A promise in the very sentence of a deferral is that deferral's, and not one more debt."""
    moved = {act.finding.start for act in said if act.is_repeated}
    for act in said:
        if act.finding.start in moved and _is_commitment(act):
            act.is_repeated = True


def _withdraw(act: Matter, claims: list[Matter]) -> None:
    for debt in _closest(act, _unsettled(claims)):
        _set(debt, Standing.WITHDRAWN, act)


def _reply(owed: list[Matter]) -> None:
    """Any other reply leaves a request unclear: it may have answered it in its own words."""
    for debt in owed:
        if is_request(debt) and debt.standing is Standing.OPEN:
            debt.standing = Standing.UNCLEAR


def _closest(act: Matter, debts: list[Matter]) -> list[Matter]:
    """The debts that share a topic with the sentence; all of them where none does."""
    about = _topic(act)
    shared = [debt for debt in debts if not about.isdisjoint(_topic(debt))]
    return shared or debts


def _topic(matter: Matter) -> frozenset[str]:
    return topic(matter.finding.sentence, language=matter.finding.language)


def _unsettled(debts: list[Matter]) -> list[Matter]:
    return [debt for debt in debts if debt.standing not in SETTLED]


def _is_commitment(act: Matter) -> bool:
    kind = act.finding.kind
    return kind is Kind.PROMISE or (kind is Kind.NEED and not act.is_mine)


def _set(debt: Matter, standing: Standing, act: Matter) -> None:
    debt.standing = standing
    debt.settler = act
