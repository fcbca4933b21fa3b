"""The member's own page, in every state."""

from tests.web.gallery_world import Context, frame

HOURS = [{"value": str(hour), "label": f"{hour:02}:00"} for hour in range(24)]
COMES = "The next one comes Monday at 07:00 to robin@harbour-it.example, if somebody waits by then."
NO_SENDER = "No digest comes: Troth does not know yet how your letters leave."
BARRED = (
    "The digest waits in the outbox as long as your letters cannot leave: smtp.harbour-it.example "
    "does not know the name or the password. Say the password anew."
)
SENDER = "/outbox/sender"
THEIRS = (
    "No digest comes: robin@lindenhof.example is a client's address, and the digest names all your "
    "clients. Send from an address of your own, and say it as yours."
)
BAD_ZONE = {"zone": "'Mars' is no time zone. Write it like Europe/Berlin."}
BAD_HOUR = {"wanted": "Say whether it comes or not.", "hour": "Choose an hour of the list."}


def states() -> list[tuple[str, str, Context]]:
    return [
        ("you", "you.html", you()),
        ("you-wrong", "you.html", you(zone="Mars", wrong=BAD_ZONE)),
        ("you-no-sender", "you.html", you(says=NO_SENDER, sender_url=SENDER, hours=False)),
        ("you-at-a-client", "you.html", you(says=THEIRS, sender_url=SENDER)),
        ("you-barred", "you.html", you(says=BARRED, sender_url=SENDER)),
        ("you-digest-off", "you.html", you(says="", wanted="no")),
        ("you-digest-wrong", "you.html", you(wanted="", wrong_digest=BAD_HOUR)),
    ]


def you(  # noqa: PLR0913  # what may differ
    *,
    zone: str = "Europe/Berlin",
    wrong: dict[str, str] | None = None,
    says: str = COMES,
    sender_url: str = "",
    hours: bool = True,
    wanted: str = "yes",
    wrong_digest: dict[str, str] | None = None,
) -> Context:
    typed = {"name": "Robin", "email": "robin@harbour-it.example", "zone": zone}
    digest = {
        "form": {"typed": {"wanted": wanted, "hour": "7"}, "wrong": wrong_digest or {}},
        "says": says,
        "hours": HOURS if hours else [],
        "url": "/you/digest",
        "sender_url": sender_url,
    }
    return {
        "frame": frame(),
        "title": "You",
        "why": "",
        "form": {"typed": typed, "wrong": wrong or {}},
        "others": ["robin@old.example"],
        "digest": digest,
        "ways": _ways(),
        "url": "/you",
        "cancel_url": "/",
    }


def _ways() -> list[dict[str, str]]:
    return [
        {"url": "/you/signing-in", "label": "How you sign in", "detail": "Passkeys, a password"},
        {"url": "/you/sessions", "label": "Where you are signed in", "detail": "Every browser"},
    ]
