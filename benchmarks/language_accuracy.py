"""How often the language of one sentence is told right, beside py3langid held to the same four.

Run with `bin/bench language-accuracy`. Needs the shared data (tone/formality: the same sentences
in English and another language). "Undecided" is what is read in all languages that it may be in.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from troth.pure.reading import told

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "tone" / "formality"
LANGUAGES = ("de", "en", "es", "fr")
MOST = 1_000
"""Sentences of each language."""


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    if not DATA.is_dir():
        print("Skipped: the shared data does not lie beside this checkout.")
        return
    sentences = {language: _sentences(language) for language in LANGUAGES}
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    _score("troth", sentences, lambda text: told(text, languages=LANGUAGES))
    _score("py3langid", sentences, lambda text: (str(identifier.classify(text)[0]),))


def _sentences(language: str) -> list[str]:
    pattern = "en-de/*.en" if language == "en" else f"en-{language}/*.formal.{language}"
    lines = [
        line
        for path in sorted(DATA.glob(pattern))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return lines[:: max(1, len(lines) // MOST)][:MOST]


def _score(
    name: str, sentences: dict[str, list[str]], tell: Callable[[str], tuple[str, ...]]
) -> None:
    tell("warm")
    began = time.perf_counter()
    for language, texts in sentences.items():
        answers = [tell(text) for text in texts]
        right = sum(answer == (language,) for answer in answers)
        undecided = sum(len(answer) > 1 and language in answer for answer in answers)
        print(
            f"{name:10} {language}: {len(texts):,} sentences, right {right / len(texts):.3f},"
            f" undecided {undecided / len(texts):.3f},"
            f" wrong {(len(texts) - right - undecided) / len(texts):.3f}"
        )
    total = sum(map(len, sentences.values()))
    print(f"{name:10} {(time.perf_counter() - began) / total * 1e6:.0f} µs a sentence")


if __name__ == "__main__":
    main()
