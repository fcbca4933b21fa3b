"""The frame of a page that shows nothing of the practice."""

from typing import Any


def frame_outside(*, is_demo: bool = False) -> dict[str, Any]:
    """What `web/base.html` needs before anybody signed in, and where there is nothing to see."""
    return {
        "practice": "",
        "member": "",
        "is_demo": is_demo,
        "theme": "",
        "theme_url": "",
        "you_url": "",
        "sign_out_url": "",
        "pages": [],
        "jot": [],
        "given_up_url": "",
        "curtain": None,
        "notice": None,
    }
