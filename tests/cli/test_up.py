"""`troth up` in real processes."""

import os
import signal
import socket
from urllib.parse import urlencode, urlsplit

import pytest
from tests.cli.processes import troth

pytestmark = pytest.mark.slow


def test_a_first_start_founds_the_practice_and_its_link_signs_in_once(up, port, tmp_path):
    running = up(tmp_path, "--port", str(port), "--name", "Robin").until_up()
    way = urlsplit(running.link)
    first = running.page(f"{way.path}?{way.query}")
    again = running.page(f"{way.path}?{way.query}")
    cookie = "; ".join(f"{name}={held}" for name, held in first.cookies.items())
    form = urlencode(
        {
            "csrfmiddlewaretoken": first.field("csrfmiddlewaretoken"),
            "sesame": first.field("sesame"),
            "next": "",
        }
    )
    signed_in = running.page("/signin", method="POST", body=form, cookie=cookie)
    second = running.page("/signin", method="POST", body=form, cookie=cookie)
    late = running.page(f"{way.path}?{way.query}")

    assert "This practice is called Robin, its days end in Europe/Berlin" in "".join(running.said)
    assert "your address is asked for at the desk" in "".join(running.said)
    assert first.status == again.status == 200
    assert signed_in.status == 302
    assert "troth" in signed_in.cookies
    assert second.status == late.status == 403
    assert "used already" in late.body
    assert running.stop(signal.SIGINT) == 0
    assert running.nothing_is_left()


def test_sigterm_stops_everything_as_well_and_a_second_start_asks_nothing(up, port, tmp_path):
    first = up(tmp_path, "--port", str(port)).until_up()
    stopped = first.stop(signal.SIGTERM)
    second = up(tmp_path, "--port", str(port)).until_up()

    assert stopped == 0
    assert first.nothing_is_left()
    assert "This practice is called" not in "".join(second.said)
    assert second.stop() == 0


def test_a_second_start_says_where_the_first_one_runs(up, port, tmp_path):
    running = up(tmp_path, "--port", str(port)).until_up()
    second = troth(tmp_path, "up")
    link = troth(tmp_path, "link")

    assert second.returncode == 2
    assert f"http://127.0.0.1:{running.port}/ (process {running.process.pid})" in second.stderr
    assert link.stdout.startswith(f"http://127.0.0.1:{running.port}/signin?sesame=")
    assert running.stop() == 0


def test_a_taken_port_gives_way_to_the_next_free_one_and_that_is_said(up, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = up(tmp_path, "--port", str(port)).until_up()

        assert running.port > port
        assert f"Port {port} is taken, so it is {running.port} this time." in "".join(running.said)
        assert running.page("/signin").status == 200
        assert running.stop() == 0


def test_a_part_that_dies_stops_the_rest_with_its_reason(up, port, tmp_path):
    running = up(tmp_path, "--port", str(port)).until_up()
    worker = [pid for pid, said in running.members().items() if "-m troth.worker" in said]
    os.kill(worker[0], signal.SIGKILL)

    assert running.ended() == 1
    assert "The worker ended (SIGKILL)" in "".join(running.said)
    assert running.nothing_is_left()


def test_nothing_outlives_a_start_that_was_killed_and_the_next_one_begins_as_usual(
    up, port, tmp_path
):
    killed = up(tmp_path, "--port", str(port)).until_up()
    killed.process.kill()
    killed.process.wait()

    assert killed.nothing_is_left()
    assert troth(tmp_path, "link").returncode == 1
    assert up(tmp_path, "--port", str(port)).until_up().stop() == 0
