"""Deleting what is kept of a client, at the desk."""

import pytest
from django.urls import reverse

from tests.desk.mail import promised
from troth.mail.models import Message
from troth.people.models import Client, Contact
from troth.record.queries import check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]


def there(client):
    return reverse("client_delete", args=(client.pk,))


def test_the_settings_lead_to_it_and_the_page_offers_the_export_first(desk, cast):
    settings = desk.get(reverse("client_edit", args=(cast.acme.pk,))).content.decode()
    page = desk.get(there(cast.acme)).content.decode()

    assert there(cast.acme) in settings
    assert "troth export --client" in page
    assert "Nobody can bring them back." in page


def test_it_is_done_only_where_their_name_is_typed(desk, cast):
    promised(cast)
    for typed in ("", "Birch", "Ac"):
        refused = desk.post(there(cast.acme), {"name": typed})
        assert refused.status_code == 422
        assert b"That is not their name." in refused.content
    before = Message.objects.count()
    done = desk.post(there(cast.acme), {"name": " acme "}, follow=True)

    assert before == 1
    assert not Message.objects.exists()
    assert b"What was kept of them is deleted." in done.content
    assert Client.objects.get(pk=cast.acme.pk).name == "A deleted client"
    assert check(cast.acme.pk).result.broken is None


@pytest.mark.parametrize("name", ["client", "client_record", "client_letters", "client_edit"])
def test_what_is_left_of_their_pages_opens(desk, cast, name):
    promised(cast)
    desk.post(there(cast.acme), {"name": "Acme"})
    page = desk.get(reverse(name, args=(cast.acme.pk,)))

    assert page.status_code == 200
    assert b"Anna" not in page.content
    assert b"anna@acme" not in page.content


def test_today_and_the_queue_open_without_them(desk, cast):
    promised(cast)
    desk.post(there(cast.acme), {"name": "Acme"})
    for name in ("today", "found", "clients", "mailboxes"):
        page = desk.get(reverse(name))
        assert page.status_code == 200
        assert b"migration plan" not in page.content


def test_a_stranger_and_a_drawn_curtain_meet_nothing_there(client, cast):
    client.force_login(cast.carol)
    foreign = client.post(there(cast.acme), {"name": "Acme"})
    nowhere = client.post(reverse("client_delete", args=(cast.anna.pk,)), {"name": "Acme"})
    client.force_login(cast.alice)
    session = client.session
    session["curtain"] = str(cast.acme.pk)
    session.save()
    hidden = client.post(there(cast.birch), {"name": "Birch"})

    assert foreign.status_code == nowhere.status_code == hidden.status_code == 404
    assert foreign.content == nowhere.content
    assert Contact.objects.filter(client__in=(cast.acme, cast.birch)).count() == 2
