"""`python -m troth` is the same as `troth`."""

from troth.cli.main import main

main(prog_name="troth")
