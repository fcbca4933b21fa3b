"""Ports for servers that must be told theirs before they take it."""

import random
import socket

BELOW_WHAT_IS_GIVEN_AWAY = range(20_000, 32_000)
"""The system gives no connection a port of these by itself: Linux gives 32768 and above, others
49152 and above. So between asking and taking, only another run of these tests can take it, and that
has thousands to choose from. Source: ip(7), ip_local_port_range; RFC 6335 section 6.
"""


def free_port() -> int:
    """One on loopback that nobody has now."""
    while True:
        port = random.SystemRandom().choice(BELOW_WHAT_IS_GIVEN_AWAY)
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
