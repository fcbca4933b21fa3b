"""Coverage-guided fuzzing of letters, `when` and `read`: no input may raise, lie or take long.

Run with a Python that has Troth's requirements and atheris (not part of them):

    PYTHONPATH=src:. python -m benchmarks.fuzz FOLDER -max_total_time=3600

FOLDER keeps the inputs that reached something new. Options after it are libFuzzer's. The first
input that fails at a place of the code is written to FOLDER.failed and the search goes on; one that
takes longer than `SECONDS_PER_100_KB` allows goes to FOLDER.slow, to be timed again by
`--again FOLDER.slow`, without instrumentation.
"""

import hashlib
import sys
import time
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

FLOOR_SECONDS, SECONDS_PER_100_KB = 0.2, 1.0
LONGEST = 20_000
"""Bytes of an input: longer ones are reached by the property tests, and slow the search down."""

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def main() -> None:
    if "--again" in sys.argv:
        _again(Path(sys.argv[-1]))
        return
    import atheris  # not among the requirements

    with atheris.instrument_imports(include=["troth"]):
        import troth.pure.letter
        import troth.pure.reading
        import troth.pure.when  # noqa: F401
    folder = Path(sys.argv[1])
    slow, failed = folder.with_suffix(".slow"), folder.with_suffix(".failed")
    for path in (folder, slow, failed):
        path.mkdir(parents=True, exist_ok=True)
    _seed(folder)
    words = folder.with_suffix(".words")
    words.write_text(_dictionary(), encoding="ascii")
    options = [f"-max_len={LONGEST}", f"-dict={words}", "-timeout=20"]

    def one(data: bytes) -> None:
        try:
            if _seconds(data) > _allowed(data):
                (slow / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what is looked for
            _keep(data, error, failed=failed)

    atheris.Setup([sys.argv[0], *options, *sys.argv[1:]], one)
    atheris.Fuzz()


def _keep(data: bytes, error: Exception, *, failed: Path) -> None:
    """Write the input down unless another failed at the same place before."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    path = failed / f"{Path(last.filename).stem}-{last.lineno}-{type(error).__name__}"
    if not path.exists():
        path.write_bytes(data)
        traceback.print_exception(error)


def _again(folder: Path) -> None:
    """Time the inputs once more, as a user would run them: the slowest of three tries."""
    took = {}
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        took[path.name] = min(_seconds(data) for _ in range(3)) / _allowed(data)
    late = {name: share for name, share in took.items() if share > 1}
    worst = max(took.values(), default=0.0)
    print(f"{len(took)} inputs, {len(late)} over their time; the worst took {worst:.2f} of it.")
    for name, share in late.items():
        print(f"  {name} {share:.2f}")


def _allowed(data: bytes) -> float:
    return FLOOR_SECONDS + SECONDS_PER_100_KB * len(data) / 100_000


def _seconds(data: bytes) -> float:
    """The processor's time for one input; AssertionError where an answer contradicts itself."""
    began = time.process_time()
    sort, data = (data[0] if data else 0), data[1:]
    if sort % 4 == 0:
        _letter(data)
    elif sort % 4 == 1:
        _body(data.decode("utf-8", "replace"))
    elif sort % 4 == 2:
        _read(data.decode("utf-8", "replace"), mine=bool(sort & 4))
    else:
        _when(data.decode("utf-8", "replace"), sort=sort)
    return time.process_time() - began


def _letter(raw: bytes) -> None:
    from troth.pure.letter import Truncated, parse, parse_plain

    letter = parse(raw)
    assert letter == parse_plain(raw)
    for text in (letter.new, letter.quoted, letter.signature):
        assert "\r" not in text
        assert "\0" not in text
        text.encode("utf-8")
    with suppress(Truncated):
        assert parse(raw, whole=False) == letter


def _body(text: str) -> None:
    from troth.pure.letter import parse_body
    from troth.pure.letter.text import tidied

    letter = parse_body(text)
    kept = f"{letter.new}\n{letter.quoted}\n{letter.signature}".split()
    assert sorted(kept) == sorted(tidied(text).split())


def _read(text: str, *, mine: bool) -> None:
    from troth.pure.reading import read, thanks_only

    found = read(text, mine=mine, at=AT)
    for finding in found:
        assert text[finding.start : finding.end] == finding.sentence
        assert 0 < finding.certainty < 1
        assert finding.due is None or finding.due_words
    if len(text) < 2_000:
        assert found == read(text, mine=mine, at=AT, plain=True)
    thanks_only(text)


def _when(text: str, *, sort: int) -> None:
    from troth.pure.when import LANGUAGES, find

    language = sorted(LANGUAGES)[(sort >> 2) % len(LANGUAGES)]
    end = 0
    for when in find(text, at=AT, language=language):
        assert text[when.start : when.end] == when.words
        assert end <= when.start < when.end
        end = when.end


def _seed(folder: Path) -> None:
    """Letters of the sample mailbox and the sentences of the corpora, each with its sort."""
    from troth.mail.sample import letters
    from troth.pure.reading.grammar import FOLDER

    inputs = [b"\0" + bytes(letter) for letter in letters(at=AT, zone=ZoneInfo("UTC"))][:40]
    for path in sorted(FOLDER.glob("??/*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()[:200]
        text = "\n".join(line for line in lines if not line.startswith(("#", ">")))
        inputs += [bytes([sort]) + text.encode()[:4_000] for sort in (1, 2, 6, 3, 7, 11, 15)]
    for data in inputs:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def _dictionary() -> str:
    """What mail is written with: header names, marks of quotes, words of dates."""
    from troth.pure.letter.fields import WANTED
    from troth.pure.when import LANGUAGES
    from troth.pure.when.vocabulary import vocabulary

    marks = r"\x0a\x0a|\x0a> |-- \x0a|On Mon wrote:|\x0a--b|boundary=b|=?utf-8?q?|=3D".split("|")
    kinds = ["multipart/alternative", "text/html", "base64", "quoted-printable", "<blockquote>"]
    dates = {word for language in LANGUAGES for word in vocabulary(language).telling}
    words = [*marks, *kinds, *sorted(WANTED), *sorted(word for word in dates if word.isascii())]
    return "".join(f'"{word}"\n' for word in words if '"' not in word)


if __name__ == "__main__":
    main()
