"""Calendars at an address, from servers that behave and from those that do not."""

import pytest
from tests.calendars.given import calendar, event, times, window
from tests.calendars.scripted_server import drip, drip_head, hang_up, serving, stall

from troth.calendars.address import address_of
from troth.calendars.occurrence import CalendarError
from troth.calendars.reading import named, read
from troth.calendars.wire import READING, Limits, Wire

SECRET = "/private-b6f1/basic.ics"
IT = calendar(event("DTSTART:20260304T090000Z DTEND:20260304T100000Z"))
SMALL = Limits(bytes=100_000)
IMPATIENT = Limits(connect_seconds=0.3, answer_seconds=0.3, bytes=100_000)
"""For those alone who keep one waiting: any other may be slow on a machine under load."""


def found_at(url, *, user="", password="correct-horse", limits=Limits()):  # noqa: B008  # a value
    return read(url, window=window(), user=user, password=lambda _: password, limits=limits)


def refused(url, **more):
    with pytest.raises(CalendarError) as refusal:
        found_at(url, **more)
    return str(refusal.value)


@pytest.mark.parametrize("scheme", ["http", "webcal"])
def test_a_feed_is_read_with_one_get(scheme):
    with serving(lambda request: request.say(IT)) as server:
        url = server.url.replace("http", scheme) + SECRET

        assert times(found_at(url)) == ["03-04T10:00/03-04T11:00"]
    assert server.asked == [("GET", SECRET, "")]


@pytest.mark.parametrize("path", ["/feed", "/", "/feed?token=1"])
def test_an_address_that_does_not_look_like_a_feed_may_be_one(path):
    def answers(request):
        request.say(IT) if request.command == "GET" else request.say(status=405)

    with serving(answers) as server:
        assert len(found_at(server.url + path).occurrences) == 1
    assert server.methods <= READING


def test_webcal_is_read_over_an_encrypted_line():
    assert address_of("webcal://cal.firm.example/a.ics").url == "https://cal.firm.example/a.ics"


def test_an_address_may_be_longer_than_any_file_s_name():
    with serving(lambda request: request.say(IT)) as server:
        assert len(found_at(f"{server.url}/{'x' * 3000}.ics").occurrences) == 1


def test_a_feed_that_moved_is_followed():
    def answers(request):
        if request.path == "/new.ics":
            request.say(IT)
        else:
            request.say(status=301, Location="/new.ics")

    with serving(answers) as server:
        assert len(found_at(server.url + "/old.ics").occurrences) == 1


def test_a_feed_that_moves_in_a_circle_is_given_up():
    with serving(lambda request: request.say(status=302, Location="/b.ics")) as server:
        assert "sends from one address to the next" in refused(server.url + "/a.ics")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/a.ics", "http://[", "x:"]
)
def test_a_feed_that_moves_to_something_else_is_not_followed(target):
    with serving(lambda request: request.say(status=302, Location=target)) as server:
        assert "is not followed" in refused(server.url + "/a.ics")


STATUS = {
    401: "wants to know who asks. Name the user: --user NAME",
    403: "does not let this calendar be read (403)",
    404: "has no calendar at this address (404)",
    410: "has no calendar at this address (410)",
    418: "answered 418, which is no calendar",
    500: "has trouble of its own (500). Try later",
    503: "has trouble of its own (503). Try later",
}


@pytest.mark.parametrize(("status", "sentence"), STATUS.items())
def test_each_refusal_is_a_sentence_that_does_not_give_the_secret_address_away(status, sentence):
    with serving(lambda request: request.say(b"no", status=status)) as server:
        said = refused(server.url + SECRET)

    assert f"127.0.0.1 {sentence}" in said
    assert "b6f1" not in said


BAD = {
    "it says nothing": (stall, "did not answer within 0.3 seconds"),
    "it never ends": (drip, "did not answer within 0.3 seconds"),
    "its head never ends": (drip_head, "did not answer within 0.3 seconds"),
    "it breaks off": (hang_up, "broke off while it answered"),
    "it is too large": (lambda r: r.say(b"x" * 200_000), "is larger than"),
    "it is a page": (lambda r: r.say(b"<!doctype html><p>Sign in"), "a web page and no calendar"),
    "it is empty": (lambda r: r.say(b""), "It is empty"),
    "it is packed": (
        lambda r: r.say(b"\x1f\x8b", Content_Encoding="gzip"),
        "sent the calendar packed",
    ),
}


@pytest.mark.parametrize(("answers", "sentence"), BAD.values(), ids=BAD)
def test_a_server_that_does_not_do_as_it_should_is_one_sentence(answers, sentence):
    limits = IMPATIENT if "0.3 seconds" in sentence else SMALL
    with serving(answers) as server:
        assert sentence in refused(server.url + SECRET, limits=limits)


@pytest.mark.parametrize("answers", [stall, drip, hang_up], ids=["stall", "drip", "hang up"])
def test_a_caldav_server_that_stalls_or_drops_is_one_sentence(answers):
    with serving(answers) as server:
        said = refused(f"{server.url}/dav/", limits=IMPATIENT)

    assert "did not answer" in said or "broke off" in said


def test_where_nobody_listens_is_said():
    assert "could not be reached" in refused("http://127.0.0.1:9/a.ics", limits=IMPATIENT)
    assert "could not be reached" in refused("https://nowhere.invalid/a.ics", limits=IMPATIENT)


@pytest.mark.parametrize(
    "url", ["http://", "https:///a.ics", "http://[::1/a.ics", "http://h:x/a.ics", "gopher://h/a"]
)
def test_what_is_no_address_is_said_to_be_none(url):
    assert refused(url) == "This is no address. Write it like https://host/calendar.ics."


def test_a_password_in_an_address_is_refused_unseen():
    said = refused("https://anna:battery@cal.firm.example/a.ics")

    assert "does not belong into an address" in said
    assert "battery" not in said


def asks_who(request):
    if request.account == "anna:correct-horse":
        request.say(IT)
    else:
        request.say(status=401, WWW_Authenticate='Basic realm="x"')


def test_the_password_is_sent_when_it_is_asked_for_and_not_before():
    with serving(asks_who) as server:
        assert len(found_at(server.url + SECRET, user="anna").occurrences) == 1

    assert [account for *_, account in server.asked] == ["", "anna:correct-horse"]


def test_a_wrong_password_is_said_and_not_shown():
    with serving(asks_who) as server:
        said = refused(server.url + SECRET, user="anna", password="battery")

    assert "does not accept anna with this password" in said
    assert "battery" not in said


def test_digest_is_answered_where_a_server_asks_for_it():
    def answers(request):
        if request.account == "Digest" and 'username="anna"' in request.headers["Authorization"]:
            request.say(IT)
        else:
            challenge = 'Digest realm="x", nonce="1", qop="auth", algorithm=MD5'
            request.say(status=401, WWW_Authenticate=challenge)

    with serving(answers) as server:
        assert len(found_at(server.url + SECRET, user="anna").occurrences) == 1


def test_the_password_goes_to_no_other_server():
    with serving(asks_who) as other:
        moved = other.url.replace("127.0.0.1", "localhost") + "/a.ics"

        with serving(lambda request: request.say(status=302, Location=moved)) as server:
            said = refused(server.url + SECRET, user="anna")

    assert [account for *_, account in other.asked] == [""]
    assert "does not accept anna" in said


def test_a_password_is_not_sent_where_others_can_read_it():
    asked = []
    address = address_of("http://cal.firm.example/a.ics", user="anna")
    with Wire(address, password=asked.append) as wire, pytest.raises(CalendarError) as refusal:
        wire._auth_for("Basic", address.url)

    assert "Write https://, which is encrypted" in str(refusal.value)
    assert asked == []


BESIDE = {
    "https://p42-caldav.house.example/x": True,
    "https://caldav.house.example/x": True,
    "https://caldav.house.example:8443/x": True,
    "http://caldav.house.example/x": False,
    "https://house.example.evil.example/x": False,
    "https://evil.example/x": False,
}


@pytest.mark.parametrize(("url", "may"), BESIDE.items())
def test_the_password_may_go_next_door_within_one_house(url, may):
    with Wire(address_of("https://caldav.house.example/"), password=str) as wire:
        assert wire._is_home(url) is may


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "MKCALENDAR", "PROPPATCH", "MOVE"])
def test_what_writes_cannot_even_be_asked(method):
    with (
        Wire(address_of("https://cal.firm.example/"), password=str) as wire,
        pytest.raises(ValueError),
    ):
        wire.ask(method, wire.address.url)


def test_an_address_is_named_by_its_host_alone():
    assert named("https://anna@cal.firm.example/private-b6f1/basic.ics") == "cal.firm.example"


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]><x>&b;&c;</x>'
)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (BOMB, "holds a document type"),
        (b"<multistatus", "cannot be understood"),
        (b"\xff\xfe\x00", "cannot be understood"),
        (b"", "cannot be understood"),
        (b"<a>" * 5_000, "cannot be understood"),
    ],
)
def test_xml_that_is_a_trap_or_damaged_is_one_sentence(body, sentence):
    with serving(lambda request: request.say(body, status=207)) as server:
        assert sentence in refused(f"{server.url}/dav/")


MULTISTATUS = """<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<d:response><d:href>/cal/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><c:calendar/>
</d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"""
NAMED_ONLY = """<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<d:response><d:href>/cal/one.ics</d:href><d:propstat><d:prop><d:getetag>1</d:getetag>{held}
</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"""
TOO_MANY = """<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"><d:response><d:href>/cal/</d:href>
<d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response></d:multistatus>"""


def test_events_that_a_server_only_names_are_asked_for():
    def answers(request):
        if request.command == "PROPFIND":
            request.say(MULTISTATUS.encode(), status=207)
        elif len(server.asked) == 2:
            request.say(NAMED_ONLY.format(held="").encode(), status=207)
        else:
            held = f"<c:calendar-data>{IT.decode()}</c:calendar-data>"
            request.say(NAMED_ONLY.format(held=held).encode(), status=207)

    with serving(answers) as server:
        assert len(found_at(f"{server.url}/cal/").occurrences) == 1
    assert [method for method, *_ in server.asked] == ["PROPFIND", "REPORT", "REPORT"]


def test_a_server_that_sends_only_a_part_is_not_taken_for_the_whole():
    def answers(request):
        body = MULTISTATUS if request.command == "PROPFIND" else TOO_MANY
        request.say(body.encode(), status=207)

    with serving(answers) as server:
        assert "does not send so many events at once" in refused(f"{server.url}/cal/")
