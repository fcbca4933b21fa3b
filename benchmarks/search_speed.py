"""How fast a text is found among a million: scoped by client, of all, on SQLite or PostgreSQL.

bin/bench search-speed                                    on SQLite
DATABASE_URL=postgres://… bin/bench search-speed          on that database, which must be empty
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import UUID

TEXTS = 1_000_000
CLIENTS = 1_000
WORDS = 30_000
QUESTIONS = 200
TRIES = 3
"""Each question is asked so often, and its best time counts: the machine has other work. On SQLite
all of the work is this process's own."""

AT_ONCE = 5_000
BY_KEEP = 20_000
"""The last ones are kept as the desk keeps them, and timed."""

PRACTICE = UUID(int=1)
FIRST_AT = datetime(2019, 1, 1, tzinfo=UTC)
FREQUENT, RARE = 100, 20_000
"""Of a word's place among all words: before it the frequent ones, behind it the rare."""


def main() -> int:
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="troth-search-") as name:
        _use(asked.home or Path(name))
        filled = _filled(asked.texts)
        report = {"filled": filled, "found": _measured(), "peer": _peer()}
    print(json.dumps(report, indent=2) if asked.json else _page(report))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--home", type=Path, help="a folder to keep SQLite's file in")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _use(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    os.environ["TROTH_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "troth.project.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _filled(texts: int) -> dict[str, Any]:
    """Made-up texts: words as frequent as in speech, clients of very different size."""
    from django.db import connection

    from troth.search.actions import keep
    from troth.search.models import Text

    if Text.objects.exists():
        return {"texts": Text.objects.count(), "bytes": _bytes()}
    made = _made(texts)
    begin = time.perf_counter()
    is_sqlite = connection.vendor == "sqlite"
    _run(*([] if is_sqlite else ["DROP INDEX search_tokens"]))
    for rows in _in_bulk(made, texts - BY_KEEP):
        Text.objects.bulk_create(rows)
    _run(*([] if is_sqlite else POSTGRESQL_INDEX))
    bulk = time.perf_counter() - begin
    rate = 0.0
    if texts > BY_KEEP:
        begin = time.perf_counter()
        for _ in range(BY_KEEP // 1_000):
            keep([next(made) for _ in range(1_000)], practice=PRACTICE)
        rate = BY_KEEP / (time.perf_counter() - begin)
    _run("ANALYZE")
    return {
        "texts": Text.objects.count(),
        "seconds in bulk": round(bulk),
        "kept per second": round(rate),
        "bytes": _bytes(),
    }


POSTGRESQL_INDEX = (
    "SET maintenance_work_mem = '1GB'",
    "CREATE INDEX search_tokens ON search_text USING gin (tokens)",
)
"""Built at once, behind the rows, as a restore does it."""


def _run(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)


def _made(texts: int) -> Iterator[Any]:
    from troth.search.rows import Kept

    chance = random.Random(7)
    weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
    sizes = list(accumulate(1 / (rank + 30) for rank in range(CLIENTS)))
    words = _vocabulary()
    step = timedelta(days=365 * 7) / texts
    for number in range(texts):
        said = chance.choices(words, cum_weights=weights, k=chance.randint(8, 52))
        (client,) = chance.choices(range(CLIENTS), cum_weights=sizes)
        yield Kept(
            "letter",
            UUID(int=1_000_000 + number),
            (UUID(int=1_000 + client),),
            FIRST_AT + number * step,
            " ".join(said),
        )


def _vocabulary() -> list[str]:
    """Words that begin alike as often as words do."""
    chance = random.Random(3)
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in "aeiou"]
    made: dict[str, None] = {}
    while len(made) < WORDS:
        made["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4))))] = None
    return list(made)


def _in_bulk(made: Iterator[Any], texts: int) -> Iterator[list[Any]]:
    from troth.search.actions import _codes
    from troth.search.newest import first_id
    from troth.search.rows import text_of

    codes = _codes({PRACTICE, *(UUID(int=1_000 + it) for it in range(CLIENTS))})
    for start in range(0, texts, AT_ONCE):
        kept = [next(made) for _ in range(min(AT_ONCE, texts - start))]
        rows = [text_of(it, PRACTICE, codes) for it in kept]
        for place, row in enumerate(rows):
            row.pk = first_id(row.at) + (start + place) % 256
        yield rows
        print(f"\r{start + len(rows):,} texts", end="", file=sys.stderr)
    print(file=sys.stderr)


def _bytes() -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sum(length(block)) FROM search_index_data")
            index = cursor.fetchone()[0]
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_relation_size('search_tokens')")
            index = cursor.fetchone()[0]
            cursor.execute("SELECT pg_total_relation_size('search_text')")
        return {"index": index, "all": cursor.fetchone()[0]}


def _measured() -> dict[str, dict[str, Any]]:
    questions = _questions()
    told = {}
    for name, (scoped, ask) in questions.items():
        chance = random.Random(name)
        asked = [(ask(chance), _client(chance) if scoped else None) for _ in range(QUESTIONS)]
        told[name] = _asked_all(asked)
    return told


def _questions() -> dict[str, tuple[bool, Callable[[random.Random], str]]]:
    words = _vocabulary()

    def frequent(chance: random.Random) -> str:
        return words[chance.randrange(FREQUENT)]

    def usual(chance: random.Random) -> str:
        return words[chance.randrange(FREQUENT, RARE)]

    def rare(chance: random.Random) -> str:
        return words[chance.randrange(RARE, WORDS)]

    def start(chance: random.Random) -> str:
        return words[chance.randrange(WORDS)][: chance.randint(3, 6)]

    kinds: dict[str, Callable[[random.Random], str]] = {
        "a frequent word": lambda it: f"{frequent(it)} ",
        "a usual word": lambda it: f"{usual(it)} ",
        "a rare word": lambda it: f"{rare(it)} ",
        "the beginning of a word": start,
        "two frequent words": lambda it: f"{frequent(it)} {frequent(it)} ",
        "a usual word and a beginning": lambda it: f"{usual(it)} {start(it)}",
        "two words in a row": lambda it: f'"{frequent(it)} {frequent(it)}"',
        "a word without another": lambda it: f"{frequent(it)} -{frequent(it)} ",
    }
    of_client = {f"a client: {name}": (True, ask) for name, ask in kinds.items()}
    return of_client | {f"all clients: {name}": (False, ask) for name, ask in kinds.items()}


def _client(chance: random.Random) -> UUID:
    return UUID(int=1_000 + chance.randrange(CLIENTS))


def _asked_all(asked: list[tuple[str, UUID | None]]) -> dict[str, Any]:
    from troth.search.asking import asked as understood
    from troth.search.queries import Within, find

    times, hits = [], 0
    for typed, client in asked:
        tries = []
        for _ in range(TRIES):
            began, busy = time.perf_counter(), time.process_time()
            found = find(understood(typed), Within(PRACTICE, client)).hits
            tries.append((time.perf_counter() - began, time.process_time() - busy))
        times.append([min(each) * 1000 for each in zip(*tries, strict=True)])
        hits += len(found)
    whole, own = ([round(it, 2) for it in sorted(each)] for each in zip(*times, strict=True))
    return {
        "median ms": statistics.median(whole),
        "worst ms": whole[-1],
        "of this process: median ms": statistics.median(own),
        "worst": own[-1],
        "questions": len(times),
        "hits": hits,
    }


def _peer() -> dict[str, Any]:
    """The same without an index: every text is looked at."""
    from troth.search.models import Text

    words, times = _vocabulary(), []
    for word in words[RARE : RARE + 3]:
        begin = time.perf_counter()
        list(Text.objects.filter(folded__contains=word).order_by("-pk")[:20])
        times.append((time.perf_counter() - begin) * 1000)
    return {"LIKE over all texts, a rare word: median ms": round(statistics.median(times))}


def _page(report: dict[str, Any]) -> str:
    lines = [json.dumps(report["filled"]), json.dumps(report["peer"])]
    lines += [f"{name:45} {json.dumps(it)}" for name, it in report["found"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
