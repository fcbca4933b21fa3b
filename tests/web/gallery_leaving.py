"""Letters that leave, and what stands in their way, for the gallery."""

from tests.web import gallery_clients, gallery_found, gallery_people
from tests.web.gallery_world import LONG, NO_FORM, WORD, Context, frame, row

State = tuple[str, str, Context]

UNSURE = (
    "The server took the whole letter and its answer was lost. It may have arrived; sending it "
    "again could make it arrive twice, with the same Message-ID."
)
BACK = {
    "words": "Letters to anna@lindenhof.example come back since yesterday: "
    "“552 5.2.2 mailbox full”. Letters go to anna.weber@lindenhof.example instead.",
    "tone": "late",
    "url": "",
}
AWAY = {
    "words": "Away until Friday, 27 November, as they wrote. tomas@lindenhof.example stands in.",
    "tone": "soon",
    "url": "/letter/1",
}
HELD = {"words": "Leaves at 14:03.", "tone": "soon", "do": ""}
NO_WAY = f"It could not be sent. The server refused it. 550 5.1.1 {WORD.lower()}: no such mailbox."
FAILED = {
    "words": NO_WAY,
    "tone": "late",
    "do": "Put right what is wrong, at the contact or at your mail server, and send it again; or "
    "drop it, and its draft is ready to be changed.",
}


def states() -> list[State]:
    return [*_drafts(), *_outbox(), *_senders(), *_people()]


def _drafts() -> list[State]:
    ready = gallery_found.draft(can_send=True, notices=[BACK, AWAY])
    ways = {"url": "/outbox/1", "again_url": "/draft/1", "again": 0}
    leaving = ways | {"state": HELD, "answers": [_answer("Take it back", "z")]}
    failed = ways | {"state": FAILED, "answers": _AGAIN}
    return [
        ("draft-send", "draft.html", ready),
        ("draft-leaving", "draft.html", gallery_found.draft(is_open=False, leaving=leaving)),
        ("draft-failed", "draft.html", gallery_found.draft(is_open=False, leaving=failed)),
    ]


def _outbox() -> list[State]:
    left = row("Where we stand on 20 November", "Friday at 09:14", url="/outbox/3", tone="quiet")
    waits = row("Moving the mail server", "today at 14:03", url="/outbox/1", tone="soon")
    failed = row(LONG, "today at 13:40", url="/outbox/2", tone="late")
    known = {"words": "Your letters leave from robin@harbour-it.example.", "trouble": ""}
    nothing = {"words": "Troth does not know yet how your letters leave.", "trouble": ""}
    trouble = {"trouble": "smtp.harbour-it.example refuses the password."}
    way = {"label": "Change how they leave", "url": "/outbox/sender"}
    full = {
        "in_trouble": [failed | {"detail": f"Lindenhof: to anna@lindenhof.example. {NO_WAY}"}],
        "waiting": [waits | {"detail": "Lindenhof: to anna@lindenhof.example. Leaves at 14:03."}],
        "left": [left | {"detail": "Lindenhof: to anna@lindenhof.example. Sent Friday at 09:14."}],
    }
    bare: Context = {"in_trouble": [], "waiting": [], "left": []}
    return [
        ("outbox", "outbox.html", _page("Outbox", sender=known | way, **full)),
        ("outbox-trouble", "outbox.html", _page("Outbox", sender=known | way | trouble, **full)),
        ("outbox-empty", "outbox.html", _page("Outbox", sender=nothing | way, **bare)),
        ("outgoing", "outgoing.html", _page("A letter", letter=_letter(HELD, "Take it back"))),
        ("outgoing-unsure", "outgoing.html", _page("A letter", letter=_unsure())),
    ]


def _senders() -> list[State]:
    ways = [
        {"value": "", "label": "A password"},
        {"value": "1", "label": "What Microsoft gave for robin@harbour-it.example"},
    ]
    typed = {"email": "robin@harbour-it.example", "place": "smtps://robin@smtp.harbour-it.example"}
    wrong = {"place": "'smtp.harbour-it' names no way to send. Write it like smtps://a@b.example."}
    kept = {
        "try_url": "/outbox/sender/try",
        "remove_url": "/outbox/sender/remove",
        "copies_url": "/outbox/sender/copies",
        "copies": NO_FORM,
        "folders": [
            {"value": "", "label": "Nowhere"},
            {"value": "1", "label": "The Sent folder of robin@harbour-it.example"},
        ],
        "is_kept_by_itself": False,
    }
    refused = "smtp.harbour-it.example refuses the password. Make an app password there."
    trouble = {"words": refused, "do": "Put it right here. Until then your letters wait."}
    parts: Context = {
        "form": {"typed": typed, "wrong": {}},
        "ways": [],
        "url": "/outbox/sender",
        "outbox_url": "/outbox",
        "trouble": None,
        "kept": None,
    }
    title = "How your letters leave"
    by_itself = kept | {"is_kept_by_itself": True}
    return [
        ("sender", "sender.html", _page(title, **parts)),
        (
            "sender-wrong",
            "sender.html",
            _page(title, **parts | {"form": {"typed": typed, "wrong": wrong}, "ways": ways}),
        ),
        ("sender-kept", "sender.html", _page(title, **parts | {"kept": kept, "ways": ways})),
        (
            "sender-trouble",
            "sender.html",
            _page(title, **parts | {"kept": by_itself, "trouble": trouble}),
        ),
    ]


def _people() -> list[State]:
    client, contact = gallery_people.client(), gallery_clients.contact()
    client["contacts"][0]["notices"] = [BACK, AWAY]
    contact["contact"]["notices"] = [BACK, AWAY]
    return [
        ("client-unreached", "client.html", client),
        ("contact-unreached", "contact.html", contact),
    ]


def _page(title: str, **said: object) -> Context:
    return {"title": title, "frame": frame("Mailboxes"), **said}


def _letter(state: Context, *labels: str) -> Context:
    return {
        "subject": "Moving the mail server",
        "to_words": "To anna@lindenhof.example",
        "text": "Dear Anna,\n\nthe plan is ready.\n\nRobin",
        "state": state,
        "answers": [
            _answer(label, label[0].lower(), "" if number else "first")
            for number, label in enumerate(labels)
        ],
        "message_id": f"<{WORD.lower()}@harbour-it.example>",
        "draft_url": "/draft/1",
        "client": {"name": "Hotel Lindenhof", "url": "/client/0"},
    }


def _unsure() -> Context:
    ask = "Ask whether it is there, or look into your Sent folder. Then say that it arrived."
    state = {"words": UNSURE, "tone": "late", "do": ask}
    return _letter(state, "It arrived", "Send it again", "Drop it")


def _answer(label: str, key: str, look: str = "first") -> Context:
    return {"label": label, "key": key, "url": "/outbox/1/do", "look": look}


_AGAIN = [_answer("Send it again", "s"), _answer("Drop it", "x", "plain")]
