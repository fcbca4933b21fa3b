"""What the letters of one contact tell of them, field by field."""

from collections.abc import Callable, Collection, Iterable, Sequence

from troth.pure.courtesy.address_form import address_form
from troth.pure.courtesy.case import Case, hear
from troth.pure.courtesy.channels import urgent_channel, usual_channel
from troth.pure.courtesy.fluency import fluency
from troth.pure.courtesy.gender import gender
from troth.pure.courtesy.language import language
from troth.pure.courtesy.liaison import liaison
from troth.pure.courtesy.model import Proposal
from troth.pure.courtesy.name import name
from troth.pure.courtesy.organisation import organisation
from troth.pure.courtesy.phone import phone
from troth.pure.courtesy.rank import rank
from troth.pure.courtesy.reports_to import reports_to
from troth.pure.courtesy.role import role
from troth.pure.courtesy.title import title
from troth.pure.courtesy.weighs_on import weighs_on
from troth.pure.courtesy.zone import zone
from troth.pure.letter import Letter

FIELDS: tuple[Callable[[Case], Iterable[Proposal]], ...] = (
    name,
    title,
    gender,
    role,
    phone,
    organisation,
    language,
    address_form,
    zone,
    fluency,
    rank,
    reports_to,
    usual_channel,
    urgent_channel,
    weighs_on,
    liaison,
)


def propose(
    theirs: Sequence[Letter], mine: Sequence[Letter], *, me: Collection[str]
) -> tuple[Proposal, ...]:
    """What one contact's letters, and mine to them, tell of that contact.

    Both are newest first; `me` are my addresses. A field that no letter speaks of is not proposed;
    telephone numbers and what weighs on them may be proposed several times. Mass mail, automatic
    replies and bounces say nothing, nor does what is quoted.
    """
    case = hear(theirs, mine, me=me)
    return tuple(proposal for field in FIELDS for proposal in field(case))
