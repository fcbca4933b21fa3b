"""The ledger on a terminal: list by list, or client by client."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from troth.cli.words import age_words, certainty_words, day_words, due_words
from troth.promises.survey import Survey
from troth.pure.ledger import (
    SURE_ENOUGH,
    Matter,
    Owed,
    Section,
    Standing,
    account,
    client_of,
    counterparts,
    is_overdue,
    lists,
    owed_in,
    section_of,
)

SHOWN = 15
"""Matters a list shows before it says how many more there are."""

WIDE = 90
"""Columns of a terminal from which on a person's column is wider."""

INDENT = 2

SENTENCE_WIDTH = 90
"""Columns of the longest line of a sentence: longer ones are hard to read."""

BETWEEN = " · "

QUIET = "dim"
LOUD = "bold red"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page needs to know: the moment, the people's names, and how much to show."""

    at: datetime
    names: Mapping[str, str]
    width: int = 80
    why: bool = False
    everything: bool = False

    @property
    def person_width(self) -> int:
        return 24 if self.width >= WIDE else 18

    @property
    def sentence_width(self) -> int:
        """The columns that are left for a sentence beside the person."""
        return max(20, min(SENTENCE_WIDTH, self.width - INDENT - self.person_width - 2))

    def name(self, email: str) -> str:
        return self.names.get(email) or email


def by_list(survey: Survey, page: Page) -> RenderableType:
    """Every list that has something in it, each under its heading."""
    parts: list[RenderableType] = []
    for section, matters in lists(survey.matters, at=page.at).items():
        if matters:
            parts += [_heading(section, matters, page), _items(matters, page, _clients), ""]
    if not parts:
        parts = ["Nothing is open: no promise, no ask, nothing owed.", ""]
    return Group(*parts)


def _heading(section: Section, matters: Sequence[Matter], page: Page) -> Text:
    late = sum(is_overdue(matter, at=page.at) for matter in matters)
    text = Text(section.value, style="bold")
    text.append(f"  {len(matters)}", style=QUIET)
    if late:
        text.append(f", {late} overdue", style=LOUD)
    return text


def _items(
    matters: Sequence[Matter], page: Page, beneath: Callable[[Matter, Page], str]
) -> RenderableType:
    """The matters one after the other; `beneath` is what stands under the person's name."""
    wanted = [it for it in matters if page.everything or it.finding.certainty >= SURE_ENOUGH]
    shown = wanted if page.everything else wanted[:SHOWN]
    table = Table.grid(pad_edge=False)
    table.add_column(width=INDENT)
    table.add_column(width=page.person_width + 2, no_wrap=True)
    table.add_column(overflow="fold", width=page.sentence_width)
    for matter in shown:
        table.add_row("", _people(matter, page), _sentence(matter))
        table.add_row("", _short(beneath(matter, page), page, style=QUIET), _about(matter, page))
    more = _more(len(wanted) - len(shown), len(matters) - len(wanted))
    if more:
        table.add_row("", "", Text(more, style=QUIET))
    return table


def _more(unshown: int, unsure: int) -> str:
    parts = [f"{unshown} more"] if unshown else []
    parts += [f"{unsure} less certain"] if unsure else []
    return f"and {', '.join(parts)} (--all shows them)" if parts else ""


def _people(matter: Matter, page: Page) -> Text:
    names = ", ".join(page.name(email) for email in matter.counterpart)
    return _short(names or "?", page)


def _clients(matter: Matter, page: Page) -> str:
    """Whose people they are, where the names do not say it already."""
    named = (email for email in matter.counterpart if page.name(email) != email)
    return ", ".join(dict.fromkeys(client_of(email) for email in named))


def _list_name(matter: Matter, page: Page) -> str:
    section = section_of(matter, at=page.at)
    return section.value.lower() if section else ""


def _short(words: str, page: Page, *, style: str = "") -> Text:
    text = Text(words, style=style)
    text.truncate(page.person_width, overflow="ellipsis")
    return text


def _sentence(matter: Matter) -> Text:
    return Text(" ".join(matter.finding.sentence.split()))


def _about(matter: Matter, page: Page) -> Text:
    """Due date, age, certainty, and why where it is asked for; no line breaks inside one."""
    due = due_words(matter, at=page.at)
    late = is_overdue(matter, at=page.at)
    parts = [Text(due, style=LOUD if late else QUIET)] if due else []
    if matter.finding.actor:
        parts.append(Text(f"{matter.finding.actor} is to do it", style=QUIET))
    if matter.sent_at:
        parts.append(Text(age_words(matter.sent_at, at=page.at), style=QUIET))
    parts.append(Text(certainty_words(matter.finding.certainty), style=QUIET))
    if page.why:
        parts.append(Text(f"{matter.finding.rule} on “{matter.finding.words}”", style=QUIET))
    if matter.finding.answers and page.why:
        parts.append(Text(f"answers “{matter.finding.answers}”", style=QUIET))
    if matter.settled_by and (page.why or matter.standing is Standing.DEFERRED):
        parts.append(Text(f"since “{' '.join(matter.settled_by.split())}”", style=QUIET))
    return _packed(parts, width=page.sentence_width)


def _packed(parts: Sequence[Text], *, width: int) -> Text:
    lines = [parts[0]]
    for part in parts[1:]:
        if len(lines[-1]) + len(BETWEEN) + len(part) <= width:
            lines[-1] = Text.assemble(lines[-1], (BETWEEN, QUIET), part)
        else:
            lines.append(part)
    return Text("\n").join(lines)


def by_client(survey: Survey, page: Page, *, me: frozenset[str]) -> RenderableType:
    """One line per client: when they last heard from us, and who waits for whom; items beneath."""
    heard = _last_heard(survey, me)
    house = {client_of(email) for email in me}
    clients: dict[str, list[Matter]] = {client: [] for client in heard if client not in house}
    for matters in lists(survey.matters, at=page.at).values():
        for matter in matters:
            for client in dict.fromkeys(client_of(email) for email in matter.counterpart):
                if client in clients:
                    clients[client].append(matter)
    order = sorted(clients, key=lambda client: _client_order(clients[client], page, client))
    parts: list[RenderableType] = []
    for client in order:
        parts.append(_client_line(client, heard[client], clients[client], page))
        if clients[client]:
            parts += [_items(clients[client], page, _list_name), ""]
    return Group(*parts) if parts else Text("No client yet: nobody wrote to you or heard from you.")


def _last_heard(survey: Survey, me: frozenset[str]) -> dict[str, int]:
    """For each client the instant of my latest letter to them, 0 where they never heard from me."""
    heard = {client_of(email): 0 for email in counterparts(survey.letters, me=me)}
    for letter in survey.letters:
        if letter.sender in me and letter.sent:
            for email in {*letter.to, *letter.cc} - me:
                client = client_of(email)
                heard[client] = max(heard.get(client, 0), letter.sent)
    return heard


def _client_order(matters: Sequence[Matter], page: Page, client: str) -> tuple[int, int, str]:
    late = sum(is_overdue(matter, at=page.at) for matter in matters)
    return (-late, -len(matters), client)


def _client_line(client: str, heard: int, matters: Sequence[Matter], page: Page) -> Text:
    text = Text(client, style="bold")
    if "@" in client and page.names.get(client):
        text = Text(page.name(client), style="bold")
    last = datetime.fromtimestamp(heard, tz=page.at.tzinfo) if heard else None
    ago = age_words(last, at=page.at) if last else "never"
    text.append(f"  heard from you {ago}", style="default")
    for words, style in _waiting(matters, page):
        text.append(BETWEEN, style=QUIET)
        text.append(words, style=style)
    return text


def _waiting(matters: Sequence[Matter], page: Page) -> list[tuple[str, str]]:
    """Who waits for whom and since when, in words."""
    open_now = account(filter(None, (owed_in(it, at=page.at) for it in matters)), at=page.at)
    words = []
    if open_now.they_wait:
        words.append((f"waits for you since {_since(open_now.they_wait, page)}", "default"))
    if open_now.we_wait:
        words.append((f"you wait for them since {_since(open_now.we_wait, page)}", "default"))
    late = len(open_now.late_ours) + len(open_now.late_theirs)
    if late:
        words.append((f"{late} overdue", LOUD))
    return words or [("nobody waits", QUIET)]


def _since(owed: Owed, page: Page) -> str:
    first = owed.since.astimezone(page.at.tzinfo).date()
    return day_words(first, today=page.at.date())
