"""Whose mailbox, who the counterparts are, and which addresses are one client."""

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache

from troth.pure.ledger.model import Posted

FREEMAIL = frozenset(
    """
    126.com 163.com aim.com alice.it aol.com arcor.de bluewin.ch bol.com.br comcast.net daum.net
    earthlink.net fastmail.com fastmail.fm free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com
    gmx.de gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es
    hotmail.fr hotmail.it hushmail.com icloud.com inbox.ru laposte.net libero.it live.co.uk
    live.com live.de live.fr live.nl mac.com mail.com mail.de mail.ru mailbox.org mailfence.com
    me.com msn.com naver.com o2online.de online.de orange.fr outlook.com outlook.de outlook.es
    outlook.fr pm.me posteo.de proton.me protonmail.com qq.com rambler.ru rediffmail.com riseup.net
    rocketmail.com sfr.fr sina.com t-online.de telefonica.net terra.es tiscali.it tuta.com
    tuta.io tutanota.com uol.com.br verizon.net virgilio.it wanadoo.fr web.de yahoo.ca yahoo.co.in
    yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com
    yandex.ru ymail.com zoho.com
    """.split()
)
"""Domains whose addresses belong to persons, not to one house."""

MOST = 0.5
"""An address in more than this share of a mailbox's letters may be its owner's."""


def domain(email: str) -> str:
    """What stands after the last @, or "" where there is none."""
    return email.rpartition("@")[2] if "@" in email else ""


def is_freemail(name: str) -> bool:
    return name in FREEMAIL


@cache
def client_of(email: str) -> str:
    """The client an address belongs to: its registrable domain, or itself with a freemail house.

    Source: the Public Suffix List, as shipped with publicsuffixlist.
    """
    name = domain(email)
    if not name or is_freemail(name):
        return email
    return _suffixes().privatesuffix(name) or name


def counterparts(letters: Iterable[Posted], *, me: Collection[str]) -> set[str]:
    """Every address that I have written to, or that wrote to me alone."""
    found: set[str] = set()
    for letter in letters:
        if letter.sender in me:
            found.update(letter.to, letter.cc)
        elif letter.sender and not letter.cc and letter.to and all(to in me for to in letter.to):
            found.add(letter.sender)
    return found.difference(me)


def likely_owners(people: Iterable[Collection[str]]) -> list[tuple[str, float]]:
    """Whose mailbox this may be: addresses with the share of letters they stand in, most first.

    `people` holds, for each letter, everybody in From, To and Cc. At most three are named, and
    only those in more than half of the letters; the very first always.
    """
    counts: Counter[str] = Counter()
    total = 0
    for everybody in people:
        total += 1
        counts.update(set(everybody))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    shares = [(email, count / total) for email, count in ranked]
    return [pair for at, pair in enumerate(shares) if at == 0 or pair[1] > MOST]


@cache
def _suffixes():  # type: ignore[no-untyped-def]  # noqa: ANN202
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415  # 15 ms, only for client names

    return PublicSuffixList()
