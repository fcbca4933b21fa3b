"""Who is named in a line."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple
from uuid import UUID

from troth.people.access import Viewer
from troth.people.models import Client, Contact
from troth.promises.refusals import RefusedError
from troth.pure.reading import fold

WORD = re.compile(r"[^\W\d_][\w-]*")
MOST_CHOICES = 5
SHORTEST = 2


class UnknownContactError(RefusedError):
    """Nobody in the line is a contact or a client."""

    def __init__(self, choices: Sequence[str]) -> None:
        such = f", such as {_listed(choices)}" if choices else "; add the client first"
        super().__init__(f"Nobody known is named here. Name a contact or a client{such}.")
        self.choices = tuple(choices)


class AmbiguousContactError(RefusedError):
    """Several contacts are called so."""

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__(
            f"Several are called so: {_listed(choices)}. Add the last name or the client."
        )
        self.choices = tuple(choices)


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a line is about, and where they stand in it; (0, 0) where nobody is named."""

    client: Client
    contact: Contact | None
    place: tuple[int, int]


class _Mention(NamedTuple):
    """`words` counts the words of the name in the line; `at` is where the first of them stands."""

    at: int
    end: int
    words: int
    name: str
    client: UUID
    contact: UUID | None


def named(viewer: Viewer, line: str, *, client: Client | None = None) -> Named:
    """The contact named first, else the client named first, else `client`.

    Merged and closed clients are left out. Raises UnknownContactError, AmbiguousContactError, each
    naming the choices.
    """
    clients = viewer.clients().filter(merged_into=None, closed_at=None)
    if client is not None:
        clients = clients.filter(pk=client.pk)
    firms = dict(clients.values_list("pk", "name"))
    people = list(
        Contact.objects.filter(client__in=clients)
        .order_by("name", "pk")
        .values_list("pk", "name", "client_id")
    )
    of_firms = _mentions(line, ((name, pk, None) for pk, name in firms.items()))
    of_people = _mentions(line, ((name, of, pk) for pk, name, of in people))
    spoken_of = {it.client for it in of_firms}
    at_these = [it for it in of_people if it.client in spoken_of]
    mentions = at_these or of_people or of_firms
    if mentions:
        return _the_one(mentions, firms)
    if client is not None:
        return Named(_in_full(client.pk), None, (0, 0))
    raise UnknownContactError(_near(line, [*(name for _, name, _ in people), *firms.values()]))


def _the_one(mentions: Sequence[_Mention], firms: Mapping[UUID, str]) -> Named:
    """Who is named first, by most words of their name."""
    first = min(it.at for it in mentions)
    here = [it for it in mentions if it.at == first]
    most = max(it.words for it in here)
    best = [it for it in here if it.words == most]
    if len(best) > 1:
        raise AmbiguousContactError([_choice(it, firms) for it in best[:MOST_CHOICES]])
    (one,) = best
    contact = Contact.objects.get(pk=one.contact) if one.contact else None
    return Named(_in_full(one.client), contact, (one.at, one.end))


def _mentions(line: str, names: Iterable[tuple[str, UUID, UUID | None]]) -> list[_Mention]:
    """Where any of these stand in the line, as written, or else in any case and without accents."""
    words = [(match[0], match.start(), match.end()) for match in WORD.finditer(line)]
    names = list(names)
    return _found({word: at for word, *at in reversed(words)}, names, fold=str) or _found(
        {fold(word): at for word, *at in reversed(words)}, names, fold=fold
    )


def _found(
    words: Mapping[str, Sequence[int]],
    names: Sequence[tuple[str, UUID, UUID | None]],
    *,
    fold: Callable[[str], str],
) -> list[_Mention]:
    found: list[_Mention] = []
    for name, client, contact in names:
        parts = [fold(part) for part in WORD.findall(name) if len(part) >= SHORTEST]
        held = sorted(tuple(words[part]) for part in parts if part in words)
        # A firm is called by its first word at least: "GmbH" alone is nobody.
        if held and (contact or parts[0] in words):
            at, end = held[0][0], _run_end(held)
            found.append(_Mention(at, end, len(held), name, client, contact))
    return found


def _run_end(held: Sequence[tuple[int, ...]]) -> int:
    """Where the words of a name that stand side by side end."""
    end = held[0][1]
    for start, after in held[1:]:
        if start != end + 1:
            break
        end = after
    return end


def _choice(mention: _Mention, firms: Mapping[UUID, str]) -> str:
    return f"{mention.name} ({firms[mention.client]})" if mention.contact else mention.name


def _near(line: str, names: Sequence[str]) -> list[str]:
    """Names much like a word of the line, else the first few."""
    by_word = {word.casefold(): name for name in names for word in WORD.findall(name)}
    near = [
        by_word[like]
        for word in WORD.findall(line)
        for like in get_close_matches(word.casefold(), by_word, n=2, cutoff=0.75)
    ]
    return list(dict.fromkeys(near or filter(None, names)))[:MOST_CHOICES]


def _in_full(pk: UUID) -> Client:
    return Client.objects.select_related("owner", "practice").get(pk=pk)


def _listed(choices: Sequence[str]) -> str:
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last
