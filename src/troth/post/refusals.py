"""What a person asked of the outbox and cannot have; the sentence says what to do."""


class PostError(Exception):
    """Nothing was changed. The message is for the person."""
