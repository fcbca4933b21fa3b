"""Notes and mailboxes for the gallery."""

from tests.web.gallery_world import LONG, NO_FORM, WORD, Context, frame, lines, row, when

CLIENTS = [{"value": "", "label": "Choose a client"}] + [
    {"value": str(line["id"]), "label": line["name"]} for line in lines()
]
ASKED = {
    "note": ("A call or a meeting", "One line, or a pasted text. It is read like a letter.", ""),
    "win": (
        "Good news",
        "Finished work, with its figure if it has one. It opens the next letter.",
        "What went well?",
    ),
    "promise": (
        "A promise",
        "Say it as you would: send Anna the migration plan by Friday.",
        "What did you promise?",
    ),
}


def note(
    kind: str, *, wrong: dict[str, str] | None = None, understood: Context | None = None
) -> Context:
    heading, why, label = ASKED[kind]
    return {
        "title": heading,
        "frame": frame(),
        "kind": kind,
        "heading": heading,
        "why": why,
        "label": label,
        "url": f"/{kind}",
        "cancel_url": "/",
        "clients": CLIENTS,
        "form": {"typed": {"words": "send Anna the migration plan by Friday"}, "wrong": wrong}
        if wrong
        else NO_FORM,
        "understood": understood,
    }


def work(*, given_up: bool = False) -> Context:
    running = row("Look into robin@harbour-it.example", url="", tone="quiet")
    again = row(f"Hold what was found with {LONG} against later letters", url="", tone="soon")
    failed = {
        "words": f"Look into robin@{WORD.lower()[:60]}.example",
        "trouble": "mail.kestrel.example refused the password. Type it again, then try again.",
        "when": when("on Tuesday at 09:14"),
        "url": "/retry",
    }
    recurring = {**failed, "words": "Keep Today true", "url": ""}
    return {
        "title": "Work",
        "frame": frame("Mailboxes", given_up_url="/at-work" if given_up else ""),
        "failed": [failed, recurring] if given_up else [],
        "under_way": [
            {**running, "detail": "Under way since today at 09:14."},
            {**again, "detail": "No answer came. It is tried again today at 09:20."},
        ]
        if given_up
        else [],
        "repeated": [row("Keep Today true", "today at 09:14", url="", tone="quiet")],
    }


def mailboxes(count: int) -> Context:
    refused = "mail.kestrel.example refused the password. Type it again; Troth has stopped trying, so that the account is not locked."
    every: list[Context] = [
        {
            "name": "robin@harbour-it.example",
            "url": "/mailbox/1",
            "state": {
                "words": "Looked at two minutes ago",
                "tone": "quiet",
                "exact": "Sunday, 22 November 2026, 10:12",
            },
            "trouble": "",
            "detail": "3,418 letters of 6 clients, since 22 November 2025.",
        },
        {
            "name": f"robin@{WORD.lower()[:60]}.example",
            "url": "/mailbox/2",
            "state": {
                "words": "Stopped on Tuesday",
                "tone": "late",
                "exact": "Tuesday, 17 November 2026, 09:14",
            },
            "trouble": refused,
            "detail": "212 letters of 1 client.",
        },
    ]
    return {
        "title": "Mailboxes",
        "frame": frame("Mailboxes"),
        "summary": "One of two has stopped." if count else "",
        "add_url": "/mailboxes/new",
        "work_url": "/at-work",
        "outbox_url": "/outbox",
        "mailboxes": every[:count],
    }


REMOVING = {
    "asks": "remove",
    "title": "Remove this mailbox?",
    "says": "Its letters and what was confirmed stay. Troth forgets the address and the password.",
    "label": "Remove it",
    "url": "/mailbox/1/remove",
    "cancel_url": "/mailbox/1",
    "form": NO_FORM,
}


def mailbox(*, in_trouble: bool = False, is_removed: bool = False) -> Context:
    trouble = {
        "words": "The server refuses the password.",
        "do": "Type it again below. Troth has stopped trying, so that the account is not locked.",
        "since": when("Tuesday, 17 November, 09:14"),
    }
    told = {
        "name": "robin@harbour-it.example",
        "says": "3,418 letters of 6 clients, since 22 November 2025.",
        "state": {
            "words": "Stopped." if in_trouble else "Looked at two minutes ago. Nothing new.",
            "tone": "" if in_trouble else "quiet",
        },
        "trouble": trouble if in_trouble else None,
        "folders": [
            {"name": "INBOX", "letters": "18,204"},
            {"name": "Sent", "letters": "6,020"},
            {"name": "Archive/2024", "letters": "9,118"},
        ],
        "opened": REMOVING if is_removed else None,
        "answers": [
            {
                "label": "Look now",
                "key": "l",
                "url": "/mailbox/1/look",
                "look": "",
                "is_open": False,
            },
            {
                "label": "Change password",
                "key": "e",
                "url": "/mailbox/1/password",
                "look": "",
                "is_open": True,
            },
        ],
        "unreadable": [
            row(
                "No sender and no date",
                "17 November",
                url="",
                detail="INBOX, letter 4,402. It is kept as it came.",
            )
        ],
    }
    return {"title": "robin@harbour-it.example", "frame": frame("Mailboxes"), "mailbox": told}


def new_mailbox(step: str, words: str, **parts: Context) -> Context:
    address = {"url": "/mailboxes/new", "cancel_url": "/mailboxes", "form": NO_FORM}
    return {
        "title": "Connect a mailbox",
        "frame": frame("Mailboxes"),
        "step": step,
        "step_words": words,
        "address": address,
        **parts,
    }


def signing_in_for_mail(*, code: str) -> Context:
    leave = {
        "provider": "Microsoft",
        "account": "robin@harbour-it.example",
        "more": "What you give can be taken back at any time, at Microsoft or by removing the mailbox here.",
        "code": code,
        "url": "/link",
        "shown_url": "login.example/device",
        "ask_url": "/mailboxes/sign-in/ask",
        "every": 5,
        "cancel_url": "/mailboxes",
    }
    return {"title": "Sign in with Microsoft", "frame": frame("Mailboxes"), "leave": leave}


def looking() -> Context:
    return {
        "words": "Counting: 8,400 letters in 5 of 12 folders.",
        "more": "Only who wrote to whom and when is looked at. You can leave this page; the counting goes on.",
        "done": 5,
        "of": 12,
        "again_url": "/mailboxes/new/1/progress",
        "next": None,
    }


def choice(count: int) -> Context:
    names = [*(line["name"] for line in lines()), LONG, WORD]
    return {
        "words": "18,204 letters in 12 folders, since March 2019. Nothing is stored yet.",
        "url": "/mailboxes/new/1/choose",
        "cancel_url": "/mailboxes",
        "unreadable": "3 letters could not be read; they are listed with the mailbox.",
        "windows": [
            {"value": "30", "label": "The last 30 days"},
            {"value": "365", "label": "The last year"},
            {"value": "all", "label": "Everything"},
        ],
        "form": {"typed": {"window": "365"}, "wrong": {}},
        "me": [
            {
                "value": "robin@harbour-it.example",
                "label": "robin@harbour-it.example, 6,020 letters sent",
                "is_chosen": True,
            },
            {
                "value": "office@harbour-it.example",
                "label": "office@harbour-it.example, 14 letters sent",
                "is_chosen": False,
            },
        ],
        "clients": [_proposed(number, names[number % 8]) for number in range(count)],
    }


def _proposed(number: int, name: str) -> Context:
    return {
        "value": str(number),
        "name": name,
        "addresses": "anna@lindenhof.example, tomas@lindenhof.example",
        "received": "1,204",
        "sent": "388",
        "first_words": "March 2019",
        "last_words": "Tuesday",
        "is_chosen": number < 5,
    }
