"""The desk's settings, with one more address: an empty page for a member who is signed in."""

from troth.project.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.desk_urls"
