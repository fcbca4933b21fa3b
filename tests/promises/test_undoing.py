"""Whatever a person did can be taken back, and what remains is the state."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.promises.found import finding, letter
from troth.people.access import NotFoundError
from troth.promises.actions.acting import ActedSinceError
from troth.promises.actions.confirming import AlreadyDecidedError, NotDecidedError
from troth.promises.actions.deciding import already_done, confirm, dismiss, undo
from troth.promises.actions.outcomes import (
    SameDueError,
    break_,
    keep,
    move,
    release,
    reopen,
    tell,
)
from troth.promises.actions.proposals import NoNewDueError, accept, decline, undo_proposal
from troth.promises.actions.undoing import take_back
from troth.promises.models import Finding, Matter, Proposal, Tally
from troth.promises.refusals import RefusedError
from troth.record.queries import check

pytestmark = pytest.mark.django_db

SAID = datetime(2026, 3, 1, 10, tzinfo=UTC)
STATE = ("outcome", "closed_at", "due_at", "due_on", "moved_from_at", "moved_from_on", "told_at")


def confirmed(cast, kind="promise", **said):
    is_mine = kind != "ask"
    found = finding(cast.acme, at=cast.at, kind=kind, is_mine=is_mine, due="2026-03-06", **said)
    return confirm(found, by=cast.alice, at=cast.at)


def proposal(cast, matter, standing="met", due=""):
    return Proposal.objects.create(
        practice=cast.practice,
        client=cast.acme,
        matter=matter,
        standing=standing,
        sentence="Here is the plan.",
        due=due,
        message=letter(cast.acme, at=SAID),
        at=cast.at,
    )


def state(matter):
    return Matter.objects.filter(pk=matter.pk).values_list(*STATE).first()


@pytest.mark.parametrize(
    ("kind", "standing", "due", "leaves"),
    [
        ("promise", "met", "", ("kept", SAID)),
        ("ask", "met", "", ("answered", SAID)),
        ("need", "met", "", ("received", SAID)),
        ("promise", "withdrawn", "", ("released", None)),
        ("promise", "deferred", "2026-03-09", ("", None)),
    ],
)
def test_a_yes_to_a_letter_does_what_it_suggests_and_undo_leaves_it_as_before(
    cast, kind, standing, due, leaves
):
    matter = confirmed(cast, kind)
    before = state(matter)
    suggested = proposal(cast, matter, standing, due)

    held = accept(suggested, by=cast.alice, at=cast.at)
    outcome, closed_at = leaves
    assert (held.outcome, held.closed_at) == (outcome, closed_at or (cast.at if outcome else None))
    assert held.due_on == (date(2026, 3, 9) if due else date(2026, 3, 6))

    undo_proposal(suggested, by=cast.alice, at=cast.at)
    assert (state(matter), Proposal.objects.get().state) == (before, "open")
    assert check(cast.acme.pk).result.broken is None


def test_a_day_that_a_letter_named_may_be_over_when_it_is_accepted(cast):
    matter = confirmed(cast)
    moved = accept(proposal(cast, matter, "deferred", "2026-03-01"), by=cast.alice, at=cast.at)

    assert (moved.due_on, moved.told_at) == (date(2026, 3, 1), cast.at)


def test_where_a_letter_names_no_new_day_the_person_says_one(cast):
    suggested = proposal(cast, confirmed(cast), "deferred")

    with pytest.raises(NoNewDueError, match="Say which day you expect"):
        accept(suggested, by=cast.alice, at=cast.at)
    assert Proposal.objects.get().state == "open"

    moved = accept(suggested, by=cast.alice, at=cast.at, due=date(2026, 3, 20))
    assert moved.due_on == date(2026, 3, 20)


def test_a_no_leaves_the_matter_and_can_be_taken_back(cast):
    matter = confirmed(cast)
    before = state(matter)
    suggested = decline(proposal(cast, matter), by=cast.alice, at=cast.at)

    assert (state(matter), Proposal.objects.get().state) == (before, "declined")
    with pytest.raises(AlreadyDecidedError, match="decided already: declined"):
        accept(suggested, by=cast.alice, at=cast.at)
    undo_proposal(suggested, by=cast.alice, at=cast.at)
    assert Proposal.objects.get().state == "open"


def test_a_proposal_nobody_answered_has_nothing_to_undo(cast):
    with pytest.raises(NotDecidedError):
        undo_proposal(proposal(cast, confirmed(cast)), by=cast.alice, at=cast.at)


def test_reopening_what_a_letter_closed_asks_about_the_letter_again(cast):
    matter = confirmed(cast)
    accept(proposal(cast, matter), by=cast.alice, at=cast.at)

    reopen(matter, by=cast.alice, at=cast.at)

    assert Proposal.objects.get().state == "open"


def test_acts_are_taken_back_one_by_one_down_to_the_finding(cast):
    matter = confirmed(cast)
    states = [state(matter)]
    move(matter, due=date(2026, 3, 9), why="ill", client_knows=False, by=cast.alice, at=cast.at)
    states.append(state(matter))
    tell([matter], by=cast.alice, at=cast.at)
    states.append(state(matter))
    keep(matter, by=cast.alice, at=cast.at, done_at=cast.at)

    for before in reversed(states):
        take_back(matter, by=cast.alice, at=cast.at)
        assert state(matter) == before

    assert take_back(matter, by=cast.alice, at=cast.at) is None
    assert (Matter.objects.count(), Finding.objects.get().state) == (0, "open")
    assert list(Tally.objects.values_list("confirmed", "dismissed")) == [(0, 0)]
    assert check(cast.acme.pk).result.broken is None


def test_what_a_later_act_rests_on_is_not_taken_from_under_it(cast):
    matter = confirmed(cast)
    suggested = proposal(cast, matter, "deferred", "2026-03-09")
    accept(suggested, by=cast.alice, at=cast.at)
    tell([matter], by=cast.alice, at=cast.at)

    with pytest.raises(ActedSinceError, match="Take that back first"):
        undo_proposal(suggested, by=cast.alice, at=cast.at)


def test_a_stranger_answers_and_takes_back_nothing(cast):
    matter = confirmed(cast)
    suggested = proposal(cast, matter)

    for act in (accept, decline, undo_proposal):
        with pytest.raises(NotFoundError):
            act(suggested, by=cast.carol, at=cast.at)
    with pytest.raises(NotFoundError):
        take_back(matter, by=cast.carol, at=cast.at)
    suggested.delete()
    with pytest.raises(NotFoundError):
        accept(suggested, by=cast.alice, at=cast.at)


@dataclass
class World:
    """A finding and what is done to it; `done` are the decisions that remain."""

    cast: object
    found: Finding
    done: list = field(default_factory=list)

    @property
    def by(self):
        return {"by": self.cast.alice, "at": self.cast.at}

    def matter(self):
        return Matter.objects.filter(findings=self.found).first()

    def do(self, name):
        """Decide, if that can be decided now."""
        if name in {"confirm", "dismiss", "already_done"}:
            DECIDE[name](self.found, **self.by)
        elif (matter := self.matter()) is not None:
            ACT[name](matter, **self.by)
        else:
            raise NotDecidedError
        self.done.append(name)

    def take_back(self):
        """One key: the latest decision that remains."""
        matter = self.matter()
        if matter is None:
            undo(self.found, **self.by)
        else:
            take_back(matter, **self.by)
        self.done.pop()

    def seen(self):
        self.found.refresh_from_db()
        matter = self.matter()
        tally = Tally.objects.filter(rule=self.found.rule).values_list("confirmed", "dismissed")
        return (
            self.found.state,
            state(matter) if matter else None,
            next((it for it in tally if it != (0, 0)), None),
        )


DECIDE = {"confirm": confirm, "dismiss": dismiss, "already_done": already_done}
DAYS = {"to 9": date(2026, 3, 9), "to 10": date(2026, 3, 10), "to no day": None}
ACT = {
    "keep": lambda it, **who: keep(it, done_at=who["at"], **who),
    "break": break_,
    "release": release,
    "tell": lambda it, **who: tell([it], **who),
    "tell of before": lambda it, **who: tell([it], told_at=SAID + timedelta(hours=1), **who),
    **{
        name: lambda it, due=due, **who: move(it, due=due, why="ill", client_knows=not due, **who)
        for name, due in DAYS.items()
    },
}
STEPS = st.lists(st.sampled_from([*DECIDE, *ACT, "undo", "undo"]), min_size=3, max_size=14)


@given(steps=STEPS)
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_after_any_decisions_and_undos_things_are_as_the_remaining_decisions_alone_leave_them(
    cast, steps
):
    world, alone = (
        World(cast, finding(cast.acme, at=cast.at, due="2026-03-06", rule=f"en/promise/{number}"))
        for number in (Finding.objects.count(), Finding.objects.count() + 1)
    )

    for step in steps:
        try:
            world.take_back() if step == "undo" else world.do(step)
        except RefusedError:
            continue
    for step in world.done:
        alone.do(step)

    assert world.seen() == alone.seen()
    assert check(cast.acme.pk).result.broken is None


def test_a_move_to_where_it_is_leaves_nothing_to_take_back(cast):
    matter = confirmed(cast)

    with pytest.raises(SameDueError):
        move(matter, due=date(2026, 3, 6), why="ill", client_knows=True, by=cast.alice, at=cast.at)

    assert take_back(matter, by=cast.alice, at=cast.at) is None
