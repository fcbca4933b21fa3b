"""Who owes what to whom, decided from findings and from the letters after them."""

from troth.pure.ledger.account import Account, Debt, Owed, account, debt_of, owed_in
from troth.pure.ledger.addressing import spoken_to
from troth.pure.ledger.letters import UNDATED, Letters
from troth.pure.ledger.lists import Section, due_end, is_overdue, lists, section_of, urgency
from troth.pure.ledger.model import Matter, Posted, Standing
from troth.pure.ledger.people import client_of, counterparts, domain, likely_owners
from troth.pure.ledger.standing import SURE_ENOUGH, debtors, decide
from troth.pure.ledger.threads import join, key, subject_key

__all__ = [
    "SURE_ENOUGH",
    "UNDATED",
    "Account",
    "Debt",
    "Letters",
    "Matter",
    "Owed",
    "Posted",
    "Section",
    "Standing",
    "account",
    "client_of",
    "counterparts",
    "debt_of",
    "debtors",
    "decide",
    "domain",
    "due_end",
    "is_overdue",
    "join",
    "key",
    "likely_owners",
    "lists",
    "owed_in",
    "section_of",
    "spoken_to",
    "subject_key",
    "urgency",
]
