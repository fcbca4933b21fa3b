"""The bytes of a connection: a reply has an end, whatever the server sends.

The client library reads as many bytes as a server announces, and as many lines as it likes.
"""

import os
import socket
import ssl
import time
import weakref
from contextlib import suppress
from imaplib import IMAP4
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from troth.mail.imap.address import Address
from troth.mail.imap.answers import Limits
from troth.mail.imap.signing_in import CA_VARIABLE, trust

LINE_BYTES = 1_000_000
CHUNK_BYTES = 64 * 1024
KEEP_ALIVE = {"TCP_KEEPIDLE": 120, "TCP_KEEPINTVL": 30, "TCP_KEEPCNT": 4}
"""Seconds, seconds, times: a connection whose other end has vanished is known after 4 minutes."""


class Client(IMAPClient):  # type: ignore[misc]  # the library has no types
    """The client library, with replies that end."""

    def __init__(self, address: Address, limits: Limits) -> None:
        self.limits = limits
        super().__init__(
            address.host,
            address.port,
            ssl=address.tls,
            ssl_context=_shared_trust() if address.tls else None,
            timeout=SocketTimeout(limits.connect_seconds, limits.read_seconds),
        )
        self.folder_encode = False
        keep_alive(self.socket())

    @property
    def was_overfull(self) -> bool:
        """Whether a reply was given up for its length."""
        return bool(self._imap.file.was_overfull)

    def interrupt(self) -> None:
        """Let whoever reads in another thread find the end of the connection, and close it."""
        with suppress(OSError):
            # Not the encrypted socket's own, which takes away what the other thread is using.
            socket.socket.shutdown(self.socket(), socket.SHUT_RDWR)

    def _create_IMAP4(self) -> Any:  # noqa: N802  # the library's name
        return _Tls(self) if self.ssl else _Plain(self)


class Bounded:
    """What is read in answer to one command: so many bytes and seconds, and no more."""

    def __init__(self, sock: socket.socket, limits: Limits) -> None:
        self.was_overfull = False
        self._socket = sock
        self._limits = limits
        self._held = bytearray()
        self.begin()

    def begin(self) -> None:
        """A command is sent: what follows is its answer."""
        self._bytes_left = self._limits.reply_bytes
        self._ends = time.monotonic() + self._limits.reply_seconds

    def readline(self, _most: int = -1) -> bytes:
        searched = 0
        while (end := self._held.find(b"\n", searched)) < 0:
            searched = len(self._held)
            if searched > LINE_BYTES:
                raise self._too_much("a line without an end")
            if not self._receive():
                return self._taken(len(self._held))
        return self._taken(end + 1)

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes, fewer only where the connection ends before."""
        if size > self._bytes_left:
            raise self._too_much(f"{size} bytes announced")
        while len(self._held) < size and self._receive():
            pass
        return self._taken(min(size, len(self._held)))

    def close(self) -> None:
        self._held.clear()

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._held[:size])
        del self._held[:size]
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise self._too_much("an answer without an end")
        return taken

    def _receive(self) -> bool:
        if time.monotonic() > self._ends:
            raise TimeoutError("timed out: the answer came too slowly")
        chunk = self._socket.recv(CHUNK_BYTES)
        self._held += chunk
        return bool(chunk)

    def _too_much(self, what: str) -> IMAP4.abort:
        self.was_overfull = True
        return IMAP4.abort(f"the server sent {what}")


class _Connection(IMAP4):
    """The library's connection, reading through `Bounded`."""

    limits: Limits

    def open(self, *how: Any, **else_: Any) -> None:
        super().open(*how, **else_)
        self.file.close()
        self.file: Any = Bounded(self.sock, self.limits)

    def send(self, data: Any) -> None:
        self.file.begin()
        super().send(data)

    def readline(self) -> bytes:
        return bytes(self.file.readline())

    def read(self, size: int) -> bytes:
        return bytes(self.file.read(size))


class _Plain(_Connection, IMAP4WithTimeout):  # type: ignore[misc]
    def __init__(self, client: Client) -> None:
        self.limits = client.limits
        IMAP4WithTimeout.__init__(self, client.host, client.port, client.limits.connect_seconds)


class _Tls(_Connection, IMAP4_TLS):  # type: ignore[misc]
    def __init__(self, client: Client) -> None:
        self.limits = client.limits
        seconds = client.limits.connect_seconds
        IMAP4_TLS.__init__(self, client.host, client.port, client.ssl_context, seconds)


def keep_alive(sock: socket.socket) -> None:
    """Let the system ask now and then whether the other end is still there."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEP_ALIVE.items():
        if hasattr(socket, name):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


_trusted: "weakref.WeakValueDictionary[tuple[str | None, ...], ssl.SSLContext]" = (
    weakref.WeakValueDictionary()
)


def _shared_trust() -> ssl.SSLContext:
    """Whom to trust, read once for all connections that are open at a time: it takes a megabyte."""
    told = (os.environ.get(CA_VARIABLE), os.environ.get("SSL_CERT_FILE"))
    context = _trusted.get(told)
    if context is None:
        context = _trusted[told] = trust()
    return context
