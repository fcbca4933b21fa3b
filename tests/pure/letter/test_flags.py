import pytest

from tests.pure.letter.letters import letter, part, parts
from troth.pure.letter import Bounce, parse


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied\n",
        "auto-submitted: Auto-Replied (vacation)\n",
        "X-Autoreply: yes\n",
        "X-Autorespond:\n",
        "Precedence: auto_reply\n",
        "Precedence: bulk\nAuto-Submitted: auto-replied\n",
    ],
)
def test_an_automatic_reply_is_known_by_its_header_and_is_no_mass_mail(head):
    read = parse(letter(head=head))

    assert read.auto_reply is not None
    assert read.mass is None


@pytest.mark.parametrize(
    ("subject", "automatic"),
    [
        ("Automatic reply: The plan", True),
        ("Auto-Reply: The plan", True),
        ("Out of Office", True),
        ("Out of the office: back on Monday", True),
        ("Out of Office Re: The plan", False),
        ("Automatische Antwort: Der Plan", True),
        ("Out of office chairs again", False),
        ("Re: Automatic reply: The plan", False),
        ("The automatic reply we discussed", False),
    ],
)
def test_an_automatic_reply_is_known_by_a_subject_that_begins_with_it(subject, automatic):
    read = parse(letter().replace(b"The plan", subject.encode()))

    assert (read.auto_reply is not None) == automatic


def test_suppressed_answers_mark_a_reply_only_with_a_subject_that_tells_of_an_absence():
    head = "X-Auto-Response-Suppress: All\n"

    assert parse(letter(head=head)).auto_reply is None
    assert parse(letter(head=head).replace(b"The plan", b"I am on vacation")).auto_reply


def test_auto_submitted_no_is_a_person():
    assert parse(letter(head="Auto-Submitted: no\n")).auto_reply is None


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("List-Id: <plan.lists.example>\n", "It came through a mailing list (List-Id)."),
        (
            "List-Unsubscribe: <https://x.example>\n",
            "One can unsubscribe from it (List-Unsubscribe).",
        ),
        ("Precedence: bulk\n", "It calls itself mass mail (Precedence: bulk)."),
        (
            "Auto-Submitted: auto-generated\n",
            "A machine wrote it (Auto-Submitted: auto-generated).",
        ),
        ("Cc: " + ", ".join(f"p{n}@x.example" for n in range(20)) + "\n", "It has 21 recipients."),
        ("Cc: " + ", ".join(f"p{n}@x.example" for n in range(19)) + "\n", None),
        ("Precedence: first-class\n", None),
    ],
)
def test_mass_mail_is_named_with_its_reason(head, reason):
    assert parse(letter(head=head)).mass == reason


@pytest.mark.parametrize(
    ("sender", "mass"),
    [
        ("no-reply@x.example", True),
        ("donotreply@x.example", True),
        ("shop.noreply+12@x.example", True),
        ("reply@x.example", False),
        ("norah.reply@x.example", False),
    ],
)
def test_a_sender_that_takes_no_reply_writes_mass_mail(sender, mass):
    assert (parse(letter(sender=sender)).mass is not None) == mass


def report(*, action="failed"):
    status = (
        "Reporting-MTA: dns; mx.firm.example\n\n"
        "Final-Recipient: rfc822; Anna@Client.example\n"
        f"Action: {action}\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such\n mailbox\n"
    )
    body = parts(part("It could not be delivered."), part(status, kind="message/delivery-status"))
    return letter(
        body,
        sender="mailer-daemon@mx.firm.example",
        content='multipart/report; report-type=delivery-status; boundary="edge"',
    )


def test_a_delivery_report_is_a_bounce_with_address_and_reason():
    assert parse(report()).bounce == Bounce(
        "multipart/report; report-type=delivery-status",
        "anna@client.example",
        "550 5.1.1 no such mailbox",
    )


@pytest.mark.parametrize("action", ["delayed", "delivered"])
def test_a_report_of_anything_but_failure_is_no_bounce(action):
    assert parse(report(action=action)).bounce is None


def test_a_report_in_plain_words_is_a_bounce():
    raw = letter(
        "This letter was not delivered.\n\n<anna@client.example>: 550 unknown user\n",
        head="Return-Path: <>\n",
        sender="MAILER-DAEMON@mx.firm.example",
    )
    bounce = parse(raw).bounce

    assert (bounce.address, bounce.reason) == ("anna@client.example", "550 unknown user")


def test_a_postmaster_who_writes_a_letter_is_no_bounce():
    assert parse(letter(sender="postmaster@firm.example")).bounce is None
