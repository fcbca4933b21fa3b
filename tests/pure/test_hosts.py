"""Servers as people write them."""

import doctest

import pytest

from troth.pure import hosts


def test_its_examples_hold():
    assert doctest.testmod(hosts).failed == 0
    assert doctest.testmod(hosts).attempted == 2


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "LOCALHOST"])
def test_what_stays_on_this_machine(host):
    assert hosts.is_loopback(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "localhost.example", "127.0.0.1.example", "", "::2"])
def test_what_leaves_it(host):
    assert not hosts.is_loopback(host)


@pytest.mark.parametrize(
    ("server", "parts"),
    [
        ("firm.example", ("firm.example", None)),
        ("[::1]:993", ("::1", 993)),
        ("firm.example:99999", (None, None)),
        ("firm.example:no", (None, None)),
        ("firm.example?x", (None, None)),
        ("[::1", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_server_is_a_host_and_perhaps_a_port_and_nothing_else(server, parts):
    assert hosts.host_and_port(server) == parts
