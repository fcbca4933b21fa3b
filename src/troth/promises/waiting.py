"""Which findings wait for a person's word, and in which order they are asked about."""

from django.db.models import ExpressionWrapper, F, FloatField, Func, Q, Value
from django.db.models.fields import BooleanField
from django.db.models.functions import Coalesce, NullIf, Substr

from troth.pure.ledger import Standing
from troth.pure.reading import Kind

STANDINGS_TO_ASK_ABOUT = (Standing.OPEN, Standing.DEFERRED, Standing.UNCLEAR)
"""What was met or withdrawn in mail is over before anybody asks about it."""

MY_NEWS = (Kind.ALARM, Kind.INQUIRY)
"""An alarm or an idea of mine is mine to tell, and nobody's debt."""

NEVER = "9999-12-31"
"""Stands where no day was named: after every other day."""

ORDER = ("-tenths", "due_first", "-said_at", "-id")
"""The likeliest first, then what is due first, then the newest. See Note [The order is kept]."""

# Note [The order is kept]
# A first import can hold a hundred thousand findings, and a page asks for one of them. So what the
# order needs stands in columns of a finding that the database works out itself, and an index keeps
# those that wait in their order, with what the page counts. No writer can forget one of them. What
# the database cannot work out is `likely`, which rests on other rows: Note [Likely is kept] in
# `learning`.

IS_WAITING = ExpressionWrapper(
    Q(state="open", is_repeated=False, standing__in=[it.value for it in STANDINGS_TO_ASK_ABOUT])
    & ~Q(is_mine=True, kind__in=[it.value for it in MY_NEWS]),
    output_field=BooleanField(),
)

# A finer difference than a tenth means nothing to a person, and would hide what is due. A half
# counts as the next tenth in every database: they do not agree on where halves go.
TENTHS = Func(F("likely") * 10 + 1e-9, function="ROUND", output_field=FloatField())

DUE_FIRST = Substr(
    Coalesce(NullIf("deferred_to", Value("")), NullIf("due", Value("")), Value(NEVER)),
    1,
    len(NEVER),
)


def waiting() -> Q:
    """Findings that a member is to confirm, correct or dismiss."""
    return Q(is_waiting=True)
