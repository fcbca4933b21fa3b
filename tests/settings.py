"""Settings for tests: a home of its own, on SQLite unless DATABASE_URL names PostgreSQL."""

import os
import tempfile

os.environ["TROTH_HOME"] = tempfile.mkdtemp(prefix="troth-tests-")

from troth.project.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
