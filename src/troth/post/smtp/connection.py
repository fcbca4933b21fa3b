"""One conversation with a mail server, in which nothing is said that nobody wrote down before.

Source: RFC 5321.
"""

import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from socket import socket
from time import monotonic
from typing import Any, NamedTuple

from troth.post.address import Address

HELLO = "[127.0.0.1]"
"""What we call ourselves: the name of a person's machine is nobody's business. Source: RFC 5321,
section 4.1.3 (an address in place of a name)."""

LONGEST_ANSWER = 64 * 1024
"""Bytes. A server that goes on and on is not listened to."""

YES = range(200, 300)
LATER = range(400, 500)
NEVER = range(500, 600)
GO_ON = 354
CLOSING = 421


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait: for a connection, for an answer, and for the answer to a whole letter.

    Who stops waiting for that last one does not know whether the letter arrived: ten minutes are
    what a server may take. Source: RFC 5321, section 4.5.3.2.6.
    """

    connect_seconds: float = 15
    answer_seconds: float = 60
    end_seconds: float = 600


class Reply(NamedTuple):
    code: int
    words: bytes


class EndlessAnswerError(smtplib.SMTPException):
    """The server's answer has no end."""


class EarlyWordsError(smtplib.SMTPException):
    """Something was said before the connection was encrypted that would be heard after."""


class Connection(smtplib.SMTP):
    """An SMTP client that bounds every answer, and stops before the last line of a letter."""

    def __init__(self, address: Address, *, limits: Limits, trusted: ssl.SSLContext) -> None:
        super().__init__(local_hostname=HELLO, timeout=limits.connect_seconds)
        self._host = address.host
        self._address = address
        self._limits = limits
        self._trusted = trusted
        self._wait = limits.answer_seconds
        self._heard = b""

    @property
    def host(self) -> str:
        return self._address.host

    def greet(self) -> Reply:
        """Connect; what the server says first."""
        return Reply(*self.connect(self._address.host, self._address.port))

    def letter(self, lines: bytes, *, before_end: Callable[[], None]) -> Reply:
        """DATA and all of the letter, then `before_end`, and only then the line that ends it.

        A server must throw away what breaks off before that line (RFC 5321, section 4.1.1.4).
        Where it does not want the letter, or no more of it, what it says instead is returned.
        """
        answer = Reply(*self.docmd("DATA"))
        if answer.code != GO_ON:
            return answer
        self.send(dotted(lines))
        if self._speaks_early():
            answer = Reply(*self.getreply())
            self.close()
            return answer
        before_end()
        return self._ended()

    def getreply(self) -> tuple[int, bytes]:
        """One answer, whole within its time; -1 for what is none."""
        until, words, size = monotonic() + self._wait, list[bytes](), 0
        while True:
            line = self._line(until=until)
            size += len(line)
            if size > LONGEST_ANSWER:
                self.close()
                raise EndlessAnswerError("its answer has no end")
            words.append(line[4:].strip())
            if not line[:3].isdigit() or line[3:4] not in (b" ", b"-", b""):
                return -1, line
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(words)

    def starttls(self, *_given: Any, **_named: Any) -> tuple[int, bytes]:
        """Encrypt. What came before the handshake in the same breath is somebody else's.

        Source: RFC 3207, section 6; CVE-2011-0411, the injection of words before TLS.
        """
        code, words = self.docmd("STARTTLS")
        if code not in YES or self.sock is None:
            return code, words
        if self._heard:
            raise EarlyWordsError("something was said before the connection was encrypted")
        self.sock = self._trusted.wrap_socket(self.sock, server_hostname=self._host)
        self.ehlo_resp = self.helo_resp = None
        self.esmtp_features, self.does_esmtp = {}, False
        return code, words

    def send(self, s: Any) -> None:
        """Say it, within the time of an answer."""
        if self.sock is not None:
            self.sock.settimeout(self._limits.answer_seconds)
        super().send(s)

    def close(self) -> None:
        """Hang up without a word."""
        super().close()
        self._heard = b""

    def _speaks_early(self) -> bool:
        """Whether the server says something, or hangs up, while it should listen."""
        if self.sock is None or self._heard:
            return bool(self._heard)
        self.sock.settimeout(0)
        try:
            self._heard = self.sock.recv(4096)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        if not self._heard:
            raise smtplib.SMTPServerDisconnected("the server hung up")
        return True

    def _ended(self) -> Reply:
        self._wait = self._limits.end_seconds
        try:
            self.send(b".\r\n")
            return Reply(*self.getreply())
        finally:
            self._wait = self._limits.answer_seconds

    def _line(self, *, until: float) -> bytes:
        while b"\n" not in self._heard:
            left = until - monotonic()
            if self.sock is None or len(self._heard) > LONGEST_ANSWER:
                self.close()
                raise EndlessAnswerError("its answer has no end")
            self.sock.settimeout(max(left, 0.001))
            piece = self.sock.recv(4096) if left > 0 else b""
            if left <= 0:
                raise TimeoutError
            if not piece:
                self.close()
                raise smtplib.SMTPServerDisconnected("the server hung up")
            self._heard += piece
        line, _, self._heard = self._heard.partition(b"\n")
        return line.rstrip(b"\r")

    def _get_socket(self, host: str, port: int, timeout: float) -> socket:
        plain: socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        if not self._address.is_tls_at_once:
            return plain
        return self._trusted.wrap_socket(plain, server_hostname=self._host)


def dotted(lines: bytes) -> bytes:
    """The letter with its lines ended and its dots doubled, as it travels, without the last dot."""
    whole = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return (b"\r\n" + whole).replace(b"\r\n.", b"\r\n..")[2:]


def worded(address: str, options: Sequence[str]) -> str:
    """The rest of a MAIL or RCPT line."""
    return " ".join([f"<{address}>", *options])
