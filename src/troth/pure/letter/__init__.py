"""A letter's bytes, understood."""

from troth.pure.letter.model import Address, AutoReply, Bounce, Letter

__all__ = ["Address", "AutoReply", "Bounce", "Letter"]
