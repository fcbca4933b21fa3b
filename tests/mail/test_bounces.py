"""Letters that come back are told at the contact and never answered."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from tests.promises.letters import ALICE, ANNA, BEN, letter, mailbox_of, taken_in
from troth.agenda.situation import gather
from troth.mail.actions.bouncing import arrives_again
from troth.mail.bounces import may_tell, returned
from troth.mail.looking.letters import envelope_of
from troth.mail.models import Filing, Message
from troth.mail.places import HeldPlace
from troth.people.models import ContactAddress
from troth.post.models import Outgoing, OutgoingState
from troth.promises.intake import look_into
from troth.record.queries import check, of_chain

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
FULL = "552 5.2.2 mailbox full"


def report(  # noqa: PLR0913
    cast,
    *,
    email="anna@acme.example",
    original="1@test.example",
    sender="Mail Delivery System <MAILER-DAEMON@mx.harbour-it.example>",
    action="failed",
    hours=1.0,
    number=70,
) -> bytes:
    """What a mail server writes of a letter it could not deliver."""
    at = format_datetime(cast.at + timedelta(hours=hours))
    return (
        f"From: {sender}\nTo: {ALICE}\nSubject: Undelivered Mail Returned to Sender\nDate: {at}\n"
        f"Message-ID: <{number}@mx.harbour-it.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nThis is the mail system.\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {email}\nAction: {action}\nStatus: 5.2.2\n"
        f"Diagnostic-Code: smtp; {FULL}\n\n"
        f"--b\nContent-Type: message/rfc822\n\nMessage-ID: <{original}>\nSubject: x\n\nx\n--b--\n"
    ).encode()


@pytest.fixture
def looked(cast, tmp_path):
    """Looks into a Maildir with these letters in INBOX and in Sent, as the worker does."""
    for folder in ("cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"):
        (tmp_path / folder).mkdir(parents=True)
    mailbox = mailbox_of(cast, str(tmp_path))
    mailbox.state = "looking"
    mailbox.save()
    names = iter(range(100))

    def look(*raws, sent=(), at=None):
        for folder, letters in (("cur", raws), (".Sent/cur", sent)):
            for raw in letters:
                (tmp_path / folder / f"{next(names)}.x:2,S").write_bytes(raw)
        return look_into(mailbox, at=at or cast.at + DAY, processes=1)

    return look


def address_of(cast) -> ContactAddress:
    return ContactAddress.objects.get(email="anna@acme.example")


def mine(cast, **more) -> bytes:
    return letter("Hello Anna,\n\nall is well.", sender=ALICE, to=ANNA, number=1, **more)


def test_a_letter_that_came_back_is_told_of_the_address_and_is_no_word(cast, looked):
    looked(report(cast), sent=[mine(cast)])

    held = address_of(cast)
    assert held.bounced_since == held.bounced_at == cast.at + timedelta(hours=1)
    assert held.bounce_said == FULL
    assert not Filing.objects.get().is_word
    assert gather([cast.acme])[0].heard_at is None
    assert [it.kind for it in of_chain(cast.acme.pk, practice=cast.practice.pk, most=9)].count(
        "letter.came_back"
    ) == 2  # of the address at once, of the letter once it was read
    assert check(cast.acme.pk).result.broken is None


def test_looked_at_twice_it_is_told_once(cast, looked):
    looked(report(cast))
    raw = report(cast, number=71)
    looked(raw)
    before = of_chain(cast.acme.pk, practice=cast.practice.pk, most=9)

    assert [it.kind for it in before] == ["letter.came_back"]
    assert before[0].text == f"anna@acme.example: {FULL}"


def test_the_report_itself_is_not_stored(cast, looked):
    looked(report(cast))

    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("email", "original"),
    [
        ("dan@nowhere.example", "9@nowhere.example"),
        ("", ""),
        ("cleo@cove.example", "1@cove.example"),
    ],
)
def test_what_is_nobodys_leaves_no_trace(cast, looked, email, original):
    looked(report(cast, email=email, original=original))

    assert not Message.objects.exists()
    assert not ContactAddress.objects.exclude(bounced_at=None).exists()
    assert of_chain(cast.acme.pk, practice=cast.practice.pk, most=9) == []


def test_of_a_delay_nothing_is_said(cast, looked):
    looked(report(cast, action="delayed"))

    assert address_of(cast).bounced_at is None


def test_one_of_the_clients_own_servers_counts_and_stays_in_their_file(cast, looked):
    looked(report(cast, sender="Mail Delivery System <mailer-daemon@acme.example>"))

    assert address_of(cast).bounced_at is not None
    assert Filing.objects.get().client == cast.acme
    assert not Filing.objects.get().is_word


def test_who_wrote_since_is_reached(cast, looked):
    looked(report(cast))
    later = cast.at + 2 * DAY
    taken_in(cast, letter("I am back.", day=2, number=80))

    assert arrives_again(cast.acme, at=later) == 1
    held = address_of(cast)
    assert (held.bounced_since, held.bounced_at, held.bounce_said) == (None, None, "")
    assert arrives_again(cast.acme, at=later) == 0


def test_an_older_report_says_nothing_of_who_wrote_since(cast, looked):
    taken_in(cast, letter("I am back.", day=2, number=80))
    looked(report(cast))

    assert address_of(cast).bounced_at is None


def test_a_later_letter_that_stays_away_for_five_days_has_arrived(cast, looked):
    looked(report(cast))
    taken_in(cast, mine(cast, day=1))

    assert arrives_again(cast.acme, at=cast.at + 5 * DAY) == 0
    assert arrives_again(cast.acme, at=cast.at + 6 * DAY) == 1


def test_a_later_report_keeps_since_when(cast, looked):
    looked(report(cast))
    looked(report(cast, hours=5, number=72, original="2@test.example"))
    held = address_of(cast)

    assert held.bounced_since == cast.at + timedelta(hours=1)
    assert held.bounced_at == cast.at + timedelta(hours=5)


def left(cast, *, to=("anna@acme.example",), client=True) -> Outgoing:
    return Outgoing.objects.create(
        practice=cast.practice, by=cast.alice, client=cast.acme if client else None,
        kind="draft" if client else "digest", message_id="<1@test.example>", to=list(to),
        subject="x", text="x", made_at=cast.at, send_at=cast.at, sent_at=cast.at,
        state=OutgoingState.SENT,
    )  # fmt: skip


def test_the_letter_in_the_outbox_is_marked(cast, looked):
    outgoing = left(cast)
    looked(report(cast, email="undisclosed"))
    outgoing.refresh_from_db()

    assert outgoing.refused == {"anna@acme.example": FULL}
    assert address_of(cast).bounced_at is not None
    assert of_chain(cast.acme.pk, practice=cast.practice.pk, most=1)[0].kind == "letter.came_back"


def test_a_digest_that_came_back_is_told_on_the_practices_record(cast, looked):
    outgoing = left(cast, to=("alice@harbour-it.example",), client=False)
    looked(report(cast, email="alice@harbour-it.example"))
    outgoing.refresh_from_db()

    assert outgoing.refused == {"alice@harbour-it.example": FULL}
    kinds = [it.kind for it in of_chain(cast.practice.pk, practice=cast.practice.pk, most=9)]
    assert "letter.came_back" in kinds


def test_who_else_has_read_it_has_heard(cast, looked):
    looked(report(cast), sent=[mine(cast, cc="clara@acme.example")])

    assert Filing.objects.get().is_word


def test_a_colleagues_client_is_told_of_and_a_stranger_is_not(cast, looked):
    taken_in(cast, letter("Hello Ben.", sender=ALICE, to=BEN, number=5))
    looked(report(cast, email="ben@birch.example", original="5@test.example"))

    assert of_chain(cast.birch.pk, practice=cast.practice.pk, most=1)[0].kind == "letter.came_back"
    assert of_chain(cast.cove.pk, practice=cast.carol.practice_id, most=1) == []


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("MAILER-DAEMON@mx.example", True),
        ("Mail Delivery Subsystem <mailer-daemon@googlemail.example>", True),
        ("postmaster@firm.example", True),
        ("MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@firm.example", True),
        ("Anna <anna@acme.example>", False),
        ("news@firm.example", False),
    ],
)
def test_who_may_be_a_mail_server_is_told_by_the_envelope(sender, expected):
    assert may_tell(envelope_of(f"From: {sender}\nDate: x\n\n".encode())) is expected


class Gone:
    name = "INBOX, UID 7"

    def read(self, limit=None):
        raise OSError("gone")


def test_what_cannot_be_read_or_is_no_report_is_none():
    words = b"From: postmaster@firm.example\n\nLunch at noon?\n"

    assert returned(Gone()) is None
    assert returned(HeldPlace("a letter", words, len(words))) is None
