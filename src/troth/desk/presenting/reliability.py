"""How both sides kept their word so far, in a few sentences."""

from troth.desk.presenting.moments import Moments
from troth.desk.queries import Ended
from troth.people.models import Client
from troth.web.days import count_words

NOTHING = "No promise has come to its end yet."


def reliability(told: Ended, client: Client, *, moments: Moments) -> list[str]:
    """From what came to its end with this client."""
    since = moments.when(client.since_at)["words"]
    said = [_ours(told, since), _theirs(told.received), _asks(told.answered)]
    return [it for it in said if it] or [NOTHING]


def _ours(told: Ended, since: str) -> str:
    parts = [
        f"{number:,} {words}"
        for number, words in ((told.kept, "kept"), (told.late, "late"), (told.broken, "not kept"))
        if number
    ]
    promises = count_words(told.kept + told.late + told.broken, "promise")
    return f"Of {promises} since {since}: {', '.join(parts)}." if parts else ""


def _theirs(received: int) -> str:
    return f"They brought {received:,} of the things you waited for." if received else ""


def _asks(answered: int) -> str:
    return f"{answered:,} of what they asked got its answer." if answered else ""
