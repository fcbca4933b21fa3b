"""Letters that leave leave by a real mail server here, too."""

from tests.post.conftest import clock, sender, server

__all__ = ["clock", "sender", "server"]
