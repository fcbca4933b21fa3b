"""How a view comes to its viewer."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory

from troth.desk.viewing import CURTAIN, done_by_member, seen_by_member

pytestmark = pytest.mark.django_db


@seen_by_member
def name_of(request, viewer, at, pk):
    return HttpResponse(f"{viewer.client(pk).name} {at.tzinfo}")


@done_by_member
def change(request, viewer, at):
    return HttpResponse(viewer.member.name)


def asked(member=None, *, path="/client/1", only=None, method="get", **headers):
    request = getattr(RequestFactory(headers=headers), method)(path)
    request.user = member or AnonymousUser()
    request.session = {CURTAIN: str(only.pk)} if only else {}
    return request


def test_a_member_is_the_viewer_and_the_moment_is_aware(cast):
    assert name_of(asked(cast.alice), pk=cast.acme.pk).content == b"Acme UTC"


def test_a_stranger_is_answered_for_what_exists_as_for_what_does_not(cast):
    foreign = name_of(asked(cast.carol), pk=cast.acme.pk)
    missing = name_of(asked(cast.carol), pk="01890000-0000-7000-8000-000000000000")
    nonsense = name_of(asked(cast.carol), pk="../etc")
    nowhere = Browser().get("/nothing/here")

    assert foreign.status_code == missing.status_code == nonsense.status_code == 404
    assert foreign.content == missing.content == nonsense.content == nowhere.content


def test_the_curtain_leaves_one_client(cast):
    assert name_of(asked(cast.alice, only=cast.birch), pk=cast.birch.pk).status_code == 200
    assert name_of(asked(cast.alice, only=cast.birch), pk=cast.acme.pk).status_code == 404


def test_whoever_is_not_signed_in_is_told_how_to_and_goes_on_from_there():
    answer = name_of(asked(path="/client/1?page=2"), pk="1")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/signin?next=%2Fclient%2F1%3Fpage%3D2"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in():
    answer = name_of(asked(HX_Request="true"), pk="1")

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/signin")


def test_what_changes_something_is_asked_for_by_post_only(cast):
    assert change(asked(cast.alice)).status_code == 405
    assert change(asked(cast.alice, method="post")).content == b"Alice"
