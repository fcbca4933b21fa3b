"""Clients and their pages for the gallery."""

from typing import Any

from tests.web.gallery_world import NO_FORM, WORD, Context, frame, lines, row, sentence, when


def client(*, name: str = "Hotel Lindenhof", rows: int = 0, bare: bool = False) -> Context:
    told = {
        "name": name,
        "kind_words": "A client since March. You write every 14 days.",
        "url": "/client/0",
        "edit_url": "/client/0/edit",
        "sentences": [sentence("No letter yet.", "quiet")] if bare else lines()[0]["sentences"],
        "write": {"label": "Write", "says": f"Write to {name}", "url": "/write/0"},
        "jot": [
            {"label": "Note a call", "says": f"Note a call with {name}", "key": "n", "url": "/note"}
        ],
    }
    lists: Context = {
        "ours": [],
        "theirs": [],
        "asks": [],
        "contacts": [],
        "letters": [],
        "notes": [],
        "wins": [],
    }
    return {
        "title": name,
        "frame": frame("Clients"),
        "client": told,
        **(lists if bare else _lists(rows, name)),
        "letters_url": "/client/0/letters",
        "record_url": "/client/0/record",
        "record": ["Nothing is decided yet."]
        if bare
        else [
            "Of 18 promises since March you kept 15 on the day, 2 late and moved 1.",
            "They brought what they owed after 6 days, half of the time.",
        ],
    }


def _lists(rows: int, name: str) -> Context:
    said = {
        "words": "Sehr geehrter Herr Robin, vielen Dank für Ihre Nachricht.",
        "from_words": "Anna Weber",
        "when": when("3 November"),
        "url": "/letter/9",
    }
    address = {
        "label": "Form of address",
        "value": "Sie",
        "said": said,
        "accept_url": "/c/1/y",
        "refuse_url": "/c/1/n",
    }
    long = [row(f"The {WORD}", "due on Friday")] if len(name) > 40 else []
    return {
        "ours": [
            row("The migration plan", "due on Friday, 20 November", tone="late"),
            row("A price for the second access point", "due on Wednesday"),
            *long,
            *(row(f"Room {n}: the socket", "no day named") for n in range(rows)),
        ],
        "theirs": [
            row("The password of the registrar", "asked on Tuesday"),
            row("A list of the rooms with weak signal", "wanted by 1 December"),
        ],
        "asks": [row("Can guests pay for the minibar with the same card?", "asked on 12 November")],
        "contacts": [
            {
                "id": 1,
                "name": "Anna Weber",
                "says": "Managing director. Can end the agreement. German.",
                "url": "/contact/1",
                "asks": "1 thing read in letters: is it right?",
                "is_open": True,
                "notices": [],
                "proposed": [address],
            },
            {
                "id": 2,
                "name": "Tomas",
                "says": "Reception. Reports to Anna. German, du. Lay.",
                "url": "/contact/2",
                "asks": "",
                "is_open": False,
                "notices": [],
                "proposed": [],
            },
        ],
        "letters": [
            row("Re: Moving the mail server", "Tuesday", detail="You to Anna Weber"),
            row("Moving the mail server", "16 November", detail="Anna Weber to you"),
        ],
        "notes": [row("Tomas called: the printer at the desk is quiet again.", "12 November")],
        "wins": [row("Checkout takes 0.3 s instead of 4 s.", "9 November")],
    }


def clients(count: int, *, name: str = "") -> Context:
    rows = [_client_row(number, name) for number in range(count)]
    return {
        "title": "Clients",
        "frame": frame("Clients"),
        "summary": f"{count} clients" if count else "",
        "search": {"typed": "", "url": "/clients", "words": ""},
        "groups": [{"title": "Running", "rows": rows[: count // 2 + 1]}, *_customers(rows)]
        if rows
        else [],
        "pager": {"words": "1 to 300 of 1,000", "previous_url": "", "next_url": "/clients?page=2"}
        if count == 300
        else None,
        "empty": {
            "words": "No client yet.",
            "more": "Clients are proposed from your mail when you connect a mailbox.",
        },
        "add_url": "/clients/new",
        "cards_url": "/clients/cards",
        "form": NO_FORM,
    }


def _customers(rows: list[Context]) -> list[dict[str, Any]]:
    rest = rows[len(rows) // 2 + 1 :]
    return [{"title": "Customers", "rows": rest}] if rest else []


def _client_row(number: int, name: str) -> Context:
    line = lines()[number % 6]
    return row(
        name or line["name"],
        "heard from you on Tuesday",
        url=line["url"],
        detail=line["sentences"][0]["words"],
    )
