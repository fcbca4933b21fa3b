import pytest

from tests.pure.letter.letters import letter
from troth.pure.letter import parse


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("List-Id: <plan.lists.example>\n", "It came through a mailing list (List-Id)."),
        (
            "List-Unsubscribe: <https://x.example>\n",
            "One can unsubscribe from it (List-Unsubscribe).",
        ),
        ("Precedence: bulk\n", "It calls itself mass mail (Precedence: bulk)."),
        (
            "Auto-Submitted: auto-generated\n",
            "A machine wrote it (Auto-Submitted: auto-generated).",
        ),
        ("Cc: " + ", ".join(f"p{n}@x.example" for n in range(20)) + "\n", "It has 21 recipients."),
        ("Cc: " + ", ".join(f"p{n}@x.example" for n in range(19)) + "\n", None),
        ("Precedence: first-class\n", None),
    ],
)
def test_mass_mail_is_named_with_its_reason(head, reason):
    assert parse(letter(head=head)).mass == reason


@pytest.mark.parametrize(
    ("sender", "mass"),
    [
        ("no-reply@x.example", True),
        ("donotreply@x.example", True),
        ("shop.noreply+12@x.example", True),
        ("reply@x.example", False),
        ("norah.reply@x.example", False),
    ],
)
def test_a_sender_that_takes_no_reply_writes_mass_mail(sender, mass):
    assert (parse(letter(sender=sender)).mass is not None) == mass
