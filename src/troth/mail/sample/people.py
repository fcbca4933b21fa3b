"""Who writes in the sample mailbox: one consultant, four clients, and three strangers.

Each client has a language of their own. A surname is given only to whom a form of address asks for
one. Telephone numbers in the signatures are from ranges in which nobody can be reached.
"""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo


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
    """One who writes.

    `language` is what they write and what they are written to in. `rank` is 1 to 4, and 1 can end
    the agreement; None for no contact. `zone` is None for who lives by the consultant's clock.
    """

    key: str
    name: str
    email: str
    program: Program
    language: str = "en"
    rank: int | None = None
    role: str = ""
    character: str = ""
    zone: ZoneInfo | None = None

    @property
    def domain(self) -> str:
        return self.email.partition("@")[2]


@dataclass(frozen=True, slots=True)
class Client:
    """One client: one domain and the people there."""

    name: str
    domain: str
    contacts: tuple[Person, ...]

    @property
    def language(self) -> str:
        return self.contacts[0].language


MONTREAL = ZoneInfo("America/Toronto")
"""The zone that the older name America/Montreal is a link to."""

ME = "robin@harbour-it.example"

ROBIN = Person("robin", "Robin Hale", ME, Program.THUNDERBIRD)

ANNA = Person(
    "anna",
    "Anna Seeberg",
    "anna@lindenhof.example",
    Program.GMAIL,
    language="de",
    rank=1,
    role="director",
    character="is called a doctor; thinks in nights sold, answers in one line, forgets nothing",
)
TOMAS = Person(
    "tomas",
    "Tomas",
    "tomas@lindenhof.example",
    Program.APPLE,
    language="de",
    rank=3,
    role="front office",
    character="helpful, promises early, is held up by others",
)
MIREILLE = Person(
    "mireille",
    "Mireille",
    "mireille@clinique-erables.example",
    Program.PHONE,
    language="fr",
    rank=1,
    role="owner",
    character="a lay person; an outage frightens her, and she says OK to what she does not know",
    zone=MONTREAL,
)
PAUL = Person(
    "paul",
    "Paul",
    "paul@clinique-erables.example",
    Program.OUTLOOK,
    language="fr",
    rank=2,
    role="practice manager",
    character="correct, asks twice and then calls",
    zone=MONTREAL,
)
ACCOUNTS = Person(
    "accounts",
    "Comptabilité",
    "comptabilite@clinique-erables.example",
    Program.OUTLOOK,
    language="fr",
    rank=4,
    role="a mailbox that is no more",
    zone=MONTREAL,
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
    "dina@aguaclara.example",
    Program.APPLE,
    language="es",
    rank=3,
    role="communications",
    character="so friendly that a no is hard",
)
ELIAS = Person(
    "elias",
    "Elías",
    "elias@aguaclara.example",
    Program.GMAIL,
    language="es",
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
    Client("Clinique dentaire des Érables", "clinique-erables.example", (MIREILLE, PAUL, ACCOUNTS)),
    Client("Fernley Tools", "fernley-tools.example", (CLARA, BEN, OSKAR)),
    Client("Fundación Aguaclara", "aguaclara.example", (ELIAS, DINA)),
)
