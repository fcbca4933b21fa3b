"""What goes wrong on the way to a mail server, each in a sentence that says what to do next."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from troth.post.address import Address
from troth.post.smtp.failures import PassingError, UnreachableError
from troth.post.smtp.trust import CA_VARIABLE

NETWORK = (OSError, smtplib.SMTPException, ValueError)
"""What is raised when a connection or an answer breaks; smtplib's own errors are OSErrors."""


@contextmanager
def reaching(address: Address) -> Iterator[None]:
    """Turns every failure of the connection into an UnreachableError."""
    try:
        yield
    except NETWORK as error:
        raise UnreachableError(_sentence(error, address)) from error


def _sentence(error: Exception, address: Address) -> str:
    where = f"{address.host}, port {address.port},"
    match error:
        case socket.gaierror():
            return f"There is no server named {address.host}. Look at the address and the network."
        case ConnectionRefusedError():
            return f"{where} takes no connection. Look at the host and the port."
        case ssl.SSLCertVerificationError():
            return (
                f"The certificate of {address.host} is not trusted: {error.verify_message}. "
                f"If the server is your own, name its certificate in {CA_VARIABLE}."
            )
        case ssl.SSLError():
            return f"{where} does not speak TLS. Look at the port: smtps is usually 465."
        case _:
            return _of_broken(error, where)


def _of_broken(error: Exception, where: str) -> str:
    """There was a connection, or nearly."""
    match error:
        case TimeoutError():
            return f"{where} did not answer in time. It is tried again later."
        case smtplib.SMTPServerDisconnected():
            return f"{where} hung up. It is tried again later."
        case smtplib.SMTPException() | ValueError():
            return f"{where} does not answer like a mail server: {error}. Look at the port."
        case _:
            reason = str(getattr(error, "strerror", "") or error or type(error).__name__).lower()
            return f"{where} could not be reached: {reason}. Look at the network."


def later(host: str, words: str) -> PassingError:
    return PassingError(f"{host} would not take it now: {words}. It is tried again later.")
