"""A client's settings, contacts, letters, record and notes for the gallery."""

from tests.web.gallery_world import LONG, NO_FORM, WORD, Context, frame, letter, row, when

CLIENT = {"name": "Hotel Lindenhof", "url": "/client/0"}
KINDS = [
    {"value": "client", "label": "a client, with a running agreement"},
    {"value": "customer", "label": "a customer, with one sale"},
    {"value": "prospect", "label": "not a client yet"},
]
MEMBERS = [{"value": "1", "label": "Robin"}, {"value": "2", "label": "Sascha"}]
SAID = {
    "words": "Sehr geehrter Herr Robin, vielen Dank für Ihre Nachricht.",
    "from_words": "Anna Weber",
    "when": when("3 November"),
    "url": "/letter/9",
}
MORE = {
    "keys": ["lindenhof.example", f"{WORD.lower()[:60]}.example"],
    "keys_form": NO_FORM,
    "keys_url": "/client/0/keys",
    "contact_form": NO_FORM,
    "contact_url": "/client/0/contacts",
    "merge_form": NO_FORM,
    "merge_url": "/client/0/merge",
    "delete_url": "/client/0/delete",
    "others": [{"value": "", "label": "Choose a client"}, {"value": "1", "label": LONG}],
    "close_url": "/client/0/close",
}


def settings(**changes: object) -> Context:
    return {
        "title": "Settings of Hotel Lindenhof",
        "frame": frame("Clients"),
        "heading": "Settings of Hotel Lindenhof",
        "above": CLIENT,
        "url": "/client/0/edit",
        "cancel_url": "/client/0",
        "form": {
            "typed": {
                "name": "Hotel Lindenhof",
                "kind": "client",
                "cadence": "14",
                "owner": "1",
            },
            "wrong": {},
        },
        "kinds": KINDS,
        "why": {"name": "", "kind": "Letters suggest “a customer”.", "cadence_days": ""},
        "members": MEMBERS,
        "more": MORE,
    } | changes


def new() -> Context:
    wrong = {"typed": {"kind": "client"}, "wrong": {"name": "Say what the client is called."}}
    return settings(heading="A new client", title="A new client", above=None, more=None, form=wrong)


def contact() -> Context:
    fields = [
        _field("role", "What they do", "Managing director", note="A member said so."),
        _field("address_form", "Form of address", "Sie", said=SAID, is_proposed=True),
        _field("weighs_on", "What weighs on them", ""),
        _field("usual_channel", "Usually reached by", WORD),
    ]
    told = {
        "name": "Anna Weber",
        "says": "Managing director. Can end the agreement. German, Sie.",
        "client": CLIENT,
        "addresses": ["anna@lindenhof.example"],
        "notices": [],
        "fields": fields,
    }
    return {"title": "Anna Weber", "frame": frame("Clients"), "contact": told}


def _field(  # noqa: PLR0913
    name: str,
    label: str,
    value: str,
    *,
    note: str = "",
    said: Context | None = None,
    is_proposed: bool = False,
) -> Context:
    choices = [{"value": "formal", "label": "Sie"}, {"value": "informal", "label": "du"}]
    return {
        "name": name,
        "label": label,
        "value": value,
        "note": note,
        "why": "Sie or du, vous or tu, usted or tú." if name == "address_form" else "",
        "said": said,
        "choices": choices if name == "address_form" else [],
        "form": {"typed": {name: value}, "wrong": {}},
        "is_open": False,
        "url": f"/c/1/{name}",
        "accept_url": f"/c/1/{name}/yes" if is_proposed else "",
        "refuse_url": f"/c/1/{name}/no" if is_proposed else "",
    }


def record(count: int, *, is_broken: bool = False) -> Context:
    words = (
        "A promise, “the migration plan”: kept.",
        "212 letters taken in.",
        f"A call, a meeting or a chat was noted: {WORD} {LONG}",
    )
    whole = {
        "words": f"Checked just now: {count} entries, each as it was written.",
        "tone": "",
        "head": "6f1d" * 16,
    }
    broken = {"words": "Entry 4 is not as it was written: it was altered.", "tone": "late"}
    return {
        "title": "Record of Hotel Lindenhof",
        "frame": frame("Clients"),
        "client": CLIENT,
        "verified": broken | {"head": ""} if is_broken else whole,
        "entries": [
            {
                "number": str(count - n),
                "words": words[n % 3],
                "when": when("Tuesday at 09:14"),
                "by": "Robin",
            }
            for n in range(count)
        ],
        "pager": {"words": "50 entries.", "previous_url": "", "next_url": "/r?before=2"}
        if count > 50
        else None,
    }


def letters(count: int) -> Context:
    rows = [row(f"Re: Moving the mail server {n}", "Tuesday", detail="You") for n in range(count)]
    pager = {"words": "50 letters.", "previous_url": "", "next_url": "/l?before=2"}
    return {
        "title": "Letters of Hotel Lindenhof",
        "frame": frame("Clients"),
        "client": CLIENT,
        "letters": rows,
        "pager": pager if count > 50 else None,
    }


def cards() -> Context:
    told = {"id": 1, "name": "Anna Weber", "says": "Managing director.", "url": "/contact/1"}
    return {
        "title": "From the address book",
        "frame": frame("Clients"),
        "summary": "1 new contact, and 6 things more known of those here.",
        "contacts": [
            told | {"asks": "", "is_open": False, "notices": [], "proposed": [], "client": LONG}
        ],
        "problems": ["Line 14: This is no mail address: it was left out."],
        "back_url": "/clients",
    }


def noted() -> Context:
    words = "Tomas called: the printer is quiet again. I promised the plan for Tuesday."
    return {
        "title": "A call with Hotel Lindenhof",
        "frame": frame("Clients"),
        "client": CLIENT,
        "letter": letter(
            from_words="Your note",
            to_words="",
            subject="A call with Tomas",
            before=words,
            lit="",
            after="",
            quoted="",
            signature="",
            url="",
        ),
        "found": [row("I promised the plan for Tuesday.")],
        "matters": [],
        "recap": {"label": "Write a recap", "why": "Best sent the same day.", "url": "/n/1/recap"},
    }


UNDERSTOOD = {
    "words": "You promise Anna (Hotel Lindenhof): “the migration plan”, by Friday, 27 November.",
    "line": "send Anna the migration plan by Friday",
    "answers": [
        {"label": "Yes, write it down", "value": "promise", "look": "first"},
        {"label": "They owe it to me", "value": "need", "look": ""},
        {"label": "They asked for it", "value": "ask", "look": ""},
    ],
}


def deletion(typed: str) -> Context:
    wrong = {"name": "That is not their name. It is “Hotel Lindenhof”."} if typed else {}
    return {
        "frame": frame("Clients"),
        "title": "Delete what is kept",
        "name": "Hotel Lindenhof",
        "form": {"typed": {"name": typed}, "wrong": wrong},
        "url": "/client/0/delete",
        "cancel_url": "/client/0",
    }


def states() -> list[tuple[str, str, Context]]:
    """Name, template and context of each."""
    return [
        ("client-settings", "client_edit.html", settings()),
        ("client-new", "client_edit.html", new()),
        ("client-delete", "client_delete.html", deletion("")),
        ("client-delete-wrong", "client_delete.html", deletion("Lindenhoff")),
        ("contact", "contact.html", contact()),
        ("record", "client_record.html", record(60)),
        ("record-broken", "client_record.html", record(3, is_broken=True)),
        ("record-empty", "client_record.html", record(0)),
        ("letters", "client_letters.html", letters(60)),
        ("letters-empty", "client_letters.html", letters(0)),
        ("cards", "cards.html", cards()),
        ("noted", "noted.html", noted()),
    ]
