"""Mailboxes at the desk: counted, chosen from, read, and looked after. They are a member's own."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.desk.mail import ALICE, BEN
from tests.mailbox import mbox
from tests.promises.letters import letter
from troth.desk import viewing
from troth.jobs import actions as jobs
from troth.jobs.models import Job
from troth.mail.actions.mailboxes import add, go_on, looked
from troth.mail.models import Mailbox, Message
from troth.people.models import Client, ClientAddress, MemberAddress
from troth.people.sealing import unseal
from troth.promises.models import Finding
from troth.worker.tasks import TASKS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

HTMX = {"HX-Request": "true"}
SERVER = "imaps://alice%40harbour-it.example@imap.harbour-it.example"
EVE = "Eve <eve@elm.example>"
DORA = "Dora <dora@dune.example>"


@pytest.fixture
def place(tmp_path) -> Path:
    """Four letters each way with Dora of Dune, three with Eve of Elm, one with Ben."""
    theirs = [letter("Hello", sender=DORA, day=-n, number=n) for n in range(1, 5)]
    mine = [
        letter("I'll send you the plan by Friday.", sender=ALICE, to=DORA, day=-1, number=10 + n)
        for n in range(4)
    ]
    eves = [letter("Private", sender=EVE, day=-n, number=30 + n) for n in range(3)]
    to_eve = [letter("Private", sender=ALICE, to=EVE, number=40 + n) for n in range(3)]
    mbox(tmp_path / "Inbox", *theirs, *eves, letter("Hello", sender=BEN, number=20))
    mbox(tmp_path / "Sent", *mine, *to_eve, letter("Hello", sender=ALICE, to=BEN, number=21))
    return tmp_path


@pytest.fixture
def counted(cast, place) -> Mailbox:
    mailbox = add(str(place), by=cast.alice, at=cast.at)
    work(cast)
    mailbox.refresh_from_db()
    return mailbox


@pytest.fixture
def server(cast) -> Mailbox:
    return add(SERVER, password="old secret", by=cast.alice, at=cast.at)


def work(cast) -> None:
    """What the worker does, until nothing is left."""
    while job := jobs.claim("test", at=cast.at):
        TASKS[job.name](job, cast.at)
        jobs.done(job, at=cast.at)


def url(name, mailbox) -> str:
    return reverse(name, args=(mailbox.pk,))


def choice(**changes):
    return {
        "client": ["dune.example"],
        "me": ["alice@harbour-it.example"],
        "window": "all",
    } | changes


def test_before_the_first_mailbox_the_page_says_how_to_begin(desk):
    page = desk.get(reverse("mailboxes")).text

    assert "No mailbox is connected yet." in page
    assert reverse("mailbox_new") in page


def test_a_mailbox_is_counted_and_nothing_of_it_is_stored(desk, cast, place):
    response = desk.post(reverse("mailbox_new"), {"source": str(place)})
    mailbox = Mailbox.objects.get()
    counting = desk.get(response.url).text
    work(cast)
    chosen_from = desk.get(response.url).text

    assert response.url == url("mailbox_choose", mailbox)
    assert "Counting the letters." in counting
    assert f'hx-get="{response.url}"' in counting
    assert "16 letters in 2 folders" in chosen_from
    assert "Nothing is stored yet." in chosen_from
    assert 'value="dune.example" checked' in chosen_from
    assert 'value="birch.example" checked' in chosen_from
    assert "A client already. ben@birch.example" in chosen_from
    assert not Message.objects.exists()
    assert Client.objects.count() == 3


def test_while_it_is_counted_the_page_asks_again_and_goes_on_by_itself(desk, cast, place):
    desk.post(reverse("mailbox_new"), {"source": str(place)})
    here = url("mailbox_choose", Mailbox.objects.get())

    part = desk.get(here, headers=HTMX)
    work(cast)
    over = desk.get(here, headers=HTMX)

    assert part.text.strip().startswith('<section id="looking"')
    assert (over.status_code, over.headers["HX-Redirect"]) == (204, here)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"source": ""}, "There is nothing at"),
        ({"source": "/no/such/place"}, "There is nothing at"),
        ({"source": "~nobody-of-that-name/Maildir"}, "There is nothing at"),
        ({"source": "a\0b"}, "There is nothing at"),
        ({"source": "x" * 5000}, "There is nothing at"),
        ({"source": "imap://alice@mail.example"}, "Write imaps://"),
        ({"source": "imaps://mail.example"}, "Say whose mailbox it is"),
        ({"source": "imaps://alice:secret@mail.example"}, "A password does not belong"),
        ({"source": "/tmp", "me": "alice"}, "“alice” is no address of mail."),
        ({"source": "/tmp", "me": "a\0l@home.example"}, "is no address of mail."),
        ({"source": "/tmp", "me": f"{'a' * 400}@home.example"}, "is no address of mail."),
    ],
)
def test_what_cannot_be_a_mailbox_says_so_and_what_was_typed_stays(desk, typed, says):
    page = desk.post(reverse("mailbox_new"), {"me": "me@harbour-it.example"} | typed).text

    assert says in page.replace("&#39;", "'")
    assert (typed.get("me") or "me@harbour-it.example") in page
    assert not Mailbox.objects.exists()


def test_the_same_mailbox_twice_is_told(desk, server):
    page = desk.post(reverse("mailbox_new"), {"source": SERVER, "password": "x"}).text

    assert "is one of your mailboxes already." in page


def test_a_password_is_never_shown_again(desk, cast):
    desk.post(reverse("mailbox_new"), {"source": SERVER, "password": "topsecret", "me": "x"})
    again = desk.post(reverse("mailbox_new"), {"source": "nowhere", "password": "topsecret"}).text

    assert "topsecret" not in again


def test_only_what_is_ticked_is_stored_and_then_there_is_something_to_look_at(desk, cast, counted):
    response = desk.post(url("mailbox_choose", counted), choice())
    reading = desk.get(response.url).text
    work(cast)
    done = desk.get(response.url).text

    assert "Reading: 0 of 16 letters looked at." in reading
    assert "Read: 10 letters stored." in done
    assert reverse("found") in done
    dune = Client.objects.get(name="Dune")
    assert dune.owner == cast.alice
    assert Finding.objects.filter(client=dune).exists()
    held = Message.objects.all()
    assert not [it for it in held if "eve@elm.example" in (it.people[0], *it.people[1])]
    assert not Client.objects.filter(name="Elm").exists()


def test_addresses_typed_at_first_are_ticked_and_become_ones_own(desk, cast, place):
    desk.post(reverse("mailbox_new"), {"source": str(place), "me": "al@home.example"})
    work(cast)
    here = url("mailbox_choose", Mailbox.objects.get())
    page = desk.get(here).text

    desk.post(here, choice(me=["al@home.example", "alice@harbour-it.example"]))

    assert 'value="al@home.example" checked' in page
    mine = MemberAddress.objects.filter(member=cast.alice).values_list("email", flat=True)
    assert set(mine) == {"al@home.example", "alice@harbour-it.example"}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"me": []}, "Tick the addresses that you write from"),
        ({"me": ["somebody@else.example"]}, "Tick the addresses that you write from"),
        ({"window": "13"}, "Choose how far back"),
        ({"window": ""}, "Choose how far back"),
    ],
)
def test_a_choice_that_lacks_something_is_asked_again_with_what_was_ticked(
    desk, counted, typed, says
):
    page = desk.post(url("mailbox_choose", counted), choice(**typed)).text

    assert says in page
    assert 'value="dune.example" checked' in page
    assert Mailbox.objects.get().state == "choosing"
    assert Client.objects.count() == 3


@pytest.mark.parametrize("ticked", [[], ["made-up.example"]])
def test_without_any_client_there_is_nothing_to_store(desk, cast, counted, ticked):
    ClientAddress.objects.all().delete()

    page = desk.post(url("mailbox_choose", counted), choice(client=ticked)).text

    assert "Tick at least one client" in page
    assert Mailbox.objects.get().state == "choosing"


def test_an_address_that_is_a_colleagues_is_told(desk, cast, counted):
    MemberAddress.objects.filter(member=cast.alice).update(email="alice@elsewhere.example")
    MemberAddress.objects.filter(member=cast.bob).update(email="alice@harbour-it.example")

    page = desk.post(url("mailbox_choose", counted), choice()).text

    assert "One of these addresses is a colleague&#39;s already." in page
    assert Client.objects.count() == 3


def test_a_mailbox_that_could_not_be_counted_says_why_and_what_to_do(desk, cast, server):
    Job.objects.all().delete()
    looked(server, ["mail.example refused the password."], may_retry=False, at=cast.at)
    Mailbox.objects.update(census={"total": 0, "clients": []})

    page = desk.get(url("mailbox_choose", server)).text

    assert "mail.example refused the password." in page
    assert url("mailbox", server) in page
    assert "hx-get" not in page.split('id="looking"')[1].split(">")[0]


def reading(cast, mailbox) -> Mailbox:
    Mailbox.objects.filter(pk=mailbox.pk).update(state="looking", looked_at=cast.at)
    return mailbox


def test_every_mailbox_tells_how_it_is(desk, cast, counted, server):
    reading(cast, server)
    Job.objects.all().delete()
    looked(server, ["mail.example did not answer."], at=cast.at)

    page = desk.get(reverse("mailboxes")).text

    assert "Waits for your choice" in page
    assert "alice@harbour-it.example" in page
    assert "mail.example did not answer." in page
    assert "In trouble since today at 09:00" in page
    assert "1 of 2 is in trouble." in page


def test_a_mailbox_shows_its_folders_with_how_many_letters_were_looked_at(desk, cast, counted):
    desk.post(url("mailbox_choose", counted), choice())
    work(cast)

    page = desk.get(url("mailbox", counted)).text

    assert "Looked at today at 09:00" in page
    assert [part for part in ("Inbox", "Sent") if f'<th scope="row">{part}</th>' in page] == ["Inbox", "Sent"]  # fmt: skip
    assert '<td class="number" data-head="Letters">8</td>' in page
    assert "!wanted" not in page


def test_it_is_looked_at_now(desk, cast, server):
    reading(cast, server)
    Job.objects.all().delete()

    desk.post(url("mailbox_look", server))

    assert Job.objects.filter(name="look", about=server.pk).exists()


def test_it_is_paused_and_goes_on_by_undo(desk, cast, server):
    reading(cast, server)

    page = desk.post(url("mailbox_pause", server), follow=True).text
    paused = Mailbox.objects.get().state
    desk.post(url("mailbox_go_on", server))

    assert paused == "paused"
    assert f'action="{url("mailbox_go_on", server)}"' in page
    assert Mailbox.objects.get().state == "looking"


def test_a_new_password_is_sealed_and_tried(desk, cast, server):
    reading(cast, server)
    looked(server, ["It refused the password."], may_retry=False, at=cast.at)
    Job.objects.all().delete()

    asked = desk.get(url("mailbox_password", server)).text
    empty = desk.post(url("mailbox_password", server)).text
    page = desk.post(url("mailbox_password", server), {"password": "new"}, follow=True).text

    assert 'type="password"' in asked
    assert "Type the password of the mailbox." in empty
    held = Mailbox.objects.get()
    opened = unseal(bytes(held.password), practice=cast.practice.pk, table="mailbox", row=held.pk)
    assert (opened, held.trouble, held.state) == ("new", "", "looking")
    assert "The new password is kept, and tried now." in page
    assert Job.objects.filter(name="look").exists()


def test_a_folder_on_this_machine_has_no_password(desk, counted):
    assert desk.get(url("mailbox_password", counted)).status_code == 404


def test_removing_is_asked_first_and_letters_stay(desk, cast, counted):
    desk.post(url("mailbox_choose", counted), choice())
    work(cast)
    letters = Message.objects.count()

    asked = desk.get(url("mailbox_remove", counted)).text
    page = desk.post(url("mailbox_remove", counted), follow=True).text

    assert "Remove this mailbox?" in asked
    assert "is no mailbox of yours any more." in page
    assert not Mailbox.objects.exists()
    assert Message.objects.count() == letters > 0


NAMES = (
    "mailbox", "mailbox_choose", "mailbox_reading", "mailbox_look", "mailbox_pause",
    "mailbox_go_on", "mailbox_password", "mailbox_remove",
)  # fmt: skip
BY_POST = ("mailbox_look", "mailbox_pause", "mailbox_go_on")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["bob", "carol"])
def test_neither_a_colleague_nor_a_stranger_learns_of_it(client, cast, server, name, who):
    client.force_login(getattr(cast, who))

    for ask in (client.post,) if name in BY_POST else (client.get, client.post):
        there, nowhere = ask(url(name, server)), ask(reverse(name, args=(uuid4(),)))
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert there.content == nowhere.content
    assert Mailbox.objects.get().state == "choosing"


@pytest.mark.parametrize("name", BY_POST)
def test_what_changes_a_mailbox_is_not_done_by_a_link(desk, server, name):
    assert desk.get(url(name, server)).status_code == 405


@pytest.mark.parametrize("name", NAMES)
def test_behind_the_curtain_there_is_no_mailbox(desk, cast, server, name):
    session = desk.session
    session[viewing.CURTAIN] = str(cast.acme.pk)
    session.save()

    assert desk.post(url(name, server)).status_code == 404
    assert desk.post(reverse("mailbox_new"), {"source": "/tmp"}).status_code == 404
    assert "harbour-it" not in desk.get(reverse("mailboxes")).text
    assert Mailbox.objects.get().state == "choosing"


@pytest.mark.parametrize("number", [1, 8])
def test_the_list_asks_the_database_as_often_for_one_as_for_many(
    desk, cast, number, django_assert_num_queries
):
    for n in range(number):
        add(f"imaps://a{n}@mail.example", password="x", by=cast.alice, at=cast.at)

    with django_assert_num_queries(7):
        desk.get(reverse("mailboxes"))


def test_what_is_not_paused_does_not_go_on(desk, cast, counted):
    go_on(counted, by=cast.alice, at=cast.at)

    assert Mailbox.objects.get().state == "choosing"
