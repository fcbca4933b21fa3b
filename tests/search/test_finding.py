"""What is found, on either database alike."""

import pytest
from tests.search.kept import found, kept

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("server", ["the new server", "a new mail server is ready"]),
        ("new server ", ["the new server", "a new mail server is ready"]),
        ('"new server"', ["the new server"]),
        ("“new server”", ["the new server"]),
        ('"new ser', ["the new server"]),
        ('"new ser" ', []),
        ("new -mail", ["the new server"]),
        ('new -"mail server"', ["the new server"]),
        ("-new", ["Zürich, straße and café"]),
        ("ser", ["the new server", "a new mail server is ready"]),
        ("ser ", []),
        ("se", []),
        ("new se", ["the new server", "a new mail server is ready"]),
        ('"the ne', ["the new server"]),
        ("new se ", []),
        ("is", ["a new mail server is ready"]),
        ("ZURICH", ["Zürich, straße and café"]),
        ("zürich strasse", ["Zürich, straße and café"]),
        ("CAFÉ", ["Zürich, straße and café"]),
        ("cafe\u0301", ["Zürich, straße and café"]),
        ("nowhere", []),
        ("", []),
        ("-", []),
        ('"', []),
        ("* OR NOT ( ) : ' & | ! <->", []),
    ],
)
def test_what_is_typed_finds_what_says_it_the_newest_first(typed, wanted):
    kept("a new mail server is ready", "the new server", "Zürich, straße and café")

    assert found(typed) == wanted
