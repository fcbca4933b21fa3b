"""How many hours the work behind an estimate takes: what one's own estimates came to before."""

from troth.pure.forecast.effort.efforts import Efforts
from troth.pure.forecast.effort.learning import forecasts, learn
from troth.pure.forecast.effort.past import Done

__all__ = ["Done", "Efforts", "forecasts", "learn"]
