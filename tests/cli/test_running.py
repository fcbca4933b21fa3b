"""Who runs a practice, told by a lock."""

import signal
import threading
import time

import pytest

from troth.cli.bell import Bell, Told
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


@pytest.fixture
def a_signal_in_another_thread():
    """SIGUSR1 is given to a thread that is not the main one, which sleeps meanwhile."""
    came: list[int] = []
    before = signal.signal(signal.SIGUSR1, lambda number, _frame: came.append(number))

    def send() -> None:
        time.sleep(0.2)
        signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)

    thread = threading.Thread(target=send)
    yield thread, came
    thread.join()
    signal.signal(signal.SIGUSR1, before)


def test_a_signal_that_comes_into_another_thread_rings_the_bell(a_signal_in_another_thread):
    thread, came = a_signal_in_another_thread
    bell = Bell()
    thread.start()
    begun = time.monotonic()

    bell.wait(20)
    bell.close()

    assert came == [signal.SIGUSR1]
    assert time.monotonic() - begun < 10


def test_what_was_told_by_a_signal_is_not_missed(a_signal_in_another_thread):
    thread, _ = a_signal_in_another_thread
    told = Told()
    signal.signal(signal.SIGUSR1, lambda _number, _frame: told.set())
    thread.start()
    begun = time.monotonic()

    said = told.wait(20), told.wait(20), told.is_set()
    told.close()

    assert said == (True, True, True)
    assert time.monotonic() - begun < 10


def test_what_was_told_can_be_taken_back():
    told = Told()
    told.set()
    told.clear()
    before = told.wait(0.1)
    timer = threading.Timer(0.2, told.set)
    timer.start()

    after = told.wait()
    timer.join()
    told.close()

    assert (before, after) == (False, True)


def test_a_bell_that_is_closed_leaves_signals_to_the_one_before_it():
    outer = Bell()
    Bell().close()
    before = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(before)
    outer.close()

    assert before != -1
