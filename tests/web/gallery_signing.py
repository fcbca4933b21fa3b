"""Signing in, what a member signs in with, where, and who is a member: in every state."""

from markupsafe import Markup

from tests.web.gallery_world import LONG, NO_FORM, Context, frame, outside, row

LINK = "This command, on the machine that Troth runs on, prints a link that signs you in once:"
WRONG = "No member has this address and this password. Look at both again."
CODE = "That code is not the one of now, or it was used. Wait for the next one, or type one of the codes on paper."
GOES_TOO = "The password goes with it: nothing else stands beside it."
ONE_OWNER = "A practice has at least one owner. Make somebody else an owner first, then do this."
PASSKEY = {"ask_url": "/signin/passkey/ask", "url": "/signin/passkey"}
SQUARE = Markup('<svg width="45mm" height="45mm" viewBox="0 0 45 45"></svg>')
ROLES = [
    {"value": "owner", "label": "An owner: decides who is a member"},
    {"value": "colleague", "label": "A colleague: sees the clients, not the mailboxes of others"},
]
SHORT = {"password": "A password has at least 12 characters. Three or four words in a row will do."}


def states() -> list[tuple[str, str, Context]]:
    return [*_outside(), *_ways(), *_members()]


def _outside() -> list[tuple[str, str, Context]]:
    once = {"says": "The link is good.", "url": "/signin", "token": "t", "next": ""}
    stranger: Context = {"frame": outside(), "title": "Sign in"}
    wrong = second(form={"typed": {}, "wrong": {"code": CODE}}, trouble=CODE)
    return [
        ("signin", "signin.html", signin()),
        ("signin-link-only", "signin.html", signin(has_passwords=False, passkey=None)),
        ("signin-wrong", "signin.html", signin(trouble=WRONG)),
        ("signin-at-a-number", "signin.html", signin(passkey=None, elsewhere="/signin")),
        ("signin-once", "signin_once.html", stranger | once),
        ("signin-second", "signin_second.html", second()),
        ("signin-second-wrong", "signin_second.html", wrong),
        (
            "signin-second-elsewhere",
            "signin_second.html",
            second(passkey=None, keys_elsewhere="desk.harbour-it.example", has_codes=False),
        ),
    ]


def _ways() -> list[tuple[str, str, Context]]:
    key = {"name": "laptop", "detail": "Added today, not used yet.", "drop_url": "/drop"}
    long = key | {"name": LONG, "detail": "Added 2 March, last used yesterday. It works at x only."}
    code: Context = {"frame": frame(), "title": "An app that shows codes", "square": SQUARE}
    code |= {"secret": "JTBK F4ZI TYDW 73Q4", "url": "/you/codes", "cancel_url": "/you"}
    paper = [f"abcd-efgh-jk{number}m" for number in range(10)]
    full = ways(passkeys=[key, long], has_code_app=True, has_password=True)
    return [
        ("ways", "signing_in.html", ways(password_url="")),
        ("ways-at-a-number", "signing_in.html", ways(passkey=None, elsewhere="/signin")),
        ("ways-full", "signing_in.html", full | {"firm": "Harbour signs you in."}),
        ("ways-last", "signing_in.html", ways(passkeys=[key], goes_too=GOES_TOO)),
        ("ways-wrong", "signing_in.html", ways(form={"typed": {}, "wrong": SHORT})),
        ("code-app", "code_app.html", code | {"form": NO_FORM}),
        (
            "code-app-wrong",
            "code_app.html",
            code | {"form": {"typed": {}, "wrong": {"code": CODE}}},
        ),
        (
            "paper-codes",
            "paper_codes.html",
            {"frame": frame(), "title": "Codes on paper", "codes": paper, "back_url": "/you"},
        ),
        ("sessions", "sessions.html", sessions()),
    ]


def _members() -> list[tuple[str, str, Context]]:
    bad = {"typed": {"name": "", "email": "dora"}, "wrong": {"email": "'dora' is no mail address."}}
    last = {"typed": {"role": "colleague"}, "wrong": {"role": ONE_OWNER}}
    listed = [row("Robin (you)", detail="Owner · robin@harbour-it.example · 6 clients"), row(LONG)]
    return [
        (
            "members",
            "members.html",
            {"frame": frame(), "title": "Members", "members": listed}
            | {"invite_url": "/members/invite", "you_url": "/you"},
        ),
        ("member-invite", "member_invite.html", invite(NO_FORM)),
        ("member-invite-wrong", "member_invite.html", invite(bad)),
        ("member-new", "member.html", member(link_url="/link")),
        ("member-link", "member.html", member(link_url="/link", link=f"https://x.example/{LONG}")),
        ("member-long", "member.html", member(name=LONG)),
        ("member-you", "member.html", member(name="Robin", is_you=True)),
        ("member-only-owner", "member.html", member(is_you=True, is_only_owner=True, leave_url="")),
        ("member-wrong", "member.html", member(form=last)),
    ]


def signin(**changes: object) -> Context:
    return {
        "frame": outside(),
        "title": "Sign in",
        "says": LINK,
        "command": "bin/troth link",
        "trouble": "",
        "why": "",
        "next": "",
        "has_passwords": True,
        "password_url": "/signin/password",
        "passkey": PASSKEY,
        "elsewhere": "",
        "firm": {"name": "Harbour", "url": "/signin/firm", "trouble": ""},
        "form": {"typed": {"email": "robin@harbour-it.example"}, "wrong": {}},
    } | changes


def second(**changes: object) -> Context:
    return {
        "frame": outside(),
        "title": "Sign in",
        "trouble": "",
        "has_codes": True,
        "has_code_app": True,
        "passkey": PASSKEY,
        "keys_elsewhere": "",
        "form": NO_FORM,
        "url": "/signin/second",
        "start_url": "/signin",
    } | changes


def ways(**changes: object) -> Context:
    return {
        "frame": frame(),
        "title": "How you sign in",
        "you_url": "/you",
        "has_password": False,
        "password_url": "/you/password",
        "password_drop_url": "/drop" if changes.get("has_password") else "",
        "goes_too": "",
        "passkeys": [],
        "passkey": PASSKEY,
        "elsewhere": "",
        "has_code_app": False,
        "code_app_url": "/you/codes",
        "code_app_drop_url": "/drop",
        "paper": "You have none.",
        "paper_url": "/you/paper" if changes.get("has_password") else "",
        "firm": "",
        "form": NO_FORM,
    } | changes


def sessions() -> Context:
    from_ = "From 192.0.2.7. Since today at 09:00 by a link, last seen today at 09:07."
    here = {"words": "Firefox on Linux", "detail": from_, "is_here": True, "end_url": ""}
    there = {"words": "Safari on iPhone", "detail": from_, "is_here": False, "end_url": "/end"}
    mute = there | {"words": "A browser that does not say its name", "detail": ""}
    return {
        "frame": frame(),
        "title": "Where you are signed in",
        "sessions": [here, there, mute],
        "end_others_url": "/you/sessions/end",
        "you_url": "/you",
    }


def invite(form: Context) -> Context:
    said = {"form": form, "url": "/members/invite", "cancel_url": "/members"}
    return {"frame": frame(), "title": "Invite a colleague", **said}


def member(**changes: object) -> Context:
    return {
        "frame": frame(),
        "title": "Dora",
        "name": "Dora",
        "says": "dora@harbour-it.example has not signed in yet.",
        "is_you": False,
        "members_url": "/members",
        "link_url": "",
        "link": "",
        "is_only_owner": False,
        "roles": ROLES,
        "role_url": "/members/1/role",
        "others": [{"value": "robin", "label": "Robin"}],
        "leave_url": "/members/1/leave",
        "form": {"typed": {"role": "colleague", "to": "robin"}, "wrong": {}},
    } | changes
