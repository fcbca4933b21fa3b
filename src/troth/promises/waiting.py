"""Which findings wait for a person's word."""

from django.db.models import Q

from troth.promises.models import FindingState
from troth.pure.ledger import Standing
from troth.pure.reading import Kind

STANDINGS_TO_ASK_ABOUT = (Standing.OPEN, Standing.DEFERRED, Standing.UNCLEAR)
"""What was met or withdrawn in mail is over before anybody asks about it."""

MY_NEWS = (Kind.ALARM, Kind.INQUIRY)
"""An alarm or an idea of mine is mine to tell, and nobody's debt."""


def waiting() -> Q:
    """Findings that a member is to confirm, correct or dismiss."""
    return Q(state=FindingState.OPEN, is_repeated=False, standing__in=STANDINGS_TO_ASK_ABOUT) & ~Q(
        is_mine=True, kind__in=MY_NEWS
    )
