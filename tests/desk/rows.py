"""What members wrote down and confirmed, the real way, for tests of pages about clients."""

from datetime import date

from tests.cast import Cast
from tests.desk.mail import promised, waited_for
from troth.people.access import Viewer
from troth.promises.actions.by_hand import write_down
from troth.promises.actions.deciding import confirm
from troth.promises.models import Matter
from troth.promises.queries.by_hand import Parsed
from troth.pure.ledger import Debt


def promise(cast: Cast, **said) -> Matter:
    """A promise of Alice's, confirmed from her letter to Anna."""
    return confirm(promised(cast, **said), by=cast.alice, at=cast.at)


def need(cast: Cast, **said) -> Matter:
    """What Anna owes Alice, confirmed from her letter."""
    return confirm(waited_for(cast, **said), by=cast.alice, at=cast.at)


def by_hand(
    cast: Cast, what: str = "the quote", *, kind: Debt = Debt.PROMISE, due: date | None = None
) -> Matter:
    """Written down by Alice, with Anna."""
    client = Viewer(cast.alice).clients().select_related("owner", "practice").get(name="Acme")
    parsed = Parsed(kind, client, cast.anna, what, due)
    return write_down(parsed, by=cast.alice, at=cast.at)
