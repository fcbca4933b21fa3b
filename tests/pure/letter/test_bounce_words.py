"""Mail servers that tell a person in plain words that a letter did not arrive, and look-alikes."""

import pytest

from tests.pure.letter.letters import letter
from troth.pure.letter import Bounce, parse, parse_plain

DAEMON = "Mail Delivery Subsystem <MAILER-DAEMON@mx.firm.example>"
RETURNED = "Message-ID: <offer@firm.example>\nSubject: The offer\n\nHello Anna\n"


def told(text, *, subject, sender=DAEMON, head=""):
    """A report in nothing but plain words."""
    return letter(text, sender=sender, head=head).replace(b"The plan", subject.encode())


QMAIL = """\
Hi. This is the qmail-send program at mx.firm.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up.

<anna@client.example>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.1.1 No such user

--- Below this line is a copy of the message.

Return-Path: <ben@firm.example>
Message-ID: <offer@firm.example>
"""

POSTFIX = """\
This is the mail system at host mx.firm.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<anna@client.example>: host mx.client.example[192.0.2.5] said: 550 5.1.1
    <anna@client.example>: User unknown (in reply to RCPT TO command)
"""

EXIM = """\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  anna@client.example
    host mx.client.example [192.0.2.9]
    SMTP error from remote mail server after RCPT TO:<anna@client.example>:
    550 5.1.1 no such user

------ This is a copy of the message, including all the headers. ------

Return-path: <ben@firm.example>
Message-ID: <offer@firm.example>
"""

EXIM_AT_HOME = """\
A message that you sent could not be delivered to one or more of its
recipients. The following address(es) failed:

  anna@client.example
    Unrouteable address
"""

GMAIL = """\
** Address not found **

Your message wasn't delivered to anna@client.example because the address couldn't be found.

The response from the remote server was:
550 5.1.1 The account does not exist.
"""

MICROSOFT_365 = """\
Your message to anna@client.example couldn't be delivered.

anna wasn't found at client.example.
"""

EXCHANGE = """\
Your message

  To:      Anna
  Subject: The offer

did not reach the following recipient(s):

anna@client.example on Mon, 2 Mar 2026 09:59:30 +0100
    The account does not exist at this organization.
    <mx.client.example #5.1.1>
"""

DOMINO = """\
Your message

  Subject: The offer

was not delivered to:

  anna@client.example

because:

  User anna (anna@client.example) not listed in Domino Directory
"""

GERMAN_HOUSE = """\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered. The following address
failed:

anna@client.example:
SMTP error from remote server for RCPT TO command, reason: 550 5.1.1 unknown user

--- The header of the original message is following. ---

Message-ID: <offer@firm.example>
"""

SENDMAIL = """\
The original message was received at Mon, 2 Mar 2026 10:03:47 +0100
from host-1.firm.example [192.0.2.4]

   ----- The following addresses had permanent fatal errors -----
<anna@client.example>
    (reason: 550 5.1.1 User unknown)

   ----- Transcript of session follows -----
>>> RCPT To:<anna@client.example>
<<< 550 5.1.1 User unknown
"""

YAHOO = """\
Sorry, we were unable to deliver your message to the following address.

<anna@client.example>:
554: delivery error: This user doesn't have an account

--- Below this line is a copy of the message.

Message-ID: <offer@firm.example>
"""

ONE_AND_ONE = """\
A message that you sent could not be delivered to one or more of
its recipients.

The following address failed:

anna@client.example

For the following reason:

Mail size limit exceeded.
"""

OLD_GMAIL = """\
Delivery to the following recipient failed permanently:

     anna@client.example

Technical details of permanent failure:
The server of the recipient refused it. The error that it returned was: 550 550 5.1.1 no user.

----- Original message -----

From: Ben <ben@firm.example>
Message-Id: <offer@firm.example>
"""

GERMAN = """\
Ihre E-Mail konnte an einen oder mehrere Empfänger nicht zugestellt werden:

anna@client.example
Grund: Das Postfach ist voll
"""

FRENCH = """\
Votre message n'a pas pu être remis à anna@client.example.

#550 5.1.10 destinataire introuvable
"""

SPANISH = """\
No se pudo entregar su mensaje a anna@client.example.
Motivo: el buzón no existe
"""

SAID = [
    (QMAIL, "failure notice", "192.0.2.7 does not like recipient. Remote host said: 550 5.1.1 No such user", "5.1.1", "offer@firm.example"),
    (POSTFIX, "Undelivered Mail Returned to Sender", "host mx.client.example[192.0.2.5] said: 550 5.1.1 <anna@client.example>: User unknown (in reply to RCPT TO command)", "5.1.1", ""),
    (EXIM, "Mail delivery failed: returning message to sender", "550 5.1.1 no such user", "5.1.1", "offer@firm.example"),
    (EXIM_AT_HOME, "Mail delivery failed", "Unrouteable address", "", ""),
    (GMAIL, "Delivery Status Notification (Failure)", "550 5.1.1 The account does not exist.", "5.1.1", ""),
    (MICROSOFT_365, "Undeliverable: The offer", "Your message to anna@client.example couldn't be delivered. anna wasn't found at client.example.", "", ""),
    (EXCHANGE, "Undeliverable: The offer", "The account does not exist at this organization. <mx.client.example #5.1.1>", "5.1.1", ""),
    (DOMINO, "DELIVERY FAILURE: User anna not listed", "User anna (anna@client.example) not listed in Domino Directory", "", ""),
    (GERMAN_HOUSE, "Mail delivery failed", "SMTP error from remote server for RCPT TO command, reason: 550 5.1.1 unknown user", "5.1.1", "offer@firm.example"),
    (SENDMAIL, "Returned mail: see transcript for details", "550 5.1.1 User unknown", "5.1.1", ""),
    (YAHOO, "Failure Notice", "554: delivery error: This user doesn't have an account", "", "offer@firm.example"),
    (ONE_AND_ONE, "Mail delivery failed", "Mail size limit exceeded.", "", ""),
    (OLD_GMAIL, "Delivery Status Notification (Failure)", "550 5.1.1 no user.", "5.1.1", "offer@firm.example"),
    (GERMAN, "Unzustellbare Nachricht", "Das Postfach ist voll", "", ""),
    (FRENCH, "Non remis : Le devis", "550 5.1.10 destinataire introuvable", "5.1.10", ""),
    (SPANISH, "No se puede entregar: La oferta", "el buzón no existe", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "reason", "status", "original"), SAID)
def test_a_report_in_plain_words_is_read_like_one_in_fields(
    text, subject, reason, status, original
):
    raw = told(text, subject=subject)

    assert parse(raw).bounce == Bounce(
        "A mail server wrote that a letter could not be delivered",
        "anna@client.example",
        reason,
        status,
        "failed",
        original,
    )
    assert parse(raw) == parse_plain(raw)


@pytest.mark.parametrize(
    "sender",
    [
        "MAILER-DAEMON@mx.firm.example",
        "Mail Delivery System <Mailer-Daemon@mx.firm.example>",
        "Microsoft Outlook <MicrosoftExchange329e71ec88ae@firm.example>",
        "System Administrator <postmaster@firm.example>",
        "Systemadministrator <exchange@firm.example>",
    ],
)
def test_a_server_is_known_by_any_of_its_names(sender):
    assert parse(told(EXCHANGE, subject="Undeliverable: The offer", sender=sender)).bounce


@pytest.mark.parametrize(
    "subject",
    [
        "Undelivered Mail Returned to Sender",
        "Delivery Status Notification (Failure)",
        "Mail delivery failed: returning message to sender",
        "[extern] Undeliverable: The offer",
        "Returned mail: User unknown",
        "Unzustellbar: Das Angebot",
        "Benachrichtigung zum Übermittlungsstatus (Fehlgeschlagen)",
        "Ihre Nachricht an anna@client.example wurde nicht zugestellt",
        "Non remis : Le devis",
        "Échec de la remise du message",
        "Notification d'échec de remise",
        "No se puede entregar: La oferta",
        "Notificación del estado de entrega",
        "Mancato recapito",
        "Não é possível entregar: A oferta",
        "Onbestelbaar: De offerte",
    ],
)
def test_an_empty_return_path_and_such_a_subject_are_enough(subject):
    raw = told(
        "The mailbox is full.\n", subject=subject, sender="x@y.example", head="Return-Path: <>\n"
    )

    assert parse(raw).bounce is not None


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Warning: message 1abc-0001 delayed 24 hours",
            "A message that you sent has not yet been delivered.\n\n  anna@client.example\n",
        ),
        ("Delayed Mail (still being retried)", POSTFIX),
        ("Delivery Status Notification (Delay)", "It could not be delivered yet.\n"),
        ("Mail", "Your letter was not delivered. The server will retry for two days.\n"),
        ("Zustellung verzögert: Das Angebot", "Ihre E-Mail wurde noch nicht zugestellt.\n"),
        ("Remise retardée : Le devis", "Le message n'a pas encore été remis.\n"),
        ("Entrega retrasada: La oferta", "Aún no se ha entregado el mensaje.\n"),
    ],
)
def test_a_delay_in_plain_words_is_told_from_a_failure(subject, text):
    bounce = parse(told(text, subject=subject)).bounce

    assert bounce.action == "delayed"
    assert bounce.rule == "A mail server wrote that a letter is delayed; it still tries"


def test_a_server_that_gave_up_after_delays_has_failed():
    text = "Your letter was not yet delivered after five days. I gave up.\n"

    assert parse(told(text, subject="Undelivered Mail")).bounce.action == "failed"


def test_a_postmaster_who_returns_the_letter_under_such_a_subject_is_a_server():
    text = "Unknown user: anna@client.example\n\nOriginal message follows.\n\n" + RETURNED
    bounce = parse(
        told(text, subject="Undeliverable Mail", sender="Postmaster <postmaster@mx.example>")
    ).bounce

    assert bounce.reason == "Unknown user: anna@client.example"
    assert (bounce.address, bounce.original) == ("anna@client.example", "offer@firm.example")


def test_a_return_path_to_the_daemon_is_as_good_as_an_empty_one():
    raw = told(
        "The account is closed.\n\n<anna@client.example>\n",
        subject="Mail System Error - Returned Mail",
        sender="postmaster@client.example",
        head="Return-Path: <MAILER-DAEMON>\n",
    )

    assert parse(raw).bounce.address == "anna@client.example"


def test_the_recipients_named_in_the_header_come_first():
    raw = told(
        "It could not be delivered to bob@client.example.\n",
        subject="Mail delivery failed",
        head="X-Failed-Recipients: anna@client.example, eva@client.example\n",
    )

    assert parse(raw).bounce.address == "anna@client.example"


def test_neither_ones_own_address_nor_a_message_id_is_taken_for_the_one_not_reached():
    text = (
        "Your message of ben@firm.example (message-id: 17@firm.example) was not delivered.\n"
        "From: maria@firm.example\nAsk postmaster@mx.firm.example.\nIt was for anna@client.example\n"
    )

    assert parse(told(text, subject="Undeliverable")).bounce.address == "anna@client.example"


FORWARD = """\
Hi Ben, what does this mean?

---------- Forwarded message ---------
From: MAILER-DAEMON@mx.firm.example
Subject: Undelivered Mail Returned to Sender

I'm sorry to have to inform you that your message could not be delivered.
<eva@client.example>: 550 5.1.1 unknown
"""


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("anna@client.example", "Fwd: Undelivered Mail Returned to Sender", FORWARD),
        ("anna@client.example", "Undeliverable?", "Your letter came back: 550 user unknown.\n"),
        ("anna@client.example", "Undelivered Mail Returned to Sender", POSTFIX),
        (
            "postmaster@firm.example",
            "Undelivered mail to Anna",
            "Hi Ben,\n\nyour mail to eva@client.example was not delivered: 550 5.7.1.\n",
        ),
        (
            "System Administrator <it@client.example>",
            "Mail delivery problems this week",
            "Hi all,\n\nsome letters could not be delivered this week. We are on it.\n",
        ),
        ("MAILER-DAEMON@firm.example", "Your mailbox is full", "Please delete some letters.\n"),
        ("postmaster@firm.example", "The plan", "It is attached.\n"),
    ],
)
def test_a_person_who_forwards_or_discusses_a_report_is_no_mail_server(sender, subject, text):
    assert parse(told(text, subject=subject, sender=sender)).bounce is None


def test_an_automatic_reply_without_a_return_path_is_no_bounce():
    raw = told(
        "I am away, and this mailbox is not read: your message will not be delivered to anybody.\n",
        subject="Automatic reply: The offer",
        sender="anna@client.example",
        head="Return-Path: <>\n",
    )

    assert parse(raw).bounce is None
    assert parse(raw).auto_reply is not None
