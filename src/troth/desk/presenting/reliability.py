"""How both sides kept their word so far, in two sentences."""

from django.db.models import Count, Q

from troth.desk.presenting.moments import Moments
from troth.people.models import Client
from troth.promises.models import Matter, MatterKind, Outcome

NOTHING = "Nothing came to its end yet."


def reliability(client: Client, *, moments: Moments) -> list[str]:
    """Counted from what came to its end. One query."""
    ended = Q(kind=MatterKind.PROMISE)
    told = Matter.objects.filter(client=client).aggregate(
        kept=Count("pk", filter=ended & Q(outcome=Outcome.KEPT)),
        late=Count("pk", filter=ended & Q(outcome=Outcome.LATE)),
        broken=Count("pk", filter=ended & Q(outcome=Outcome.BROKEN)),
        received=Count("pk", filter=Q(outcome=Outcome.RECEIVED)),
        answered=Count("pk", filter=Q(outcome=Outcome.ANSWERED)),
    )
    if not any(told.values()):
        return [NOTHING]
    since = moments.when(client.since_at)["words"]
    said = [_ours(told, since), _theirs(told["received"]), _asks(told["answered"])]
    return [it for it in said if it]


def _ours(told: dict[str, int], since: str) -> str:
    parts = [
        f"{told[name]} {words}"
        for name, words in (("kept", "kept"), ("late", "late"), ("broken", "not kept"))
        if told[name]
    ]
    count = told["kept"] + told["late"] + told["broken"]
    word = "promise" if count == 1 else "promises"
    return f"Of {count:,} {word} since {since}: {', '.join(parts)}." if count else ""


def _theirs(received: int) -> str:
    return f"They brought {received:,} of the things you waited for." if received else ""


def _asks(answered: int) -> str:
    return f"{answered:,} of what they asked got its answer." if answered else ""
