"""Ports of this machine: which one is free, and whether pages come from it."""

import socket
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from time import sleep

HOST = "127.0.0.1"
USUAL = 8420
NEXT = 50
"""Ports that are tried after the one asked for."""

LAST = 65_535
ANSWER_SECONDS = 20.0
PAUSE_SECONDS = 0.03


class NoPortError(Exception):
    """Every port that was tried is taken."""


def free_port(wanted: int) -> int:
    """`wanted`, or the next free one after it. Raises NoPortError."""
    last = min(wanted + NEXT, LAST)
    for port in range(wanted, last + 1):
        if is_free(port):
            return port
    raise NoPortError(f"Ports {wanted} to {last} are all taken. Name another one with --port.")


def is_free(port: int) -> bool:
    """Whether nothing listens there; what was closed just now does not count."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError:
            return False
        return True


def answers(port: int, path: str, *, while_true: Callable[[], bool]) -> bool:
    """Wait until a page comes from there; False once `while_true` no longer holds."""
    while while_true():
        connection = HTTPConnection(HOST, port, timeout=ANSWER_SECONDS)
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except (OSError, HTTPException):
            sleep(PAUSE_SECONDS)
        else:
            return True
        finally:
            connection.close()
    return False
