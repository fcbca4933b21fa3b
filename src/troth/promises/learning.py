"""What is learned from a person's decisions, on this machine only."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol
from uuid import UUID

from django.db.models import F

from troth.promises.models import Finding, Tally
from troth.pure.ledger.learning import posterior


class Counts(NamedTuple):
    confirmed: int
    dismissed: int


UNDECIDED = Counts(0, 0)

Key = tuple[str, str, bool]
"""What is counted together: language, rule, and whether we wrote it."""


class Ruled(Protocol):
    """What a rule found: a `Finding`, or the few columns of one."""

    @property
    def language(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def is_mine(self) -> bool: ...
    @property
    def certainty(self) -> float: ...


def learn(finding: Finding, *, confirmed: int = 0, dismissed: int = 0) -> None:
    """Count one more, or with -1 one less, for the finding's rule."""
    _, is_new = Tally.objects.get_or_create(
        practice_id=finding.practice_id,
        language=finding.language,
        rule=finding.rule,
        is_mine=finding.is_mine,
        defaults={"confirmed": max(confirmed, 0), "dismissed": max(dismissed, 0)},
    )
    if not is_new:
        Tally.objects.filter(
            practice_id=finding.practice_id,
            language=finding.language,
            rule=finding.rule,
            is_mine=finding.is_mine,
        ).update(confirmed=F("confirmed") + confirmed, dismissed=F("dismissed") + dismissed)


def learned(practice: UUID) -> dict[Key, Counts]:
    """Every count of the practice; as many rows as there are rules, in one query."""
    rows = Tally.objects.filter(practice=practice).values_list(
        "language", "rule", "is_mine", "confirmed", "dismissed"
    )
    return {(lang, rule, mine): Counts(yes, no) for lang, rule, mine, yes, no in rows}


def certainty_of(found: Ruled, *, counts: Mapping[Key, Counts]) -> float:
    """How certain a finding is, given what was decided about its rule."""
    held = counts.get((found.language, found.rule, found.is_mine), UNDECIDED)
    return posterior(found.certainty, confirmed=held.confirmed, dismissed=held.dismissed)
