"""How fast the record is checked, beside the bare hash chain of the same entries.

python -m benchmarks.practice FOLDER          # once, some minutes: 1,000,000 entries
bin/bench verify-speed FOLDER [--runs 5]

The bare chain is what no check can do without: for each entry SHA-256 over its line of canonical
JSON, which lies ready in memory as bytes, with the hash before it put in front; one process, one
chain after the other, nothing read, nothing written out, nothing compared but each chain's end.
Troth reads its entries from SQLite, writes each line out of its columns, hashes it, compares it
with what is kept, follows every chain, compares every text with its digest, and every chain's end
with its head. Both in turn in the same run; the median of the pairs counts. The bare chain has a
process of its own, so that its million lines in memory are not in the way of the other.
"""

import argparse
import statistics
import sys
import time
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.practice import use

RUNS = 5
GENESIS = b"0" * 64
CLOCK = time.perf_counter


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a practice, by benchmarks.practice")
    parser.add_argument("--runs", type=int, default=RUNS, help="pairs; the median counts")
    parser.add_argument(
        "--processor", action="store_true", help="time of this process on the processor, not wall"
    )
    asked = parser.parse_args()
    if asked.processor:
        global CLOCK  # noqa: PLW0603  # which clock is asked, once and for all
        CLOCK = time.process_time
    ours, other = get_context("fork").Pipe()
    helper = get_context("fork").Process(
        target=_bare_chain, args=(other, asked.folder), daemon=True
    )
    helper.start()
    use(asked.folder)
    from troth.record import checking
    from troth.record.models import Head

    heads = {it.chain: bytes(it.hash) for it in Head.objects.all()}
    print(f"{ours.recv():,} entries in {len(heads):,} chains")
    ratios: dict[str, list[float]] = {"one process": [], "as it is": []}
    for number in range(asked.runs):
        ours.send("again")
        bare = ours.recv()
        said = f"pair {number + 1}: bare {bare:.2f} s"
        for name, many in (("one process", sys.maxsize), ("as it is", checking.MANY)):
            took = _timed(lambda many=many: _whole(heads, many))
            ratios[name].append(took / bare)
            said += f", {name} {took:.2f} s"
        print(said, flush=True)
    for name, each in ratios.items():
        pairs = ", ".join(f"{it:.2f}" for it in each)
        print(f"{name}: {statistics.median(each):.2f} times the bare chain ({pairs})")
    return 0 if statistics.median(ratios["as it is"]) < 2 else 1


def _bare_chain(pipe: Connection, folder: Path) -> None:
    """The number of lines, then for each word that comes how long the bare chain took."""
    use(folder)
    from troth.record.models import Head

    heads = {it.chain: bytes(it.hash) for it in Head.objects.all()}
    lines = _lines()
    pipe.send(sum(map(len, lines.values())))
    while pipe.recv():
        pipe.send(_timed(lambda: _bare(lines, heads)))


def _lines() -> dict[object, list[bytes]]:
    """By chain every line without the hash before it, which is put in front when it is known."""
    from troth.pure.chain import Line, written
    from troth.record.models import Entry

    lines: dict[object, list[bytes]] = {}
    fields = ("chain", "seq", "at", "by", "kind", "about", "facts", "text_digest")
    for chain, seq, at, by, kind, about, facts, digest in (
        Entry.objects.order_by("id").values_list(*fields).iterator(5_000)
    ):
        line = Line(
            str(chain), seq, at, str(by or ""), kind, str(about or ""), facts, bytes(digest or b"")
        )
        lines.setdefault(chain, []).append(written(line, previous=b"")[2:])
    return lines


def _bare(lines: dict[object, list[bytes]], heads: dict[object, bytes]) -> None:
    for chain, each in lines.items():
        head = GENESIS
        for line in each:
            head = sha256(b'["' + head + line).hexdigest().encode()
        assert head.decode() == heads[chain].hex()


def _whole(heads: dict[object, bytes], many: int) -> None:
    from troth.record import checking
    from troth.record.queries import check_all

    before, checking.MANY = checking.MANY, many
    try:
        assert all(it.result.broken is None for it in check_all(list(heads)))
    finally:
        checking.MANY = before


def _timed(work) -> float:
    """Wall time; beside others on the machine, that of the processor says more: see --processor."""
    begin = CLOCK()
    work()
    return CLOCK() - begin


if __name__ == "__main__":
    sys.exit(main())
