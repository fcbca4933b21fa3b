from tests.safekeeping.lived import backup, lived, second_databases

__all__ = ["backup", "lived", "second_databases"]
