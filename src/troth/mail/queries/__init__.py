"""Letters and mailboxes, as far as a viewer may see them."""

from troth.mail.queries.letters import LetterPage, Line, letter, letters_of
from troth.mail.queries.mailboxes import mailbox, mailboxes, states

__all__ = ["LetterPage", "Line", "letter", "letters_of", "mailbox", "mailboxes", "states"]
