"""Who writes in the sample mailbox: one consultant, four clients, and two strangers."""

from dataclasses import dataclass
from enum import StrEnum


class Program(StrEnum):
    """A mail program, for the way it quotes and the parts it sends."""

    THUNDERBIRD = "thunderbird"
    GMAIL = "gmail"
    OUTLOOK = "outlook"
    APPLE = "apple"
    PHONE = "phone"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Person:
    """One who writes. `rank` is 1 to 4, and 1 can end the agreement; None for no contact."""

    key: str
    name: str
    email: str
    program: Program
    rank: int | None = None
    role: str = ""
    character: str = ""

    @property
    def domain(self) -> str:
        return self.email.partition("@")[2]


@dataclass(frozen=True, slots=True)
class Client:
    """One client: one domain and the people there."""

    name: str
    domain: str
    contacts: tuple[Person, ...]


ME = "robin@harbour-it.example"

ROBIN = Person("robin", "Robin", ME, Program.THUNDERBIRD)

ANNA = Person(
    "anna",
    "Anna",
    "anna@lindenhof.example",
    Program.GMAIL,
    rank=1,
    role="director",
    character="thinks in nights sold, answers in one line, forgets nothing",
)
TOMAS = Person(
    "tomas",
    "Tomas",
    "tomas@lindenhof.example",
    Program.APPLE,
    rank=3,
    role="front office",
    character="helpful, promises early, is held up by others",
)
MIRIAM = Person(
    "miriam",
    "Miriam",
    "miriam@northgate-dental.example",
    Program.PHONE,
    rank=1,
    role="owner",
    character="a lay person who is frightened by an outage and grateful afterwards",
)
PAUL = Person(
    "paul",
    "Paul",
    "paul@northgate-dental.example",
    Program.OUTLOOK,
    rank=2,
    role="practice manager",
    character="correct, asks twice and then calls",
)
ACCOUNTS = Person(
    "accounts",
    "Accounts",
    "accounts@northgate-dental.example",
    Program.OUTLOOK,
    rank=4,
    role="a mailbox that is no more",
)
BEN = Person(
    "ben",
    "Ben",
    "ben@fernley-tools.example",
    Program.THUNDERBIRD,
    rank=2,
    role="head of IT",
    character="an expert; answers between the lines",
)
CLARA = Person(
    "clara",
    "Clara",
    "clara@fernley-tools.example",
    Program.OUTLOOK,
    rank=1,
    role="managing director",
    character="decides in one sentence and takes a no when it comes with a way on",
)
OSKAR = Person(
    "oskar",
    "Oskar",
    "oskar@fernley-tools.example",
    Program.PHONE,
    rank=4,
    role="warehouse",
    character="writes from the hall, solves half of it himself",
)
DINA = Person(
    "dina",
    "Dina",
    "dina@brightwater.example",
    Program.APPLE,
    rank=3,
    role="communications",
    character="so friendly that a no is hard",
)
ELIAS = Person(
    "elias",
    "Elias",
    "elias@brightwater.example",
    Program.GMAIL,
    rank=1,
    role="director",
    character="careful, thinks a year ahead",
)

NAMEWELL = Person("namewell", "Namewell", "renewals@namewell.example", Program.WEB)
SMALL_OFFICE = Person(
    "small-office", "The small office letter", "letter@smalloffice.example", Program.WEB
)
POSTMASTER = Person(
    "postmaster", "Mail Delivery System", "MAILER-DAEMON@mx.harbour-it.example", Program.WEB
)

CLIENTS = (
    Client("Hotel Lindenhof", "lindenhof.example", (ANNA, TOMAS)),
    Client("Northgate Dental", "northgate-dental.example", (MIRIAM, PAUL, ACCOUNTS)),
    Client("Fernley Tools", "fernley-tools.example", (CLARA, BEN, OSKAR)),
    Client("Brightwater Foundation", "brightwater.example", (ELIAS, DINA)),
)
