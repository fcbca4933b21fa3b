"""A letter's bytes, understood."""

from troth.pure.letter.bare import has_header, holds_several, parse_file
from troth.pure.letter.compose import parse_body
from troth.pure.letter.cut import cut
from troth.pure.letter.fast import Truncated, parse
from troth.pure.letter.limits import Limits
from troth.pure.letter.model import Address, AutoReply, Bounce, Cut, Letter, Sort
from troth.pure.letter.plain import parse_plain

__all__ = [
    "Address",
    "AutoReply",
    "Bounce",
    "Cut",
    "Letter",
    "Limits",
    "Sort",
    "Truncated",
    "cut",
    "has_header",
    "holds_several",
    "parse",
    "parse_body",
    "parse_file",
    "parse_plain",
]
