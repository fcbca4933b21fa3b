"""What may be done with letters: file them with their clients, erase one."""

from troth.mail.actions.erasing import empty
from troth.mail.actions.filing import FiledLetters, file, keep_states

__all__ = ["FiledLetters", "empty", "file", "keep_states"]
