"""Why the system refused, in words."""


def because(error: OSError) -> str:
    """The system's reason in its own words, without number and path."""
    return (error.strerror or str(error) or type(error).__name__).lower()
