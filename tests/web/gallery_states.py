"""Every page in every state: (name, template, context). A new page or state is one line here."""

from tests.web import (
    gallery_calendars,
    gallery_clients,
    gallery_leaving,
    gallery_search,
    gallery_signing,
    gallery_you,
)
from tests.web import gallery_found as found
from tests.web.gallery_people import client, clients
from tests.web.gallery_post import (
    choice,
    looking,
    mailbox,
    mailboxes,
    new_mailbox,
    note,
    signing_in_for_mail,
    work,
)
from tests.web.gallery_world import (
    LONG,
    Context,
    frame,
    lines,
    long_lines,
    many_lines,
)

CURTAIN = {"client": "Hotel Lindenhof", "url": "/curtain"}


def today(**changes: object) -> Context:
    return {
        "title": "Today",
        "frame": frame("Today"),
        "day_words": "Sunday, 22 November",
        "summary": "Hotel Lindenhof waits for a word from you. The rest can wait until tomorrow.",
        "groups": [{"title": "", "lines": lines()}],
        "start": None,
        "pager": None,
    } | changes


def states() -> list[tuple[str, str, Context]]:
    return [*_today(), *_found(), *_people(), *_letters(), *_mailboxes(), *_doors()]


def _today() -> list[tuple[str, str, Context]]:
    first_run = {
        "words": "Troth reads your mail and keeps account of who owes what to whom.",
        "more": "Connect a mailbox. Troth counts its letters and proposes your clients; you choose, and only then is anything stored.",
        "url": "/mailboxes/new",
        "label": "Connect a mailbox",
    }
    grouped = [
        {"title": "Waiting for a word", "lines": lines()[:2]},
        {"title": "Nothing due today", "lines": lines()[2:]},
    ]
    pager = {"words": "1 to 50 of 300", "previous_url": "", "next_url": "/?page=2"}
    quiet = "Every client has heard from you. Nothing is due."
    alone = frame("Today", curtain=CURTAIN)
    fresh = frame("Today")
    fresh["pages"][1]["count"] = 0
    return [
        ("today", "today.html", today()),
        ("today-groups", "today.html", today(groups=grouped)),
        ("today-one", "today.html", today(groups=[{"title": "", "lines": lines()[:1]}])),
        (
            "today-quiet",
            "today.html",
            today(summary=quiet, groups=[{"title": "", "lines": lines()[4:]}]),
        ),
        ("today-empty", "today.html", today(summary="", groups=[], start=first_run, frame=fresh)),
        (
            "today-300",
            "today.html",
            today(groups=[{"title": "", "lines": many_lines(300)}], pager=pager),
        ),
        (
            "today-long",
            "today.html",
            today(
                groups=[{"title": "", "lines": long_lines()}],
                frame=frame("Today", practice=LONG, curtain={"client": LONG, "url": "/curtain"}),
            ),
        ),
        (
            "today-curtain",
            "today.html",
            today(
                frame=alone,
                groups=[{"title": "", "lines": lines()[:1]}],
                summary="Anna waits for a word from you.",
            ),
        ),
        ("today-demo", "today.html", today(frame=frame("Today", is_demo=True))),
    ]


def _found() -> list[tuple[str, str, Context]]:
    told = frame("Found in mail", notice=found.UNDO)
    correcting = found.finding(correction=found.correction())
    wrong = found.finding(correction=found.correction(form=found.WRONG))
    return [
        ("found", "found.html", found.found()),
        ("found-undo", "found.html", found.found(frame=told)),
        ("found-correct", "found.html", found.found(finding=correcting, bulk=[])),
        ("found-wrong", "found.html", found.found(finding=wrong, bulk=[])),
        ("found-settled", "found.html", found.found(finding=found.proposal(), bulk=[])),
        (
            "found-long",
            "found.html",
            found.found(
                finding=found.finding(
                    letter=found.long_letter(), reads=f"You send {LONG} the migration plan."
                )
            ),
        ),
        ("found-empty", "found.html", found.found(finding=None, bulk=[])),
    ]


def _people() -> list[tuple[str, str, Context]]:
    return [
        ("client", "client.html", client()),
        ("client-empty", "client.html", client(bare=True)),
        ("client-300", "client.html", client(rows=300)),
        ("client-long", "client.html", client(name=LONG)),
        ("clients", "clients.html", clients(6)),
        ("clients-one", "clients.html", clients(1)),
        ("clients-empty", "clients.html", clients(0)),
        ("clients-300", "clients.html", clients(300)),
        ("clients-long", "clients.html", clients(2, name=LONG)),
        *gallery_clients.states(),
        *gallery_leaving.states(),
        *gallery_search.states(),
    ]


def _letters() -> list[tuple[str, str, Context]]:
    by_hand = found.matter(letter=None, by_hand="Written down by you on Tuesday.", answers=[])
    asking = found.draft() | {
        "questions": [found.QUESTION],
        "state_words": "Opened on Tuesday. Troth watches for it in Sent.",
    }
    laid_out = found.letter_page(view="html")
    laid_out["letter"] |= {
        "html_url": "/laid-out",
        "removed_words": "Left out: 2 remote images, 1 form, 1 script.",
    }
    return [
        ("matter", "matter.html", found.matter()),
        ("matter-move", "matter.html", found.matter(opened=found.MOVING)),
        ("matter-by-hand", "matter.html", by_hand),
        ("letter", "letter.html", found.letter_page()),
        (
            "erase",
            "erase.html",
            {
                "frame": frame(),
                "title": "Erase this letter?",
                "subject": LONG,
                "url": "/letter/1/erase",
                "cancel_url": "/letter/1",
            },
        ),
        ("letter-laid-out", "letter.html", laid_out),
        ("letter-long", "letter.html", found.letter_page(letter=found.long_letter() | {"url": ""})),
        ("draft", "draft.html", found.draft()),
        ("draft-asks", "draft.html", asking),
        ("draft-sent", "draft.html", found.draft(is_open=False)),
        ("note", "note.html", note("note")),
        ("win", "note.html", note("win")),
        (
            "promise-understood",
            "note.html",
            note("promise", understood=gallery_clients.UNDERSTOOD),
        ),
        (
            "promise",
            "note.html",
            note("promise", wrong={"client": "Choose the client this is promised to."}),
        ),
    ]


def _mailboxes() -> list[tuple[str, str, Context]]:
    refused = {
        "typed": {"source": "imaps://robin@mail.harbour-it.example"},
        "wrong": {
            "password": "mail.harbour-it.example refused this password. Check it, or make an app password there."
        },
    }
    return [
        ("mailboxes", "mailboxes.html", mailboxes(2)),
        ("mailboxes-empty", "mailboxes.html", mailboxes(0)),
        ("work", "work.html", work()),
        ("work-given-up", "work.html", work(given_up=True)),
        ("mailbox", "mailbox.html", mailbox()),
        ("mailbox-trouble", "mailbox.html", mailbox(in_trouble=True)),
        ("mailbox-remove", "mailbox.html", mailbox(is_removed=True)),
        ("mailbox-new", "mailbox_new.html", new_mailbox("address", "1 of 3")),
        (
            "mailbox-new-wrong",
            "mailbox_new.html",
            new_mailbox(
                "address", "1 of 3", address={"url": "/", "cancel_url": "/", "form": refused}
            ),
        ),
        (
            "mailbox-looking",
            "mailbox_new.html",
            new_mailbox("looking", "1 of 3", looking=looking()),
        ),
        ("mailbox-sign-in-code", "mailbox_leave.html", signing_in_for_mail(code="WXYZ-1234")),
        ("mailbox-sign-in-way", "mailbox_leave.html", signing_in_for_mail(code="")),
        ("mailbox-choose", "mailbox_new.html", new_mailbox("choose", "2 of 3", choice=choice(8))),
        (
            "mailbox-choose-300",
            "mailbox_new.html",
            new_mailbox("choose", "2 of 3", choice=choice(300)),
        ),
    ]


def _doors() -> list[tuple[str, str, Context]]:
    return [
        *gallery_signing.states(),
        (
            "curtain",
            "curtain.html",
            {"frame": frame(), "title": "Draw the curtain", "url": "/curtain", "clients": lines()},
        ),
        *gallery_you.states(),
        *gallery_calendars.states(),
        ("notfound", "notfound.html", {"frame": frame(), "title": "Not found", "home_url": "/"}),
        (
            "trouble",
            "trouble.html",
            {
                "frame": frame(),
                "title": "Trouble",
                "heading": "That did not work",
                "says": "Nothing was changed. Go back and try once more; if it happens again, the last lines of troth.log say why.",
                "way_on": {"label": "Go to Today", "url": "/"},
                "code": "At 09:14 on 22 November.",
            },
        ),
    ]
