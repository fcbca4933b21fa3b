"""When the next pieces of work will be finished, told from the days on which earlier ones were."""

from troth.pure.forecast.delivery.throughput import (
    FEWEST,
    Finished,
    Throughput,
    TooFewFinishedError,
    learn,
)

__all__ = ["FEWEST", "Finished", "Throughput", "TooFewFinishedError", "learn"]
