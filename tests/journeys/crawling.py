"""Every page that links lead to, fetched in a person's session."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from tests.journeys.person import Person

MOST = 600
LINKS = re.compile(r'(?:href|src|hx-get)="([^"#]+)')
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


class Fetched(NamedTuple):
    path: str
    status: int
    headers: dict[str, str]
    body: str


def crawled(person: Person, *starts: str) -> Iterator[Fetched]:
    """The pages of the desk, from these on; what is asked for by POST is left alone."""
    waiting, seen = list(starts), set(starts)
    while waiting:
        assert len(seen) < MOST, "There is no end of it."
        page = fetched(person, waiting.pop(0))
        yield page
        if "text/html" in page.headers.get("content-type", ""):
            new = [it for it in _links(person, page) if it not in seen]
            waiting += dict.fromkeys(new)
            seen.update(new)


def fetched(person: Person, path: str) -> Fetched:
    answer = person.page.context.request.get(person.address + path)
    return Fetched(path, answer.status, answer.headers, answer.text())


def shape(path: str) -> str:
    """The page without whose it is: /clients/*/write."""
    parts = urlsplit(ID.sub("*", path))
    return f"{parts.path}?{re.sub('=[^&]*[0-9*][^&]*', '=', parts.query)}"


def _links(person: Person, page: Fetched) -> Iterator[str]:
    for link in LINKS.findall(page.body):
        whole = urljoin(person.address + page.path, html.unescape(link))
        if whole.startswith(person.address) and "/static/" not in whole:
            yield whole.removeprefix(person.address)
