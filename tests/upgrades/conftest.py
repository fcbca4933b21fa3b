"""Running practices, as the tests of the terminal have them."""

from tests.cli.conftest import port, up

__all__ = ["port", "up"]
