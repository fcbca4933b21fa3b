"""What letters tell of a contact and of a client, each with the words it rests on."""

from troth.pure.courtesy.clients import propose_client
from troth.pure.courtesy.model import Field, Proposal
from troth.pure.courtesy.proposing import propose

__all__ = ["Field", "Proposal", "propose", "propose_client"]
