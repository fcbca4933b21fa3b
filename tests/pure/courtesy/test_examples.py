"""The examples in docstrings hold."""

import doctest

import pytest

from troth.pure.courtesy import clients, persons, rank


@pytest.mark.parametrize("module", [clients, persons, rank])
def test_the_examples_of_a_module_hold(module):
    found = doctest.testmod(module)

    assert found.attempted
    assert not found.failed
