"""Some letters of a folder on a server: first what their headers say, then the wanted ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from troth.mail.imap.answers import Limits
from troth.mail.imap.batches import batches
from troth.mail.imap.fetching import Fetching
from troth.mail.imap.folders import ImapFolder
from troth.mail.looking.letters import FIELDS, Envelope, Seen, envelope_of, is_sent_name
from troth.mail.places import HeldPlace, Place

PIECE_BYTES = 4 * 2**20
LETTER_BYTES = 32 * 2**20
"""As much of a letter as `promises` reads."""
LIMITS = Limits(letter_bytes=PIECE_BYTES)
SENT_FLAG = "\\sent"


class Step(NamedTuple):
    """What one fetch gave: the wanted letters among the UIDs `looked_at`.

    `missing` are those that the server had named and did not give.
    """

    letters: tuple[Seen, ...]
    looked_at: list[int]
    missing: list[int]


class Weighed(NamedTuple):
    """An envelope with the letter's size in bytes, as the server says."""

    envelope: Envelope
    size: int


class OnServer:
    """A folder on a server."""

    def __init__(
        self, folder: ImapFolder, *, is_sent: bool, fetching: Fetching, limits: Limits
    ) -> None:
        self.name = folder.name
        self.is_sent = is_sent
        self._folder = folder
        self._fetching = fetching
        self._limits = limits

    def envelopes(self, uids: Sequence[int]) -> dict[int, Weighed]:
        """What the letters' headers say; one that the server does not give is left out."""
        heads = self._fetching.heads(self._folder, uids, names=FIELDS)
        return {
            uid: Weighed(envelope_of(heads[uid].fields), heads[uid].size)
            for uid in uids
            if uid in heads
        }

    def steps(
        self, uids: Sequence[int], *, is_chosen: Callable[[Envelope], bool]
    ) -> Iterator[Step]:
        """The letters for which `is_chosen` says yes, and on the way to them all the others."""
        envelopes = self.envelopes(uids)
        chosen = [uid for uid in uids if uid in envelopes and is_chosen(envelopes[uid].envelope)]
        rest = list(uids)
        for group in self._groups(chosen, envelopes):
            last = group[-1] if group and group[-1] != chosen[-1] else uids[-1]
            looked_at = [uid for uid in rest if uid <= last]
            rest = rest[len(looked_at) :]
            places = self._places(group, envelopes)
            letters = tuple(
                Seen(place, self.name, self.is_sent, uid, envelopes[uid].envelope)
                for uid, place in places.items()
            )
            given = envelopes.keys() - (set(group) - places.keys())
            yield Step(letters, looked_at, [uid for uid in looked_at if uid not in given])

    def _groups(
        self, chosen: Sequence[int], envelopes: Mapping[int, Weighed]
    ) -> Iterator[list[int]]:
        """What is fetched at once; one empty group where nothing is."""
        sizes = {uid: envelopes[uid].size for uid in chosen}
        limits = replace(self._limits, letter_bytes=LETTER_BYTES)
        return batches(chosen, sizes, limits=limits) if chosen else iter([[]])

    def _places(self, uids: Sequence[int], envelopes: Mapping[int, Weighed]) -> dict[int, Place]:
        bodies = self._fetching.bodies(self._folder, uids) if uids else {}
        places: dict[int, Place] = {}
        for uid in uids:
            if (body := bodies.pop(uid, None)) is not None:
                if len(body) >= self._limits.letter_bytes:
                    body = self._fetching.rest(self._folder, uid, body, most=LETTER_BYTES)
                # Some servers guess sizes; the guess counts only where the limit was reached.
                guess = envelopes[uid].size if len(body) >= LETTER_BYTES else 0
                places[uid] = HeldPlace(f"{self.name}, UID {uid}", body, max(guess, len(body)))
        return places


def holds_sent(folder: ImapFolder, listed: Sequence[ImapFolder]) -> bool:
    """Whether a folder is what the server flags as sent mail, beneath such a one, or so called."""
    tops = [other.levels for other in listed if SENT_FLAG in other.flags]
    flagged = any(folder.levels[: len(top)] == top for top in tops)
    return flagged or is_sent_name(folder.levels)
