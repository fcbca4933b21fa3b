"""Telephone numbers as people write them under their names."""

import re

_LABEL = re.compile(
    r"(?P<fax>fax|telefax|télécopie|f)|(?P<phone>tel|telefon|telephone|phone|ph|mobile?|mob|cell|handy"
    r"|direct|durchwahl|call|t[ée]l|téléphone|portable|port|gsm|teléfono|tfno|tlf|móvil|movil|m|t|p|d|office)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?P<label>[^\W\d_]{1,12})\.?[ \t]*:?[ \t]*)?"
    r"(?P<number>(?<![\w.])(?:\+|\(\+?)?\d[\d ()/.–-]{5,22}\d)(?!\w)"
)
_DIGITS = range(7, 16)
"""Source: ITU-T E.164, at most fifteen digits; fewer than seven are a house's own."""

_NOT_ONE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d$|(?:19|20)\d\d-\d\d-\d\d$|(?:\d{1,3}\.){3}\d{1,3}$|\d\.\d\d?\b"
)
"""Days and network addresses."""

_NORTH_AMERICAN = re.compile(r"\(?\d{3}\)?[ .-]?\d{3}[.-]\d{4}$")
_SURE, _LIKELY = 0.9, 0.7


def phones(line: str) -> list[tuple[str, float]]:
    """The telephone numbers of a line, as written, each with how sure it is; no telefax."""
    if sum(map(str.isdigit, line)) < _DIGITS.start:
        return []
    found = []
    for match in _NUMBER.finditer(line):
        number = match["number"].strip(" .-–/")
        label = _LABEL.fullmatch(match["label"] or "")
        if (label and label["fax"]) or not _is_phone(number, is_labelled=label is not None):
            continue
        found.append((" ".join(number.split()), _SURE if label or number[0] == "+" else _LIKELY))
    return found


def _is_phone(number: str, *, is_labelled: bool) -> bool:
    digits = sum(map(str.isdigit, number))
    if digits not in _DIGITS or _NOT_ONE.match(number) or number.count("(") != number.count(")"):
        return False
    if is_labelled or number.startswith(("+", "(+", "00")):
        return True
    groups = re.split(r"[ ()/.–-]+", number)
    return bool(_NORTH_AMERICAN.match(number)) or (number.lstrip("(")[0] == "0" and len(groups) > 1)
