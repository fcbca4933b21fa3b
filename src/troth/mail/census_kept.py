"""What counting a mailbox gave, as it is kept until its member has chosen."""

from troth.mail.looking import Census, ProposedClient
from troth.pure.courtesy.clients import name_of_domain

MOST_PROPOSED = 500
"""Clients that a census proposes: those with the most letters."""


def census_json(census: Census) -> dict[str, object]:
    """Plain JSON; clients come with the busiest first."""
    return {
        "total": census.total,
        "by_year": {str(year): number for year, number in census.by_year.items()},
        "folders": [[it.name, it.letters, it.is_sent] for it in census.folders],
        "clients": [
            {
                "key": it.key,
                "name": name_of(it),
                "names": list(it.names[:5]),
                "addresses": list(it.addresses[:5]),
                "received": it.received,
                "sent": it.sent,
                "first_on": it.first_on.isoformat(),
                "last_on": it.last_on.isoformat(),
                "is_two_way": it.is_two_way,
            }
            for it in census.clients[:MOST_PROPOSED]
        ],
        "me": sorted(census.me),
        "owners": [[it.address, it.sent] for it in census.owners],
        "unreadable": census.unreadable,
        "left_out": list(census.left_out),
    }


def name_of(proposed: ProposedClient) -> str:
    """What a client may be called: by the domain, or at a freemail house by the person's name."""
    if "@" not in proposed.key:
        return name_of_domain(proposed.key)
    return proposed.names[0] if proposed.names else proposed.key
