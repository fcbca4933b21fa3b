"""The address of a member who has not said theirs yet."""

# Source: RFC 2606 (reserved names): nobody can have mail under .invalid.
PLACEHOLDER = "you@troth.invalid"


def is_placeholder(email: str) -> bool:
    """Whether the desk has to ask for the member's own address."""
    return email.endswith("@troth.invalid")
