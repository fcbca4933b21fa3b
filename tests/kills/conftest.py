"""What the scenes of kills may ask for."""

from tests.mail.dovecot import dovecot

__all__ = ["dovecot"]
