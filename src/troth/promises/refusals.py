"""What a person asked for and cannot have; the sentence says what to do."""


class RefusedError(Exception):
    """Nothing was changed. The message is for the person."""
