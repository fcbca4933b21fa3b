"""What tests of the worker may ask for."""

from tests.mail.dovecot import dovecot

__all__ = ["dovecot"]
