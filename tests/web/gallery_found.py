"""Found in mail, and the pages of one matter, one letter, one draft."""

from tests.web.gallery_world import LONG, NO_FORM, WORD, Context, frame, letter, row, when


def answers(*, kind: str = "promise") -> list[Context]:
    return [
        {"label": "Yes", "key": "y", "url": "/found/1/confirm", "look": "first", "swap": True},
        {"label": "Correct it", "key": "e", "url": "/found/1/correct", "look": "", "swap": False},
        {"label": f"Not a {kind}", "key": "x", "url": "/found/1/dismiss", "look": "", "swap": True},
        {"label": "Already done", "key": "d", "url": "/found/1/done", "look": "", "swap": True},
    ]


def finding(**changes: object) -> Context:
    return {
        "progress": "7 of 23",
        "kind_words": "Did you promise this?",
        "reads": "You send Anna the migration plan by Friday, 27 November.",
        "certainty_words": "Quite sure",
        "rule_words": "“I'll send you” says what you will do, and “by Friday” when. A Friday named on "
        "17 November is the 20th; read at the letter's own time.",
        "rule_name": "en.promise.will-send",
        "about": [],
        "letter": letter(),
        "answers": answers(),
        "correction": None,
    } | changes


def proposal() -> Context:
    """A later letter seems to settle something."""
    said = {
        "words": "I'll send you the texts for the new pages next week.",
        "from_words": "Claire",
        "when": when("3 November"),
        "url": "/letter/3",
    }
    kept = [
        {"label": "Yes, received", "key": "y", "url": "/found/2/y", "look": "first", "swap": True},
        {"label": "No, still open", "key": "x", "url": "/found/2/x", "look": "", "swap": True},
    ]
    arrived = letter(
        from_words="Claire to you",
        to_words="",
        subject="Texts for the website",
        before="Hi Robin,\n\n",
        lit="Attached are all the texts, sorry it took a while.",
        after="\n\nClaire\n",
        attachments=[{"name": "texts-final-3.docx", "size_words": "48 KB"}],
        quoted="",
        signature="",
    )
    return finding(
        kind_words="Is this settled?",
        reads="Claire's letter of Tuesday seems to bring the texts you were waiting for.",
        about=[{"title": "You have been waiting for this:", "said": said}],
        certainty_words="Rather sure",
        answers=kept,
        letter=arrived,
    )


def correction(**changes: object) -> Context:
    return {
        "url": "/found/1/correct",
        "cancel_url": "/found/1",
        "form": {
            "typed": {"direction": "me", "person": "anna", "what": "the migration plan"},
            "wrong": {},
        },
        "directions": [
            {"value": "me", "label": "I owe it"},
            {"value": "them", "label": "They owe it"},
        ],
        "people": [{"value": "anna", "label": "Anna Weber"}, {"value": "tomas", "label": "Tomas"}],
        "asks_what": True,
        "day_why": "A day such as Friday, 27 November or 2026-11-27. Leave it empty if no day was named.",
    } | changes


WRONG = {
    "typed": {"direction": "me", "person": "anna", "what": "the migration plan", "due": "Fryday"},
    "wrong": {
        "due": "“Fryday” is no day Troth can read. Write it like Friday, 27 November or 2026-11-27."
    },
}
BULK = [
    {
        "label": "Confirm all 9 sure ones",
        "why": "Each can be undone.",
        "url": "/found/sure",
        "key": "a",
    },
    {
        "label": "Let 41 older ones go",
        "why": "They are from before 23 October.",
        "url": "/found/old",
        "key": "l",
    },
]
UNDO = {
    "words": "Confirmed: you send Tomas the price of the licences by Wednesday.",
    "undo_url": "/undo/1",
}


def found(**changes: object) -> Context:
    return {
        "title": "Found in mail",
        "frame": frame("Found in mail"),
        "finding": finding(),
        "empty": {
            "words": "Nothing is waiting. Every finding has its answer.",
            "more": "New letters are looked at every five minutes.",
        },
        "bulk": BULK,
    } | changes


def long_letter() -> Context:
    story = "\n\n".join(
        f"Paragraph {n}. The old server is older than we both thought." for n in range(40)
    )
    return letter(
        subject=f"Re: {LONG} {WORD}",
        from_words=f"{LONG} <{WORD.lower()}@verwaltung.example> to you",
        before=f"{story}\n\n{WORD} https://{'a' * 90}.example/{'b' * 90}\n\n",
    )


def matter(**changes: object) -> Context:
    told = {
        "kind_words": "You promised",
        "reads": "Send Anna the migration plan by Friday, 27 November",
        "standing": {"words": "Open. Due in five days.", "tone": ""},
        "client": {"name": "Hotel Lindenhof", "url": "/client/0"},
        "letter": letter(),
        "by_hand": "",
        "events": [
            {"words": "Promised in your letter.", "when": when("Tuesday, 17 November"), "by": ""},
            {"words": "Confirmed.", "when": when("Wednesday, 18 November"), "by": "Robin"},
            {
                "words": "Moved from 20 to 27 November: the list of mailboxes came late. Anna knows.",
                "when": when("Friday, 20 November"),
                "by": "Robin",
            },
        ],
        "answers": [
            {"label": "Kept", "key": "k", "url": "/m/1/keep", "look": "first", "is_open": False},
            {"label": "Move the date", "key": "m", "url": "/m/1/move", "look": "", "is_open": True},
            {
                "label": "They let me off",
                "key": "r",
                "url": "/m/1/release",
                "look": "",
                "is_open": True,
            },
            {
                "label": "I will not keep it",
                "key": "b",
                "url": "/m/1/break",
                "look": "",
                "is_open": True,
            },
        ],
        "opened": None,
    } | changes
    return {"title": "Send Anna the migration plan", "frame": frame("Clients"), "matter": told}


MOVING = {
    "outcome": "move",
    "title": "Move the date",
    "url": "/m/1/move",
    "cancel_url": "/m/1",
    "label": "Move it",
    "form": {
        "typed": {"due": "yesterday", "why": "The list of mailboxes came late.", "told": "no"},
        "wrong": {"due": "Saturday, 21 November is past. Name a day from today on."},
    },
}


def letter_page(**changes: object) -> Context:
    return {
        "title": "Re: Moving the mail server",
        "frame": frame("Clients"),
        "client": {"name": "Hotel Lindenhof", "url": "/client/0"},
        "letter": letter(url=""),
        "view": "words",
        "words_url": "/letter/1",
        "html_page_url": "/letter/1?view=html",
        "erase_url": "/letter/1/erase",
        "matters": [
            row("You send Anna the migration plan", "due on Friday"),
            row("Anna asks Tomas for the password", "no day named"),
        ],
        "thread": [
            row("Moving the mail server", "16 November", detail="Anna to you"),
            row("Re: Moving the mail server", "18 November", detail="Tomas to you"),
        ],
    } | changes


def draft(**changes: object) -> Context:
    body = (
        "Sehr geehrte Frau Weber,\n\nkurz der Stand der Dinge.\n\nErledigt ist:\n"
        "- Die Kasse braucht für eine Buchung 0,3 statt 4 Sekunden.\n\nVon mir bekommen Sie:\n"
        "- den Plan für den Umzug, bis Freitag, 27. November\n\nVon Ihnen brauche ich noch:\n"
        "- das Passwort des Registrars, seit Dienstag\n\nMit freundlichen Grüßen\nRobin\n"
    )
    told = {
        "client": {"name": "Hotel Lindenhof", "url": "/client/0"},
        "to_words": "To Anna Weber, anna@lindenhof.example. In German, Sie.",
        "form": {
            "typed": {"subject": "Umzug des Mailservers: Stand am 22. November", "body": body},
            "wrong": {},
        },
        "save_url": "/write/0",
        "eml_url": "/write/0.eml",
        "phone_url": "/write/0/phone",
        "fits_link": True,
        "drop_url": "/draft/0/drop",
        "is_open": True,
        "can_send": False,
        "sends_from": "robin@harbour-it.example",
        "sender_url": "/outbox/sender",
        "leaving": None,
        "notices": [],
        "rests_on": [
            row("You send Anna the migration plan", "due on Friday"),
            row("Anna brings the password of the registrar", "asked on Tuesday"),
        ],
    } | changes
    return {
        "title": "Letter to Hotel Lindenhof",
        "frame": frame("Clients"),
        "draft": told,
        "questions": [],
        "state_words": "",
    }


QUESTION = {
    "label": "How do you address Anna in German?",
    "why": "Her letters do not say it. Asked once, kept for every letter.",
    "name": "form_of_address",
    "form": NO_FORM,
    "choices": [{"value": "formal", "label": "Sie"}, {"value": "informal", "label": "du"}],
    "url": "/contact/1/form",
}
