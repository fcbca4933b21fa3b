"""The database of a scene: a practice of its own, in a home of its own."""

import os
import subprocess
import sys
from pathlib import Path


def set_up(home: Path) -> None:
    """Make Django ready for the practice in `home`, with its tables made.

    The tables are made by another process: migrations load what no victim needs.
    """
    os.environ |= {"TROTH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tests.kills.settings"}
    home.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=os.environ, check=True
    )
    import django

    django.setup()
