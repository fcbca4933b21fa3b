"""Which pieces of a plan can be summed: one that is left out takes what comes after it along."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from troth.pure.forecast.plan import Work


def whole(
    pieces: Sequence[Work],
    *,
    places: Mapping[str, str],
    lost: Collection[str],
    clients: Collection[str],
    troubles: list[str],
) -> tuple[Work, ...]:
    """The pieces all of whose clients and predecessors are there, in the order given.

    `lost` are ids of pieces that could not be read, `places` where each id stands in the plan.
    Why a piece is left out is told in `troubles`.
    """
    gone = set(lost)
    kept = {piece.id: piece for piece in pieces}
    for piece in pieces:
        if why := list(_unknown(piece, known={*kept, *gone}, clients=clients)):
            troubles += [f"{places[piece.id]}: {sentence}" for sentence in why]
            gone.add(piece.id)
        troubles += _unlisted(piece, place=places[piece.id], clients=clients)
    for cycle in _cycles({it.id: it.after for it in pieces if it.id not in gone}):
        troubles.append(_cycle_words(cycle, places))
        gone |= set(cycle)
    troubles += _left_out(gone, pieces)
    along = _along(gone, pieces)
    return tuple(piece for piece in pieces if piece.id not in gone | along)


def _unknown(piece: Work, *, known: Collection[str], clients: Collection[str]) -> Iterator[str]:
    for earlier in piece.after:
        if earlier not in known:
            yield f"after: {earlier!r} is no piece of this plan. Add it, or take it out of after."
    waits = [need.asked.client for need in piece.needs] + [it.asked.client for it in piece.gates]
    for client in dict.fromkeys(waits):
        if client not in clients:
            yield f"the client {client!r} is not among the clients that could be read. Add them."


def _unlisted(piece: Work, *, place: str, clients: Collection[str]) -> Iterator[str]:
    """That the client of a piece is not listed, where the piece does not wait for them."""
    waits = {need.asked.client for need in piece.needs} | {it.asked.client for it in piece.gates}
    if clients and piece.client and piece.client not in waits.union(clients):
        yield (
            f"{place}: the client {piece.client!r} is not among the clients: "
            "nothing is waited for from them."
        )


def _cycles(after: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle of pieces that come after one another, until none is left."""
    open_now = {name: {it for it in before if it in after} for name, before in after.items()}
    while _settle(open_now):
        cycle = _walk(open_now)
        yield cycle
        for name in cycle:
            del open_now[name]
        for before in open_now.values():
            before.difference_update(cycle)


def _settle(open_now: dict[str, set[str]]) -> bool:
    """Take away what waits for nothing, again and again; whether something is left."""
    followers: dict[str, list[str]] = {}
    for name, before in open_now.items():
        for earlier in before:
            followers.setdefault(earlier, []).append(name)
    free = [name for name, before in open_now.items() if not before]
    while free:
        done = free.pop()
        del open_now[done]
        for follower in followers.get(done, ()):
            open_now[follower].discard(done)
            if not open_now[follower]:
                free.append(follower)
    return bool(open_now)


def _walk(open_now: Mapping[str, set[str]]) -> tuple[str, ...]:
    """A circle: whoever walks back from piece to piece comes to one again."""
    way = [next(iter(open_now))]
    seen = {way[0]: 0}
    while True:
        earlier = min(open_now[way[-1]])
        if earlier in seen:
            return tuple(way[seen[earlier] :])
        seen[earlier] = len(way)
        way.append(earlier)


def _cycle_words(cycle: Sequence[str], places: Mapping[str, str]) -> str:
    if len(cycle) == 1:
        return f"{places[cycle[0]]}: it comes after itself. Take it out of its after."
    earlier = ", which comes after ".join(f"{name!r}" for name in (*cycle[1:], cycle[0]))
    return f"{places[cycle[0]]}: {cycle[0]!r} comes after {earlier}. Take out one of these."


def _along(gone: Collection[str], pieces: Sequence[Work]) -> set[str]:
    """What comes after something that is gone, directly or not."""
    followers: dict[str, list[str]] = {}
    for piece in pieces:
        for earlier in piece.after:
            followers.setdefault(earlier, []).append(piece.id)
    reached = set(gone)
    way = list(gone)
    while way:
        for follower in followers.get(way.pop(), ()):
            if follower not in reached:
                reached.add(follower)
                way.append(follower)
    return reached - set(gone)


def _left_out(gone: Collection[str], pieces: Sequence[Work]) -> Iterator[str]:
    along = sorted(_along(gone, pieces))
    if gone:
        yield f"Left out: {_named(sorted(gone))}."
    if along:
        yield f"Left out, too, because they come after: {_named(along)}."
    if gone:
        yield "Their hours count for nothing: other dates of the same people may be too early."


def _named(ids: Sequence[str]) -> str:
    return ", ".join(f"{name!r}" for name in ids)
