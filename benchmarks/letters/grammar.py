"""A small grammar of business mail: sentences are built from parts, so that few are alike.

`{name}` stands for any line of that name. `MATTERS` carry a promise, an ask, a need and so on;
`PLAIN` carry none, though some come close, as real mail does.
"""

import re
from random import Random

NAME = re.compile(r"\{(\w+)\}")


def _coined(number: int) -> list[str]:
    """Words that no dictionary holds: products, firms, hosts. Real mail is full of them."""
    rng = Random("coined")
    begins, vowels, ends = "b c d f g h k l m n p r s t v w z br st tr".split(), "aeiou", "lnrsx"
    return [
        "".join(rng.choice(begins) + rng.choice(vowels) for _ in range(rng.randint(2, 3))).title()
        + rng.choice(["", *ends])
        for _ in range(number)
    ]


PARTS: dict[str, list[str]] = {
    "coined": _coined(6000),
    "person": """Ada|Bruno|Carla|Deniz|Edda|Femi|Greta|Hugo|Ivo|Jana|Kofi|Lena|Milo|Nora|Orla|Piet
        |Quinn|Rosa|Selma|Timo|Uma|Vera|Wim|Xenia|Yara|Zoé|Søren|José|Björn|Chloé""".split("|"),
    "thing": [
        "draft", "quote", "test report", "migration plan", "invoice", "contract", "mock-up",
        "price list", "access data", "backup protocol", "staging link", "user list", "logo files",
        "meeting notes", "export", "wireframe", "checklist", "release notes", "final figures",
        "product texts", "certificate", "backlog", "training slides", "rollout plan",
        "{coined} quote", "{coined} report", "{coined} contract", "{coined} offer",
        "list of {coined} users", "notes on {coined}", "{coined} manual", "{coined} invoice",
    ],
    "area": [
        "web shop", "intranet", "booking page", "mail server", "warehouse system", "newsletter",
        "reporting tool", "customer portal", "ticket system", "phone system", "payment page",
        "old file server", "staging machine", "data warehouse", "mobile app", "search page",
        "{coined} server", "{coined} portal", "{coined} project", "{coined} shop",
        "{coined} database", "{coined} app", "site of {coined}", "{coined} gateway",
    ],
    "verb": [
        "send you", "prepare", "finish", "check", "upload", "review", "update", "put together",
        "write up", "forward", "correct", "hand over",
    ],
    "request": [
        "send me", "check", "confirm", "review", "look at", "approve", "share", "forward",
        "update", "go through", "sign", "test",
    ],
    "weekday": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    "month": [
        "January", "February", "March", "April", "June", "July", "September", "October",
        "November",
    ],
    "number": [str(number) for number in range(2, 29)],
    "hour": ["9", "10", "11", "2", "3", "4"],
    "when": [
        "by {weekday}", "by end of day", "tomorrow", "on {weekday}", "by {number} {month}",
        "next week", "by the end of the week", "this afternoon", "before {weekday} noon",
        "in two days", "by {month} {number}", "on {weekday} at {hour}pm", "by tomorrow morning",
    ],
    "part": [
        "login", "start page", "import", "cron job", "checkout", "archive", "footer",
        "contact form", "image gallery", "print view", "nightly export", "second monitor",
        "test database",
    ],
    "quality": [
        "slower than expected", "quite stable", "easier to read", "a bit confusing", "fine so far",
        "better than last year", "harder to maintain", "in good shape", "cheaper than the old one",
    ],
    "people": [
        "the team", "our accountants", "the agency", "two colleagues", "the board",
        "the front desk", "the auditors", "sales", "the warehouse", "the new trainee",
        "{coined} Ltd", "the people at {coined}", "{coined} & {coined}", "our friends at {coined}",
    ],
    "past": [
        "talked about", "tested", "compared", "discussed", "moved", "replaced", "cleaned up",
        "measured", "documented", "switched off",
    ],
}  # fmt: skip

MATTERS = [
    # Somebody commits.
    "I'll {verb} the {thing} {when}.",
    "I will {verb} the {thing} for the {area} {when}.",
    "You will have the {thing} {when}.",
    "We'll {verb} the {thing} {when} and let {person} know.",
    "Let me check the {part} and come back to you {when}.",
    "I'm going to {verb} the {thing} {when}.",
    "I can {verb} the {thing} {when}.",
    "The {thing} will be with you {when}.",
    "I'll have a look at the {part} of the {area} {when}.",
    # Somebody asks.
    "Could you {request} the {thing} {when}?",
    "Can you please {request} the {thing} for the {area}?",
    "Please {request} the {thing} {when}.",
    "{person}, could you {request} the {part}?",
    "We still need the {thing} from you.",
    "When can we expect the {thing}?",
    "Would it be possible to {request} the {thing} {when}?",
    "Please let me know which {part} you prefer.",
    "I'm waiting for your feedback on the {thing}.",
    "Do you have the {thing} for the {area}?",
    # Something moves, arrives, breaks, is decided.
    "Attached is the {thing} for the {area}.",
    "Here is the {thing} you asked for.",
    "I have uploaded the {thing}; the {area} is live now.",
    "Sorry, I was ill, the {thing} follows {when}.",
    "The {thing} will be a day late.",
    "Let's go with option {hour} for the {area}.",
    "The {area} is down and nobody can work.",
    "We are thinking about a new {area} for next year.",
    "I'm out of the office until {number} {month}, {person} stands in for me.",
    "I'm afraid we can't do that within the {area} project.",
    "Never mind my question about the {part}, it is solved.",
]

PLAIN = [
    "Yesterday we {past} the {part} with {people}.",
    "The {area} has been {quality} since the last update.",
    "{person} from {people} said that the {part} is {quality}.",
    "In the end the {part} was only {number} lines long.",
    "There were {number} visitors in the {area} on {weekday}, a few more than usual.",
    "If I had more time, I would rewrite the {part} from scratch.",
    "The {thing} of {people} has {number} pages and a good index.",
    "It took {number} minutes to copy the {area}, which surprised {people}.",
    "Last {weekday} {person} {past} the {part} of the {area}.",
    "Version 2.{number} of the {area} runs on the new machine.",
    "The meeting with {people} was short and friendly.",
    "Nothing has changed in the {part}, apart from its colour.",
    "As {person} wrote, the {thing} was complete.",
    "For {people} the {area} is mostly a place to look things up.",
    "The old {part} cost €{number}0 per month, the new one a third of that.",
    "We {past} three ways to build the {part}, and {people} liked the first.",
    "In {month} the {area} was {quality}.",
    "The weather here is grey, but the coffee of {people} is excellent.",
    "Both the {part} and the {thing} were mentioned in the notes of {weekday}.",
    "{person} is responsible for the {area}, {person} for the {part}.",
    "The reason was a cable between the {part} and the {area}.",
    "That is how the {part} has worked for {number} years.",
    "About {number} per cent of the requests come from the {area}.",
    "The numbers in the {thing} match those of {people}.",
    "It was good to see {person} again after so long.",
    "The {area} and the {part} share one database, hence the delay.",
    "Somebody in the audience called the {area} “{quality}”, and many nodded.",
    "With {number} users the {area} needs no second machine.",
    "The {part} writes its log to the {area}, one line per visit.",
    "{people} had the same trouble with their {area} in {month}.",
    "Order no. 2026-{number}{number}, item {number}: {part}, {quality}.",
    "Perhaps the {part} is not the problem at all.",
    "What remains is the {part}, and that is another story.",
    "I'd be happy to explain the {part} at some point.",
    "You would have laughed at the first {thing}.",
    "{coined} {number}{number} costs €{number}9 a year, {coined} a little less.",
    "At {coined} they use {coined} for this, which is {quality}.",
    "The host {coined}-{number} answers in {number} milliseconds.",
    "On page {number} {person} mentions {coined} and {coined}.",
    "We had {coined} before, and {people} never warmed to it.",
    "{person} moved from {coined} to {coined} in {month}.",
    "Out of {number}{number} rows, {number} came from {coined}.",
    "It reads a bit like the manual of the {coined}.",
]

LEADS = [
    "As far as {person} knows, ", "By the way, ", "For what it is worth, ", "As you may remember, ",
    "To be fair, ", "According to {people}, ", "Oddly enough, ", "All in all, ",
]  # fmt: skip
LED = 0.25

SUBJECTS = [
    "{area}: {thing}", "The {thing} for the {area}", "Question about the {part}",
    "{thing} {month}", "Short update: {area}", "{part} again", "Notes from {weekday}",
    "Your {thing}", "Zoé's {thing} für the {area}", "{area} – next steps",
]  # fmt: skip

GREETINGS = ["Hi {to},", "Hello {to},", "Dear {to},", "Good morning {to},", "{to},"]
CLOSINGS = ["Best regards", "Kind regards", "Thanks", "Cheers", "Best wishes", "Many thanks", ""]


def said(rng: Random, line: str) -> str:
    """The line with every part filled in and its first letter a capital one."""
    while "{" in line:
        line = NAME.sub(lambda match: _one(rng, PARTS[match[1]]).strip(), line)
    return line[:1].upper() + line[1:]


def paragraphs(rng: Random, *, sentences: int, matters: int) -> list[str]:
    """Paragraphs of so many sentences, of which so many matter, at places drawn by chance."""
    places = {int(rng.random() * sentences) for _ in range(matters)}
    lines = [
        said(rng, _one(rng, MATTERS) if number in places else _plain(rng))
        for number in range(sentences)
    ]
    found, begin = [], 0
    while begin < len(lines):
        end = begin + 1 + int(rng.random() * 4)
        found.append(" ".join(lines[begin:end]))
        begin = end
    return found


def _plain(rng: Random) -> str:
    line = _one(rng, PLAIN)
    if rng.random() > LED:
        return line
    return _one(rng, LEADS) + (line if line.startswith("I'") else line[:1].lower() + line[1:])


def _one(rng: Random, lines: list[str]) -> str:
    # A third of the price of `choice`, which is called a million times here.
    return lines[int(rng.random() * len(lines))]
