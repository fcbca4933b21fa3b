"""The words that say which way a line goes, in four languages.

They are matched in a line as `pure.reading.fold` gives it, where "@" stands for the person named.
The first that holds decides; what begins with a person who does something is theirs to give.
"""

import re

from troth.pure.ledger import Debt

SETS_A_DAY = re.compile(
    r"(?:\b(?:on|at|the|am|um|den|dem|der|le|la|les|el|los|las|en|a)\s+)+\Z", re.ASCII
)
"""What stands before a date and goes with it: "on Friday", "am Freitag"."""


def _either(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(ways), re.ASCII)


_WISHES = {
    "en": (
        r"wants?\b|asks?\b|asked\b|needs?\b|requests?\b|requested\b|wishes\b|would like\b"
        r"|'d like\b"
    ),
    "de": (
        r"mochte\b|wunscht\b|wollte\b|braucht\b|benotigt\b|fragt\b|bittet\b|bat\b"
        r"|hatte gern"
    ),
    "fr": (
        r"(?:nous |me |m')?(?:veut|voudrait|souhaite|demande|aimerait|desire)\b"
        r"|a (?:demande|besoin)\b"
    ),
    "es": (
        r"(?:nos |me )?(?:quiere|querria|quisiera|pide|pidio|necesita|solicita|desea)\b"
        r"|ha pedido\b"
    ),
}

PATTERNS: dict[str, tuple[tuple[Debt, re.Pattern[str]], ...]] = {
    "en": (
        (Debt.ASK, _either(rf"^\W*@ ?(?:{_WISHES['en']})")),
        (
            Debt.NEED,
            _either(r"\bfrom @", r"^\W*(?:ask|remind|chase) @", r"\b(?:waiting|wait) for @"),
        ),
    ),
    "de": (
        (Debt.ASK, _either(rf"^\W*@ (?:{_WISHES['de']})", r"^\W*@ will (?!.*\b(?:mir|uns)\b)")),
        (
            Debt.NEED,
            _either(
                r"\b(?:brauche|brauchen|benotigen?|warten?|bekommen?|erhalten?|erwarten?|fehlt|fehlen)"
                r"\b.{0,200}\b(?:von|auf) @",
                r"@.{0,200}\b(?:fragen|bitten|erinnern|mahnen)\W*$",
            ),
        ),
    ),
    "fr": (
        (Debt.ASK, _either(rf"^\W*@ (?:{_WISHES['fr']})")),
        (
            Debt.NEED,
            _either(
                r"\b(?:besoin|attends|attendons|attendre|recevoir|recois|manque|manquent|faut)"
                r"\b.{0,200}\b(?:de |d'|par )@",
                r"^\W*(?:demander|rappeler|relancer)\b.{0,200}@",
            ),
        ),
    ),
    "es": (
        (Debt.ASK, _either(rf"^\W*@ (?:{_WISHES['es']})")),
        (
            Debt.NEED,
            _either(
                r"\b(?:necesito|necesitamos|espero|esperamos|esperar|recibir|recibo|faltan?)"
                r"\b.{0,200}\bde @",
                r"^\W*(?:pedir|pedirle|recordar|recordarle|reclamar)\b.{0,200}@",
            ),
        ),
    ),
}

SPEAKS = {
    "en": re.compile(r" (?:will|is|has|to|must|should|owes|gets|[a-z]{2,}s)\b"),
    "de": re.compile(r" (?:soll|muss|wird|will|[a-zäöüß]{2,}t)\b"),
    "fr": re.compile(r" [a-zà-ÿ][\w'’]*"),
    "es": re.compile(r" [a-zà-ÿ]\w*"),
}
"""What follows directly on a name that begins the line, where its bearer does something. German
writes "Anna den Plan schicken" for what we owe Anna, French and Spanish never begin so."""
