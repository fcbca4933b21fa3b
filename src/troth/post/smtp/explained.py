"""What goes wrong on the way to a mail server, each in a sentence that says what to do next."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

from troth.post.address import Address
from troth.post.smtp.failures import PassingError, UnreachableError
from troth.web.servers import unreached

CA_VARIABLE = "TROTH_SMTP_CA"
"""Names a file of certificates to trust besides the machine's own, for a private server."""

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
        case TimeoutError():
            return f"{where} did not answer in time. It is tried again later."
        case smtplib.SMTPServerDisconnected():
            return f"{where} hung up. It is tried again later."
        case OSError() if not isinstance(error, smtplib.SMTPException):
            return unreached(
                error,
                host=address.host,
                port=address.port,
                usual="smtps is usually 465",
                variable=CA_VARIABLE,
            )
        case _:
            return f"{where} does not answer like a mail server: {error}. Look at the port."


def later(host: str, words: str) -> PassingError:
    return PassingError(f"{host} would not take it now: {words}. It is tried again later.")
