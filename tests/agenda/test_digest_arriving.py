"""The letter of the day on its whole way: from the worker's minute to a real mail server."""

from html import unescape

import pytest
from click.testing import CliRunner

from tests.agenda.digest_world import DESK, digests, promised, sender_of
from tests.cli.terminal import lines_of
from tests.post.postman import PASSWORD, postman
from troth.cli.main import main
from troth.jobs import actions as jobs
from troth.jobs.models import Job
from troth.post.models import OutgoingState
from troth.promises.models import Matter
from troth.worker.tasks import TASKS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


SENDS_FROM = "post@harbour-it.example"
"""Another one than she gets mail at: to whoever reads there, the letter comes from elsewhere."""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with postman(tmp_path_factory.mktemp("postman")) as running:
        yield running


@pytest.fixture
def arrived(cast, server, settings):
    """The letter that reached Alice, and its lines."""
    settings.DESK_URL = DESK
    sender_of(cast.alice, cast, place=server.place(), password=PASSWORD, email=SENDS_FROM)
    promised(cast.acme, cast, what="I'll send you the plan by Friday.")
    TASKS["digest"](Job(name="digest"), cast.at)
    job = jobs.claim("worker", at=cast.at, names={"send"})
    TASKS["send"](job, cast.at)
    return server.letters()[-1], server.lines()[-1]


def test_it_arrives_at_the_member_alone_in_plain_text_and_html_and_says_that_nobody_wrote_it(
    arrived, server
):
    letter, _ = arrived
    text, html = letter.iter_parts()
    (row,) = digests()

    assert row.state == OutgoingState.SENT
    assert (server.taken[-1]["from"], server.taken[-1]["to"]) == (SENDS_FROM, row.to)
    assert letter["To"] == "alice@harbour-it.example"
    assert (letter["Cc"], letter["Bcc"]) == (None, None)
    assert letter["Subject"] == "Today: 1 urgent, 1 line"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == row.message_id
    assert text.get_content_type() == "text/plain"
    assert text.get_content().splitlines() == row.text.splitlines()
    assert html.get_content_type() == "text/html"
    assert f'<a href="{DESK}">' in html.get_content()
    assert Matter.objects.get().what in unescape(html.get_content())


def test_read_by_troth_itself_it_promises_nothing_and_is_nobodys_letter(arrived, tmp_path):
    _, lines = arrived
    for folder in ("cur", "new", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cur" / "1:2,S").write_bytes(lines)
    answer = CliRunner().invoke(
        main, ["scan", str(tmp_path), "--me", "alice@harbour-it.example", "--all", "--json"]
    )

    assert answer.exit_code == 0, answer.output
    assert lines_of(answer) == []
