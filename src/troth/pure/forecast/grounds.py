"""What an answer rests on, in sentences: what was taken for granted, and how much is known."""

import math
from collections.abc import Iterator

from troth.pure.forecast.answer import Forecast
from troth.pure.forecast.plan import Client, Person, Place, Plan
from troth.pure.forecast.planned import known_pieces, together
from troth.pure.worktime.week import described

NOT_KNOWN = "Not in the sum: illness, and work that is not in the plan."


def grounds(forecast: Forecast) -> tuple[str, ...]:
    """A sentence for the trials, each person, and each client that is waited for."""
    plan = forecast.plan
    waited_for = {need.asked.client for work in plan.work for need in work.needs}
    waited_for |= {gate.asked.client for work in plan.work for gate in work.gates}
    busy_with = {work.person for work in plan.work}
    return (
        _of_the_trials(plan),
        *(_of_a_person(it, plan) for it in plan.people if it.id in busy_with),
        *(_of_a_client(it) for it in plan.clients if it.id in waited_for),
        NOT_KNOWN,
    )


def sampling_error(trials: int) -> float:
    """How far a chance near one half may be off by the number of trials: two standard errors."""
    return 1 / math.sqrt(trials)


def _of_the_trials(plan: Plan) -> str:
    off = max(1, round(100 * sampling_error(plan.trials)))
    return (
        f"{plan.trials:,} trials from seed {plan.seed}: "
        f"a chance is within about {off} of 100 of what endless trials would say."
    )


def _of_a_person(person: Person, plan: Plan) -> str:
    parts = [f"{person.id} works {_when(person.place)}"]
    parts += [f"{100 * person.share:.0f} of 100 minutes for this work"]
    parts += [*_taken(person, plan), *_estimates(person, plan)]
    return f"{'; '.join(parts)}."


def _taken(person: Person, plan: Plan) -> Iterator[str]:
    ahead = sum(busy.end > plan.at for busy in person.busy)
    days = sum(
        max(0, (away.end - max(away.first, plan.at.astimezone(person.place.zone).date())).days)
        for away in person.place.away
    )
    if ahead:
        yield f"{ahead} busy {'time' if ahead == 1 else 'times'} ahead"
    if days:
        yield f"{days} {'day' if days == 1 else 'days'} away ahead"


def _estimates(person: Person, plan: Plan) -> Iterator[str]:
    hours = [it.hours for it in plan.work if it.person == person.id]
    drawn = any(isinstance(it, float) for it in hours)
    yield _turning_out(known_pieces(person, plan)) if drawn else "each estimate taken at its word"
    unsure = [it for it in hours if isinstance(it, float) or it[0] < it[2]]
    if len(unsure) > 1:
        yield f"their errors correlated by {together(person, plan):.2g}"


def _turning_out(known: int) -> str:
    if known:
        return f"estimates turn out as {known} finished {'piece' if known == 1 else 'pieces'} did"
    return "nothing known of how their estimates turn out, so what is usual counts"


def _of_a_client(client: Client) -> str:
    known = sum(not answer.is_open for answer in client.answers)
    how = f"{known} {'answer' if known == 1 else 'answers'} known" if known else "no answer known"
    return f"{client.id} works {_when(client.place)}; {how}."


def _when(place: Place) -> str:
    where = f"{described(place.week)} in {place.zone.key}"
    if not place.country:
        return f"{where}, without public holidays"
    region = f", {place.region}" if place.region else ""
    return f"{where} with the public holidays of {place.country}{region}"
