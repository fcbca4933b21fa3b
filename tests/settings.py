"""Settings for tests: a home of its own, on SQLite unless DATABASE_URL names PostgreSQL."""

import atexit
import os
import shutil
import tempfile

_home = os.environ["TROTH_HOME"] = tempfile.mkdtemp(prefix="troth-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)

from troth.project.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

BACKUPS = False
"""No test makes a backup by the way: SQLite can make none inside a test's transaction."""
