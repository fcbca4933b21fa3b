"""The bytes of a letter: headers and parts, as the writer's program and the letter's form ask."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_string, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from troth.mail.sample.dialects import FLOWED, RICH, Sent, as_html, wrapped
from troth.mail.sample.people import Person, Program
from troth.mail.sample.story import Form, Scene

POLICY = policy.SMTP.clone(max_line_length=78)

ATTACHED = {
    "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M4 1v7"/></svg>\n',
    "rapport.txt": "cause : certificat expiré\nremède : certificat renouvelé et surveillé\n",
    "facture.txt": "11 heures de soutien\nsurveillance des certificats\n",
    "visitas.csv": "mes,visitas\n1,4210\n2,3984\n3,4467\n4,4630\n5,4102\n6,3377\n",
}


def sealed(scene: Scene, sent: Sent, *, answered: Sent | None) -> bytes:
    """The letter's bytes with CRLF line ends, the same for the same scene and instant."""
    message = EmailMessage(policy=POLICY)
    _head(message, scene, sent)
    _BODIES.get(scene.form, _letter)(message, scene, sent, answered)
    _settle_parts(message, sent.message_id)
    return message.as_bytes()


def message_id(scene: Scene, *, sent_at: datetime) -> str:
    """An id that two tellings of the story around different instants do not share."""
    seen = f"{scene.slug} {sent_at.astimezone(UTC).isoformat()}".encode()
    return f"<{hashlib.sha256(seen).hexdigest()[:24]}@{scene.writer.domain}>"


def _head(message: EmailMessage, scene: Scene, sent: Sent) -> None:
    message["From"] = _address(scene.writer)
    message["To"] = [_address(person) for person in scene.to]
    if scene.cc:
        message["Cc"] = [_address(person) for person in scene.cc]
    message["Subject"] = sent.subject
    message["Date"] = format_datetime(_with_whole_minutes(sent.sent_at))
    message["Message-ID"] = sent.message_id
    if sent.references:
        message["In-Reply-To"] = sent.references[-1]
        message["References"] = " ".join(sent.references)


def _with_whole_minutes(moment: datetime) -> datetime:
    # A Date header has no room for the seconds that offsets had before zones were agreed upon.
    offset = moment.utcoffset() or timedelta()
    return moment.astimezone(timezone(timedelta(minutes=offset // timedelta(minutes=1))))


def _letter(message: EmailMessage, scene: Scene, sent: Sent, _: Sent | None) -> None:
    program = scene.writer.program
    message.set_content(wrapped(sent.body, program=program), cte=_encoding(sent.body))
    if program in FLOWED:
        message.set_param("format", "flowed")
    if program in RICH:
        message.add_alternative(
            as_html(sent.body, program=program), subtype="html", cte="quoted-printable"
        )
    if scene.attached:
        _attach(message, scene.attached)


def _html_only(message: EmailMessage, scene: Scene, sent: Sent, _: Sent | None) -> None:
    page = as_html(sent.body, program=scene.writer.program)
    message.set_content(page, subtype="html", cte="quoted-printable")


def _mailing(message: EmailMessage, _: Scene, sent: Sent, __: Sent | None) -> None:
    message.set_content(sent.body, subtype="html", cte="quoted-printable")


def _invitation(message: EmailMessage, scene: Scene, sent: Sent, _: Sent | None) -> None:
    assert sent.meets_at, "an invitation names its hour"
    calendar = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sample//EN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        f"UID:{sent.message_id.strip('<>')}",
        f"DTSTAMP:{sent.sent_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{sent.meets_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        "DURATION:PT1H",
        f"SUMMARY:{sent.subject}",
        f"ORGANIZER:mailto:{scene.writer.email}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    message.set_content(sent.body, cte=_encoding(sent.body))
    message.add_alternative("\r\n".join(calendar), subtype="calendar", params={"method": "REQUEST"})


def _auto_reply(message: EmailMessage, _: Scene, sent: Sent, __: Sent | None) -> None:
    message["Auto-Submitted"] = "auto-replied"
    message.set_content(sent.body, cte=_encoding(sent.body))


def _newsletter(message: EmailMessage, scene: Scene, sent: Sent, _: Sent | None) -> None:
    message["List-Id"] = f"<letter.{scene.writer.domain}>"
    message["List-Unsubscribe"] = f"<https://letter.{scene.writer.domain}/leave>"
    message["Precedence"] = "bulk"
    message.set_content(sent.body, cte=_encoding(sent.body))
    page = as_html(sent.body, program=Program.WEB)
    message.add_alternative(page, subtype="html", cte="quoted-printable")


def _bounce(message: EmailMessage, scene: Scene, sent: Sent, answered: Sent | None) -> None:
    assert answered, "a bounce answers a letter"
    lost = answered.to[0].email
    message["Return-Path"] = "<>"
    message["Auto-Submitted"] = "auto-replied"
    message.set_type("multipart/report")
    message.set_param("report-type", "delivery-status")
    report = f"Final-Recipient: rfc822; {lost}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    report += "Diagnostic-Code: smtp; 550 5.1.1 mailbox unknown\r\n"
    status = f"Reporting-MTA: dns; {scene.writer.domain}\r\n\r\n{report}"
    head = f"From: {answered.writer.email}\r\nTo: {lost}\r\nMessage-ID: {answered.message_id}\r\n"
    for kind, text in (
        ("text/plain", sent.body),
        ("message/delivery-status", status),
        ("text/rfc822-headers", head),
    ):
        message.attach(_part(kind, text))


def _part(kind: str, text: str) -> EmailMessage:
    # Parsed, not built: the library wants a delivery status as a list of nested messages.
    return message_from_string(
        f"Content-Type: {kind}\n\n" + text.replace("\r\n", "\n"),
        EmailMessage,
        policy=POLICY,
    )


def _attach(message: EmailMessage, name: str) -> None:
    kind = {"svg": ("image", "svg+xml"), "csv": ("text", "csv"), "txt": ("text", "plain")}
    maintype, subtype = kind[name.rpartition(".")[2]]
    message.add_attachment(
        ATTACHED[name].encode(),
        maintype=maintype,
        subtype=subtype,
        filename=name,
        params={"charset": "utf-8"} if maintype == "text" else None,
    )


def _settle_parts(message: EmailMessage, seed: str) -> None:
    # The library draws its boundaries at random; the same story must give the same bytes.
    for number, part in enumerate(message.walk()):
        if part is not message:
            del part["MIME-Version"]
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            part.set_boundary(
                f"--=_{number}_{hashlib.sha256(f'{seed}{number}'.encode()).hexdigest()[:20]}"
            )


def _encoding(text: str) -> str:
    return "7bit" if text.isascii() else "quoted-printable"


def _address(person: Person) -> Address:
    return Address(person.name, addr_spec=person.email)


_BODIES: dict[Form, Callable[[EmailMessage, Scene, Sent, Sent | None], None]] = {
    Form.HTML_ONLY: _html_only,
    Form.MAILING: _mailing,
    Form.INVITATION: _invitation,
    Form.AUTO_REPLY: _auto_reply,
    Form.NEWSLETTER: _newsletter,
    Form.BOUNCE: _bounce,
}
