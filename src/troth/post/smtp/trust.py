"""Whom to trust."""

import os
import ssl

from troth.post.smtp.failures import UnreachableError

CA_VARIABLE = "TROTH_SMTP_CA"
"""Names a file of certificates to trust besides the machine's own, for a private server."""


def trusted() -> ssl.SSLContext:
    """The machine's certificates (or SSL_CERT_FILE) and those of TROTH_SMTP_CA."""
    context = ssl.create_default_context()
    own = os.environ.get(CA_VARIABLE)
    try:
        if own:
            context.load_verify_locations(own)
    except OSError as error:
        raise UnreachableError(
            f"{CA_VARIABLE} names {own}, which is no file of certificates: "
            f"{(error.strerror or type(error).__name__).lower()}."
        ) from None
    return context
