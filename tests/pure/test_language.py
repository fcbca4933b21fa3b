import subprocess
import sys

import pytest

from troth.pure.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I will send you the draft of the plan tomorrow.", "en"),
        ("Ich schicke Ihnen den Entwurf morgen früh.", "de"),
        ("Je vous envoie le projet demain matin.", "fr"),
        ("Le envío el borrador mañana por la mañana.", "es"),
        ("OK", "und"),
        ("", "und"),
        ("12345 67890 12345 67890", "und"),
    ],
)
def test_the_language_of_a_text_is_recognised(text, language):
    assert language_of(text) == language


def test_the_classifier_is_not_loaded_before_it_is_asked():
    code = "import sys, troth.pure.language; print('py3langid' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout == "False\n"
