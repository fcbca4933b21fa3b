"""Keeping Today's lines true, and the letter of the day that tells them."""

from troth.agenda.actions.lines import catch_up

__all__ = ["catch_up"]
