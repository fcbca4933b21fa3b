"""What a WebDAV server says, read without following anything that its text points to.

Source: RFC 4918 §13 (several answers in one).
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from troth.calendars.occurrence import CalendarError

DAV = "DAV:"
CALDAV = "urn:ietf:params:xml:ns:caldav"
OK = " 200"


class Part(NamedTuple):
    """What is said of one address: its properties that are there, by `{namespace}name`."""

    href: str
    found: dict[str, Element]
    status: str

    def text(self, name: str) -> str:
        element = self.found.get(name)
        return (element.text or "").strip() if element is not None else ""

    def href_in(self, name: str) -> str:
        """The address that a property holds; "" where it holds none."""
        element = self.found.get(name)
        return (element.findtext(d("href")) or "").strip() if element is not None else ""


def d(name: str) -> str:
    return f"{{{DAV}}}{name}"


def c(name: str) -> str:
    return f"{{{CALDAV}}}{name}"


def parts(body: bytes) -> Iterator[Part]:
    """The parts of a multistatus answer. Raises CalendarError."""
    for response in parsed(body).iter(d("response")):
        yield Part(
            (response.findtext(d("href")) or "").strip(),
            {
                held.tag: held
                for stat in response.iter(d("propstat"))
                if OK in (stat.findtext(d("status")) or "")
                for held in stat.iterfind(f"{d('prop')}/*")
            },
            response.findtext(d("status")) or "",
        )


def parsed(body: bytes) -> Element:
    """The document. One with a document type is refused: it is not needed, and may be a bomb.

    Raises CalendarError.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, held: builder.start(
        _tag(name), {_tag(key): value for key, value in held.items()}
    )
    parser.EndElementHandler = lambda name: builder.end(_tag(name))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(body, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError):
        raise CalendarError(
            "The server's answer cannot be understood. Check that it is the address of a calendar."
        ) from None


def _tag(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse(*_: object) -> None:
    raise CalendarError(
        "The server's answer holds a document type, which calendars do not need and which is not "
        "read. Check the address."
    )
