"""A practice as it is run, but that a fork needs no second for a password's hash."""

from troth.project.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
