"""Who runs a practice, told by a lock."""

import pytest

from troth.cli.bell import Bell
from troth.cli.running import FILE, RunsAlreadyError, run, running


def test_what_a_crash_left_behind_means_nothing(tmp_path):
    (tmp_path / FILE).write_text('{"pid": 1, "address": "http://127.0.0.1:1/"}')

    assert running(tmp_path) is None
    with run(tmp_path):
        assert running(tmp_path) is not None
    assert running(tmp_path) is None


def test_a_second_one_is_told_where_the_first_one_runs(tmp_path):
    with run(tmp_path) as held:
        held.tell("http://127.0.0.1:8420/")
        with pytest.raises(RunsAlreadyError, match=r"8420.*process") as refused, run(tmp_path):
            pass

    assert refused.value.running.address == "http://127.0.0.1:8420/"


@pytest.mark.parametrize("words", ["", "{", "[]", '{"pid": "x"}', "\x00\xff"])
def test_a_file_that_says_nonsense_stops_nobody(tmp_path, words):
    (tmp_path / FILE).write_text(words)

    with run(tmp_path):
        (tmp_path / FILE).write_text(words)
        assert running(tmp_path) is not None


def test_where_nothing_ever_ran_nothing_runs(tmp_path):
    assert running(tmp_path) is None


def test_a_bell_that_rang_before_is_heard_at_once_however_often_it_rang():
    bell = Bell()
    for _ in range(100_000):
        bell.ring()
    bell.wait()
    bell.close()
