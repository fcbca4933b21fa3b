"""Where a practice lives on this machine: its database, its key, its log."""

import os
from pathlib import Path

HOME_VARIABLE = "TROTH_HOME"
"""Names another folder to live in."""

DEMO_VARIABLE = "TROTH_DEMO"
"""Set for the sample practice, which has a folder of its own."""


def home() -> Path:
    """The folder of the practice, made readable for its owner alone.

    Source: XDG Base Directory Specification, where TROTH_HOME does not say otherwise.
    """
    if named := os.environ.get(HOME_VARIABLE):
        folder = Path(named).expanduser()
    else:
        base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
        folder = Path(base).expanduser() / "troth"
    if is_demo():
        folder /= "demo"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def is_demo() -> bool:
    return os.environ.get(DEMO_VARIABLE) == "1"
