"""What the tests of where letters lie may ask for."""

from tests.mail.dovecot import dovecot

__all__ = ["dovecot"]
