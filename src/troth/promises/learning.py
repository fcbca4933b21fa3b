"""What is learned from a person's decisions, on this machine only.

# Note [Likely is kept]
Every finding keeps how likely it is by now, because the queue's order rests on it. So whatever
changes that writes it too, in the same transaction: `learn` for every open finding of a rule, from
the rule's tally; what stores a finding or opens one again, for that one. A finding that is not open
is asked about by nobody, and may hold an old one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol, cast
from uuid import UUID

from django.db.models import F

from troth.promises.models import Finding, FindingState, Tally
from troth.pure.ledger.learning import posterior


class Counts(NamedTuple):
    confirmed: int
    dismissed: int


UNDECIDED = Counts(0, 0)

Key = tuple[str, str, bool]
"""What is counted together: language, rule, and whether we wrote it."""


class Ruled(Protocol):
    """What a rule found: a `Finding`, or what is to become one."""

    @property
    def language(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def is_mine(self) -> bool: ...
    @property
    def certainty(self) -> float: ...


def learn(found: Iterable[Finding], *, confirmed: int = 0, dismissed: int = 0) -> None:
    """Count one more, or with -1 one less, for the rule of each; all of one practice.

    Every open finding of these rules is as likely as they now say. As many statements as rules.
    """
    times: Counter[tuple[UUID, Key]] = Counter((it.practice_id, key_of(it)) for it in found)
    for (practice, key), number in sorted(times.items()):
        _count(practice, key, Counts(confirmed * number, dismissed * number))
    for practice in {practice for practice, _ in times}:
        weigh(practice, {key for _, key in times})


def weigh(practice: UUID, keys: Iterable[Key]) -> None:
    """Let every open finding of these rules be as likely as they now say."""
    counts = learned(practice)
    for key in sorted(keys):
        language, rule, is_mine = key
        held = counts.get(key, UNDECIDED)
        rows = Finding.objects.filter(
            practice=practice, language=language, rule=rule, is_mine=is_mine
        )
        # What `posterior` does with a number, it does with a column.
        certainty = cast("float", F("certainty"))
        rows.filter(state=FindingState.OPEN).update(likely=posterior(certainty, **held._asdict()))


def learned(practice: UUID) -> dict[Key, Counts]:
    """Every count of the practice; as many rows as there are rules, in one query."""
    rows = Tally.objects.filter(practice=practice).values_list(
        "language", "rule", "is_mine", "confirmed", "dismissed"
    )
    return {(lang, rule, mine): Counts(yes, no) for lang, rule, mine, yes, no in rows}


def likely_by(counts: Mapping[Key, Counts], found: Ruled) -> float:
    """How likely a finding is, given what was decided about its rule."""
    held = counts.get(key_of(found), UNDECIDED)
    return posterior(found.certainty, confirmed=held.confirmed, dismissed=held.dismissed)


def key_of(found: Ruled) -> Key:
    return (found.language, found.rule, found.is_mine)


def _count(practice: UUID, key: Key, more: Counts) -> None:
    language, rule, is_mine = key
    tally, is_new = Tally.objects.get_or_create(
        practice_id=practice,
        language=language,
        rule=rule,
        is_mine=is_mine,
        defaults={"confirmed": max(more.confirmed, 0), "dismissed": max(more.dismissed, 0)},
    )
    if not is_new:
        Tally.objects.filter(pk=tally.pk).update(
            confirmed=F("confirmed") + more.confirmed, dismissed=F("dismissed") + more.dismissed
        )
