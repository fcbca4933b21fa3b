"""Letters of mail servers: each way in which they say that a letter did not arrive."""

import pytest

from tests.pure.letter.letters import letter, part, parts
from troth.pure.letter import Bounce, Sort, parse, parse_plain

DAEMON = "Mail Delivery Subsystem <MAILER-DAEMON@mx.firm.example>"
REPORT = "multipart/report; report-type=delivery-status"
RETURNED = "Message-ID: <offer@firm.example>\nSubject: The offer\n\nHello Anna\n"


def status(*lines, recipient="Final-Recipient: rfc822; Anna@Client.example"):
    """The body of a delivery-status part about one recipient."""
    return "\n".join(["Reporting-MTA: dns; mx.firm.example", "", recipient, *lines, ""])


def report(*inner, sender=DAEMON, kind=REPORT, text="It could not be delivered.", head=""):
    body = parts(part(text), *inner)
    return letter(body, sender=sender, content=f'{kind}; boundary="edge"', head=head)


def fields(*lines, **changed):
    return report(part(status(*lines, **changed), kind="message/delivery-status"))


TOLD = "It was not delivered.\n\n  anna@client.example\n    Unrouteable address\n"

FAILED = ("Action: failed", "Status: 5.1.1")
DIAGNOSED = (*FAILED, "Diagnostic-Code: smtp; 550 5.1.1 no such\n mailbox")


def test_a_delivery_report_is_a_bounce_with_address_reason_and_status():
    assert parse(fields(*DIAGNOSED)).bounce == Bounce(
        REPORT, "anna@client.example", "550 5.1.1 no such mailbox", "5.1.1", "failed"
    )


@pytest.mark.parametrize(
    ("lines", "reason", "status"),
    [
        (FAILED, "It could not be delivered.", "5.1.1"),
        (("Action: failed", "Status: 5.2.2 (mailbox full)"), "mailbox full", "5.2.2"),
        (
            ("Action: failed", "Diagnostic-Code: smtp; 552 5.2.3 too big"),
            "552 5.2.3 too big",
            "5.2.3",
        ),
        (
            ("Action: failed", "Status: 5.0.0", "Diagnostic-Code: smtp; 550 5.7.1 refused"),
            "550 5.7.1 refused",
            "5.7.1",
        ),
        (("Action: failure",), "It could not be delivered.", ""),
        (("Status: 5.1.1", "Diagnostic-Code: X-Postfix; unknown user"), "unknown user", "5.1.1"),
        (("Diagnostic-Code: host said: 550; no such user",), "host said: 550; no such user", ""),
    ],
)
def test_reason_and_status_are_the_most_exact_that_the_report_gives(lines, reason, status):
    bounce = parse(fields(*lines)).bounce

    assert (bounce.reason, bounce.status, bounce.action) == (reason, status, "failed")


@pytest.mark.parametrize(
    ("recipient", "address"),
    [
        ("Final-Recipient: rfc822;anna@client.example", "anna@client.example"),
        ("Final-Recipient: RFC822; <anna@client.example>", "anna@client.example"),
        ("Final-recipient: utf-8; änne@client.example", "änne@client.example"),
        (
            "Final-Recipient: LOCAL; \\Mailbox\nOriginal-Recipient: rfc822;anna@client.example",
            "anna@client.example",
        ),
        ("Original-Recipient: rfc822; anna@client.example", "anna@client.example"),
    ],
)
def test_the_address_is_found_however_the_server_writes_the_recipient(recipient, address):
    raw = fields(*FAILED, recipient=recipient)

    assert parse(raw).bounce.address == address


def test_a_delay_is_told_from_a_failure():
    bounce = parse(fields("Action: delayed", "Status: 4.4.1")).bounce

    assert (bounce.action, bounce.status) == ("delayed", "4.4.1")
    assert bounce.rule == f"{REPORT}: a delay, no failure; the server still tries"


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "Delivered (to mailbox)"])
def test_a_report_that_a_letter_arrived_is_no_bounce_but_a_receipt(action):
    read = parse(fields(f"Action: {action}", "Status: 2.0.0"))

    assert read.bounce is None
    assert read.auto_reply.sort is Sort.RECEIPT


def test_of_several_recipients_the_first_who_was_not_reached_is_named():
    ben = status("Action: delivered", recipient="Final-Recipient: rfc822; ben@client.example")
    eva = "Final-Recipient: rfc822; eva@client.example\nAction: delayed\n"
    bounce = parse(
        report(
            part(f"{ben}\n{eva}", kind="message/delivery-status"),
            part(status(*FAILED), kind="message/delivery-status"),
        )
    ).bounce

    assert (bounce.address, bounce.action) == ("anna@client.example", "failed")


@pytest.mark.parametrize(
    "returned",
    [
        part(RETURNED, kind="message/rfc822"),
        part(RETURNED, kind="text/rfc822-headers"),
        part(RETURNED, kind="message/global-headers"),
        part(RETURNED, kind="message/rfc822", head="Content-Disposition: attachment\n"),
    ],
)
def test_the_letter_that_did_not_arrive_is_named_by_its_message_id(returned):
    raw = report(part(status(*FAILED), kind="message/delivery-status"), returned)

    assert parse(raw).bounce.original == "offer@firm.example"


def test_a_delivery_status_in_base64_is_read():
    raw = report(
        part(
            "RmluYWwtUmVjaXBpZW50OiByZmM4MjI7YW5uYUBjbGllbnQuZXhhbXBsZQpBY3Rpb246IGZhaWxlZAo=",
            kind="message/delivery-status",
            head="Content-Transfer-Encoding: base64\n",
        )
    )

    assert parse(raw).bounce.address == "anna@client.example"


def test_a_report_inside_of_a_gateways_container_is_read_where_a_server_sends_it():
    inner = parts(
        part("Not delivered."),
        part(status(*DIAGNOSED), kind="message/delivery-status"),
        boundary="inner",
    )
    raw = report(
        part(inner, kind='multipart/report; boundary="inner"'), kind="multipart/mixed", head=""
    )

    assert parse(raw).bounce.reason == "550 5.1.1 no such mailbox"


def test_a_report_inside_of_the_returned_letter_is_an_older_storys():
    older = parts(
        part("It failed."),
        part(
            status(*FAILED, recipient="Final-Recipient: rfc822; eva@client.example"),
            kind="message/delivery-status",
        ),
        boundary="older",
    )
    returned = f'Message-ID: <offer@firm.example>\nContent-Type: multipart/report; boundary="older"\n\n{older}'
    bounce = parse(
        report(part(returned, kind="message/rfc822"), kind="multipart/mixed", text=TOLD)
    ).bounce

    assert (bounce.address, bounce.original) == ("anna@client.example", "offer@firm.example")


def test_a_letter_of_several_parts_is_asked_what_lies_beyond_its_text():
    raw = report(part(RETURNED, kind="message/rfc822"), kind="multipart/mixed", text=TOLD).replace(
        b"The plan", b"Mail delivery failed"
    )

    assert parse(raw).bounce.original == "offer@firm.example"
    assert parse(raw) == parse_plain(raw)


def test_a_report_that_a_person_attaches_is_theirs_to_talk_about():
    raw = report(
        part(status(*FAILED), kind="message/delivery-status"),
        sender="anna@client.example",
        kind="multipart/mixed",
    )

    assert parse(raw).bounce is None
    assert parse(raw) == parse_plain(raw)
