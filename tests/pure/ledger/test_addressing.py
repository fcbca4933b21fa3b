"""To whom a sentence is spoken."""

import pytest

from troth.pure.ledger import spoken_to
from troth.pure.letter import Address, Letter

ROBIN = Address("robin@harbour.example", "Robin Hale")
SAM = Address("sam@harbour.example", "Sam Ode")
ANNA = Address("anna@acme.example", "Anna Berg")
BEN = Address("ben.kerr@acme.example", "")
INFO = Address("info@harbour.example", "")
ME = frozenset({ROBIN.email})


def letter(sender, to=(), cc=()) -> Letter:
    return Letter(
        message_id="1@test",
        references=(),
        sender=sender,
        to=tuple(to),
        cc=tuple(cc),
        sent_at=None,
        subject="",
        new="",
        quoted="",
        signature="",
        auto_reply=None,
        bounce=None,
        mass=None,
        problems=(),
    )


@pytest.mark.parametrize(
    ("addressee", "sender", "to", "cc", "expected"),
    [
        pytest.param("", ANNA, [ROBIN], [], [ROBIN], id="the only one written to"),
        pytest.param("Bob", ANNA, [ROBIN], [], [ROBIN], id="a nickname nobody here has"),
        pytest.param("Ben", ANNA, [ROBIN, BEN], [], [], id="somebody else is named"),
        pytest.param("Robin", ANNA, [BEN], [ROBIN], [ROBIN], id="a copy that names me"),
        pytest.param("", ANNA, [BEN], [ROBIN], [], id="a copy asks nothing"),
        pytest.param("", ANNA, [ROBIN, BEN], [], [ROBIN], id="nobody is named"),
        pytest.param("", ROBIN, [ANNA, BEN], [], [ANNA, BEN], id="mine, to both"),
        pytest.param("Ben", ROBIN, [ANNA, BEN], [], [BEN], id="mine, one is named"),
        pytest.param("Ben", ROBIN, [ANNA], [BEN], [BEN], id="mine, the named one is in copy"),
        pytest.param("", ANNA, [INFO], [], [ROBIN], id="an address of my house"),
        pytest.param("", SAM, [INFO], [], [], id="my house among itself"),
        pytest.param("", ANNA, [], [], [ROBIN], id="a blind copy"),
        pytest.param("", ANNA, [BEN], [], [], id="neither to me nor to my house"),
        pytest.param("", None, [ROBIN], [], [ROBIN], id="no sender"),
    ],
)
def test_who_is_addressed(addressee, sender, to, cc, expected):
    emails = tuple(person.email for person in expected)

    assert spoken_to(addressee, letter(sender, to, cc), me=ME) == emails
