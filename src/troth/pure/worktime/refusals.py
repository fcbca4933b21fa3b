"""What cannot be counted in working time."""


class WorktimeError(ValueError):
    """Working time that cannot be told; its sentence says what to write instead."""
