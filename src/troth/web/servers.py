"""Servers elsewhere: whose certificates to trust, and what it means where one is not reached."""

import os
import socket
import ssl

from troth.web.because import because


def trusted(variable: str, *, refusal: type[Exception]) -> ssl.SSLContext:
    """The machine's certificates (or SSL_CERT_FILE), and those of the file that `variable` names.

    Raises `refusal` where it names no file of certificates.
    """
    context = ssl.create_default_context()
    own = os.environ.get(variable)
    try:
        if own:
            context.load_verify_locations(own)
    except OSError as error:
        raise refusal(
            f"{variable} names {own}, which is no file of certificates: {because(error)}."
        ) from None
    return context


def unreached(error: OSError, *, host: str, port: int, usual: str, variable: str) -> str:
    """Why a server was not reached, and what to do.

    `usual` names the port where its TLS mostly is, `variable` a file of certificates.
    """
    where = f"{host}, port {port},"
    match error:
        case socket.gaierror():
            return f"There is no server named {host}. Look at the address and the network."
        case ConnectionRefusedError():
            return f"{where} takes no connection. Look at the host and the port."
        case ssl.SSLCertVerificationError():
            return (
                f"The certificate of {host} is not trusted: {error.verify_message}. "
                f"If the server is your own, name its certificate in {variable}."
            )
        case ssl.SSLError():
            return f"{where} does not speak TLS. Look at the port: {usual}."
        case TimeoutError():
            return f"{where} did not answer in time. Look at the network and the port."
        case _:
            return f"{where} could not be reached: {because(error)}. Look at the network."
