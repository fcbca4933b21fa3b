"""Pages of a large practice, beside an empty page for the same member on the same server.

    python -m benchmarks.desk_speed FOLDER      # FOLDER as benchmarks.practice made it

The server has one core and wrk the other. Pages are taken in turn with the empty one, several
times; what is printed is the median of each and the ratio of the pair. Nothing is cached between
requests, and the clock stands at the practice's own moment (`desk_urls`). `at the server` is the
time of one request in one process without the network, the queries it took beside it.
"""

import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from benchmarks import practice

ROUNDS = 5
SECONDS = 3
CONNECTIONS = 4
PORT = 8719
LIMIT_MS = 50
LEAST_SHARE = 0.2
SINGLE = 30


def main() -> None:
    folder = Path(sys.argv[1])
    practice.use(folder, settings="benchmarks.desk_settings")
    pages, cookie = _signed_in()
    print(_counts())
    for name, url in pages.items():
        _at_the_server(name, url, cookie)
    with _server(folder):
        _beside_the_empty_page(pages, cookie)


def _signed_in() -> tuple[dict[str, str], str]:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.urls import reverse

    from troth.agenda.actions import catch_up
    from troth.people.models import Client, Member

    member = Member.objects.get()
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    catch_up(member.practice_id, at=practice.AT)
    client = Client.objects.order_by("name").first()
    pages = {
        "Today": reverse("today"),
        "a client": reverse("client", args=(client.pk,)),
        "Found": reverse("found"),
    }
    return pages, f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _counts() -> str:
    from troth.people.models import Client
    from troth.promises.models import Finding, Matter
    from troth.record.models import Entry

    return (
        f"{Client.objects.count():,} clients, {Matter.objects.count():,} promises, asks and needs, "
        f"{Finding.objects.count():,} findings, {Entry.objects.count():,} entries"
    )


def _at_the_server(name: str, url: str, cookie: str) -> None:
    from django.conf import settings
    from django.db import connection
    from django.test import Client as Browser
    from django.test.utils import CaptureQueriesContext

    browser = Browser(SERVER_NAME="127.0.0.1")
    key, _, value = cookie.partition("=")
    browser.cookies[key] = value
    assert settings.DEBUG is False
    took = []
    for _ in range(SINGLE):
        start = time.perf_counter()
        answer = browser.get(url)
        took.append((time.perf_counter() - start) * 1000)
        assert answer.status_code == 200, answer.status_code
    with CaptureQueriesContext(
        connection,
    ) as captured:
        browser.get(url)
    print(
        f"{name:10} {statistics.median(took):5.1f} ms at the server (slowest {max(took):.1f}, "
        f"limit {LIMIT_MS}), {len(captured)} queries, {len(answer.content):,} bytes"
    )


@contextmanager
def _server(folder: Path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.desk_settings",
        "TROTH_HOME": str(folder),
        "PYTHONPATH": "src:.",
    }
    command = ["taskset", "-c", "0", sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(PORT), "--workers", "1"]
    command += ["--blocking-threads", "1", "--no-access-log", "--log-level", "error"]
    server = subprocess.Popen([*command, "troth.project.wsgi:application"], env=environment)
    try:
        _wait()
        yield
    finally:
        server.terminate()
        server.wait()


def _wait() -> None:
    for _ in range(100):
        try:
            urlopen(f"http://127.0.0.1:{PORT}/signin").read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not answer.")


def _beside_the_empty_page(pages: dict[str, str], cookie: str) -> None:
    _load("/empty", cookie)
    for name, url in pages.items():
        request = Request(f"http://127.0.0.1:{PORT}{url}", headers={"Cookie": cookie})
        assert b"<main" in urlopen(request).read()
        pairs = [(_load("/empty", cookie), _load(url, cookie)) for _ in range(ROUNDS)]
        shares = [page / empty for empty, page in pairs]
        print(
            f"{name:10} {statistics.median(page for _, page in pairs):6.0f} a second, "
            f"empty {statistics.median(empty for empty, _ in pairs):6.0f}: "
            f"{statistics.median(shares):.3f} of it (from {min(shares):.3f} to {max(shares):.3f}, "
            f"wanted {LEAST_SHARE})"
        )


def _load(url: str, cookie: str) -> float:
    """Requests a second, none of them failed."""
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    command += ["-H", f"Cookie: {cookie}", f"http://127.0.0.1:{PORT}{url}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    line = next(line for line in said.splitlines() if line.startswith("Requests/sec"))
    return float(line.split()[1])


if __name__ == "__main__":
    main()
