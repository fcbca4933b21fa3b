"""Writes the benchmark's Maildir: modern letters drawn by seed, kept and used again."""

import argparse
import hashlib
import json
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.letters.correspondence import COPY_MARK, ME, correspondence

__all__ = ["LETTERS", "ME", "MEAN_BYTES", "Order", "prepared"]

LETTERS = 20_000
MEAN_BYTES = 39_000
SEED = 20_261
PARTS = Path(__file__).parent / "letters"


@dataclass(frozen=True, slots=True)
class Order:
    """What mailbox is wanted. `copies` repeat every letter with ids and threads of their own."""

    letters: int = LETTERS
    mean_bytes: int = MEAN_BYTES
    seed: int = SEED
    copies: int = 1

    @property
    def total(self) -> int:
        return self.letters * self.copies


def prepared(folder: Path, order: Order) -> Path:
    """The Maildir as ordered, written now unless its stamp says that it lies there already."""
    stamp = folder.with_name(folder.name + ".stamp")
    wanted = json.dumps(asdict(order) | {"parts": _parts_digest()})
    if folder.is_dir() and stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return folder
    if folder.exists() and not stamp.is_file():
        raise SystemExit(
            f"{folder} is no benchmark mailbox. Name a folder that does not exist yet."
        )
    shutil.rmtree(folder, ignore_errors=True)
    stamp.unlink(missing_ok=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text("unfinished", "utf-8")
    _write(folder, order)
    stamp.write_text(wanted, "utf-8")
    return folder


def _write(folder: Path, order: Order) -> None:
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    drawn = correspondence(letters=order.letters, seed=order.seed, mean_bytes=order.mean_bytes)
    for number, letter in enumerate(drawn):
        for copy in range(order.copies):
            raw = letter.raw
            if copy:
                raw = raw.replace(COPY_MARK.encode(), f"copy{copy:03}".encode())
            name = f"{letter.sent_at}.{number:06}_{copy:03}.bench:2,S"
            (folder / "cur" / name).write_bytes(raw)


def _parts_digest() -> str:
    """Of the generator itself: when it changes, an older mailbox is not used any more."""
    digest = hashlib.sha256()
    for file in sorted(PARTS.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--mean-bytes", type=int, default=MEAN_BYTES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--copies", type=int, default=1)
    asked = parser.parse_args()
    order = Order(asked.letters, asked.mean_bytes, asked.seed, asked.copies)
    begin = time.perf_counter()
    prepared(asked.folder, order)
    sizes = [file.stat().st_size for file in (asked.folder / "cur").iterdir()]
    print(
        f"{len(sizes):,} letters, {sum(sizes) / 1e6:,.0f} MB, mean {sum(sizes) / len(sizes):,.0f} B"
    )
    print(f"largest {max(sizes):,} B, ready after {time.perf_counter() - begin:.1f} s")


if __name__ == "__main__":
    main()
