"""Made-up practices for the gallery: what views prepare, in every state a page can be in."""

from typing import Any

Context = dict[str, Any]

PRACTICE = "Harbour IT"
LONG = (
    "Vereinigte Gemeinnützige Wohnungsbaugenossenschaft Süderelbe-Finkenwerder eingetragene "
    "Genossenschaft mit beschränkter Haftung"
)
WORD = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselbundverwaltungsbeauftragter"
NO_FORM: Context = {"typed": {}, "wrong": {}}


def frame(current: str = "", **changes: Any) -> Context:
    """What every page of a signed-in member stands in."""
    pages = [
        ("Today", "Today", "g t", "sunrise", 0),
        ("Found in mail", "Found", "g f", "inbox", 23),
        ("Clients", "Clients", "g c", "users", 0),
        ("Mailboxes", "Mail", "g m", "mailbox", 0),
        ("Search", "Search", "/", "search", 0),
    ]
    return {
        "practice": PRACTICE,
        "member": "Robin",
        "is_demo": False,
        "theme": "",
        "theme_url": "/theme",
        "you_url": "/you",
        "sign_out_url": "/sign-out",
        "pages": [
            {
                "label": label,
                "short": short,
                "url": f"/{short.lower()}",
                "key": key,
                "icon": icon,
                "count": count,
                "is_current": label == current,
            }
            for label, short, key, icon, count in pages
        ],
        "jot": [
            {"label": "A call or a meeting", "url": "/note", "key": "n"},
            {"label": "Good news", "url": "/did", "key": "w"},
            {"label": "A promise", "url": "/promise", "key": "p"},
        ],
        "given_up_url": "",
        "curtain": {"client": "", "url": "/curtain"},
        "notice": None,
    } | changes


def outside() -> Context:
    """The frame before anybody signed in."""
    return frame() | {"member": "", "practice": "", "pages": [], "jot": [], "curtain": None}


def when(words: str, iso: str = "2026-11-17T09:14:00+01:00") -> Context:
    return {"words": words, "iso": iso, "exact": "Tuesday, 17 November 2026, 09:14"}


def sentence(words: str, tone: str = "", url: str = "", exact: str = "") -> Context:
    return {"words": words, "tone": tone, "url": url, "exact": exact}


def row(
    words: str, moment: str = "", *, url: str = "/m/1", tone: str = "", detail: str = ""
) -> Context:
    return {
        "words": words,
        "url": url,
        "when": when(moment) if moment else None,
        "tone": tone,
        "detail": detail,
    }


def letter(**changes: Any) -> Context:
    """A letter to Anna with a promise in it."""
    return {
        "from_words": "You to Anna Weber",
        "to_words": "Copy to Tomas",
        "subject": "Re: Moving the mail server",
        "sent": when("Tuesday, 17 November, 09:14"),
        "before": (
            "Hello Anna,\n\nthank you for the list of mailboxes. Forty-one is fewer than I had "
            "feared, and the two shared ones are no trouble at all.\n\n"
        ),
        "lit": "I'll send you the migration plan by Friday, with the weekend it would happen on.",
        "after": (
            " Until then nothing changes for your guests or your reception.\n\nCould you ask "
            "Tomas who holds the password of the registrar? Without it we cannot move the "
            "domain.\n\nBest wishes\nRobin\n"
        ),
        "signature": "\n-- \nRobin, Harbour IT\n+49 40 555 0100",
        "quoted": "> Here is the list you wanted. Tomas says there are two more,\n> both shared.\n",
        "url": "/letter/1",
        "html_url": "",
        "attachments": [],
        "removed_words": "",
    } | changes


def lines() -> list[Context]:
    """Six clients on an ordinary morning."""
    told = [
        (
            "Hotel Lindenhof",
            sentence("The migration plan was due on Friday and is not sent.", "late", "/m/1"),
            sentence("Anna has been waiting for it since Tuesday.", url="/m/1"),
            sentence("Last heard from you on Tuesday by mail.", "quiet"),
        ),
        (
            "Boulangerie Morel",
            sentence("Next word is due tomorrow: the price of the second till.", "soon", "/m/2"),
            sentence("You have been waiting for the texts since 12 November.", url="/m/3"),
            sentence("Last heard from you on Thursday by phone.", "quiet"),
        ),
        (
            "Northgate Clinic",
            sentence("Claire asked on Wednesday whether the backup can be tested.", url="/m/4"),
            sentence("Next word is due on Wednesday: the report of November.", url="/m/5"),
            sentence("Last heard from you on 9 November by mail.", "quiet"),
        ),
        (
            "Bodega Teide",
            sentence("Next word is due on Friday: two weeks without one by then.", ""),
            sentence("Last heard from you on 13 November by mail.", "quiet"),
        ),
        (
            "Atelier Brandt",
            sentence("You have been waiting for the photographs since 3 November.", url="/m/6"),
            sentence("Last heard from you on Friday by mail.", "quiet"),
        ),
        (
            "Kestrel Books",
            sentence("Nothing is open. Next word is due on 4 December.", ""),
            sentence("Last heard from you on Friday in a meeting.", "quiet"),
        ),
    ]
    return [_line(number, name, list(says)) for number, (name, *says) in enumerate(told)]


def _line(number: int, name: str, says: list[Context]) -> Context:
    return {
        "id": number,
        "name": name,
        "url": f"/client/{number}",
        "sentences": says,
        "write_url": f"/write/{number}",
    }


def many_lines(count: int) -> list[Context]:
    return [
        _line(n, f"{each['name']} {n}", each["sentences"])
        for n in range(count)
        for each in [lines()[n % 6]]
    ]


def long_lines() -> list[Context]:
    says = [
        sentence(f"The {WORD} was due on Friday and is not sent.", "late", "/m/1"),
        sentence(f"{LONG} has been waiting for it since Tuesday.", url="/m/1"),
    ]
    return [_line(0, LONG, says), _line(1, WORD, says)]
