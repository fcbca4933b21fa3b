"""Found in mail, from the keyboard's end: each answer brings the next question, with undo."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.desk.mail import PLAN, SUBJECT, answered_later, of_birch, promised, waited_for
from tests.promises.found import finding as stored_finding
from tests.promises.letters import letter, taken_in
from troth.desk import viewing
from troth.promises.actions.deciding import confirm
from troth.promises.actions.settling import settle
from troth.promises.models import Finding, FindingState, Matter, Proposal, ProposalState

NOWHERE = "371e9795-2aa0-460e-b9aa-35031c494658"
"""The id of nothing, the same for every process that collects these tests."""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_cast")]

HTMX = {"HX-Request": "true"}


def page_of(response) -> str:
    return response.content.decode()


def heading(response) -> str:
    return re.search(r'<h2 id="asked"[^>]*>(.*?)</h2>', page_of(response), re.DOTALL)[1]


def post(desk, name, found, **typed):
    return desk.post(reverse(name, args=(found.pk,)), typed, follow=True)


def test_with_nothing_to_ask_the_page_says_so(desk):
    response = desk.get(reverse("found"))

    assert "Nothing waits for your word." in page_of(response)


def test_a_question_says_who_owes_what_to_whom_by_when_and_shows_the_letter(desk, cast):
    promised(cast)

    page = page_of(desk.get(reverse("found")))

    assert "Did you promise this?" in page
    assert f"You promised Anna: “{PLAN}” Due Friday, 6 March." in page.replace("&#39;", "'")
    assert f"<mark data-lit>{PLAN}</mark>" in page.replace("&#39;", "'")
    assert "thank you for the list" in page
    assert SUBJECT in page
    assert "1 of 1" in page


@pytest.mark.parametrize(
    ("name", "key", "state"),
    [
        ("confirm", "y", FindingState.CONFIRMED),
        ("dismiss", "x", FindingState.DISMISSED),
        ("done_already", "d", FindingState.CONFIRMED),
    ],
)
def test_each_answer_has_its_key_brings_the_next_question_and_an_undo(desk, cast, name, key, state):
    first, second = promised(cast), waited_for(cast)
    before = page_of(desk.get(reverse("found")))

    response = post(desk, name, first)

    assert f'data-key="{key}"' in before
    assert "Anna promised you" in heading(response)
    assert "2 of 2" in page_of(response)
    assert reverse("undo", args=("finding", first.pk)) in page_of(response)
    first.refresh_from_db()
    assert first.state == state
    second.refresh_from_db()
    assert second.state == FindingState.OPEN


def test_what_is_done_already_is_closed_at_once(desk, cast):
    found = promised(cast)

    post(desk, "done_already", found)

    assert Matter.objects.get().outcome == "kept"


def test_with_htmx_an_answer_is_the_next_question_with_what_happened_and_the_count(desk, cast):
    first = promised(cast)
    waited_for(cast)

    response = desk.post(reverse("confirm", args=(first.pk,)), headers=HTMX)

    page = page_of(response)
    assert "<html" not in page
    assert '<div id="finding">' in page
    assert 'id="notices" hx-swap-oob' in page
    assert "Confirmed:" in page
    assert 'class="count">1<' in page
    assert response.headers["HX-Replace-Url"] == reverse("found")


def test_a_form_takes_the_place_of_the_last_notice(desk, cast):
    found = promised(cast)

    page = page_of(desk.get(reverse("correct", args=(found.pk,)), headers=HTMX))

    assert '<div id="notices" hx-swap-oob="innerHTML"></div>' in page
    assert 'name="direction"' in page


def test_undo_asks_again_at_once(desk, cast):
    found = promised(cast)
    post(desk, "confirm", found)

    response = desk.post(reverse("undo", args=("finding", found.pk)), follow=True)

    found.refresh_from_db()
    assert found.state == FindingState.OPEN
    assert not Matter.objects.exists()
    assert "You promised Anna" in heading(response)
    assert "Taken back." in page_of(response)


def test_an_answer_that_comes_second_is_told_and_loses_nothing(desk, cast):
    found = promised(cast)
    confirm(found, by=cast.alice, at=cast.at)

    response = post(desk, "dismiss", found)

    assert "It was decided already: confirmed." in page_of(response)
    assert Matter.objects.count() == 1


def test_what_was_confirmed_leads_to_its_own_page(desk, cast):
    found = promised(cast)
    matter = confirm(found, by=cast.alice, at=cast.at)

    response = desk.get(reverse("found_item", args=(found.pk,)))

    assert response.url == reverse("matter", args=(matter.pk,))


def test_what_was_decided_in_another_window_leads_away_as_a_whole_page(desk, cast):
    found = promised(cast)
    matter = confirm(found, by=cast.alice, at=cast.at)
    item = reverse("found_item", args=(found.pk,))

    correcting = desk.get(reverse("correct", args=(found.pk,)), headers=HTMX)
    asked = desk.get(item, headers=HTMX)

    assert (correcting.status_code, correcting.headers["HX-Redirect"]) == (204, item)
    assert asked.headers["HX-Redirect"] == reverse("matter", args=(matter.pk,))


def test_what_was_put_aside_can_be_asked_again(desk, cast):
    found = promised(cast)
    post(desk, "dismiss", found)

    page = page_of(desk.get(reverse("found_item", args=(found.pk,))))

    assert "You have answered this." in page
    assert reverse("undo", args=("finding", found.pk)) in page


def test_later_asks_something_else_first_and_comes_round_again(desk, cast):
    first = promised(cast)
    second = waited_for(cast)

    assert "Anna promised you" in heading(post(desk, "found_later", first))
    assert "You promised Anna" in heading(post(desk, "found_later", second))
    assert not Finding.objects.exclude(state=FindingState.OPEN).exists()


def test_a_client_that_was_asked_for_stays_asked_for(desk, cast):
    found = promised(cast)
    other = stored_finding(cast.acme, at=cast.at)
    other.client = cast.birch
    other.save()
    cast.birch.owner = cast.alice
    cast.birch.save()
    here = f"?client={cast.acme.pk}"

    page = page_of(desk.get(reverse("found") + here))
    response = desk.post(reverse("confirm", args=(found.pk,)) + here, follow=True)

    assert "1 of 1" in page
    assert "Nothing waits for your word." in page_of(response)
    assert reverse("undo", args=("finding", found.pk)) + here in page_of(response)


def test_the_correction_form_begins_with_what_was_read(desk, cast):
    found = promised(cast)

    page = page_of(desk.get(reverse("correct", args=(found.pk,))))

    assert 'value="promise" checked' in page
    assert f'<option value="{cast.anna.pk}" selected>' in page
    assert 'value="2026-03-06"' in page


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("2026-03-10", date(2026, 3, 10)),
        ("Tuesday", date(2026, 3, 3)),
        ("10 March", date(2026, 3, 10)),
        ("am 10. März", date(2026, 3, 10)),
        ("", None),
    ],
)
def test_who_what_and_when_are_put_right_in_one_go(desk, cast, typed, due):
    found = promised(cast)

    post(desk, "correct", found, direction="need", person="", what=" the texts ", due=typed)

    matter = Matter.objects.get()
    assert (matter.kind, matter.what, matter.contact, matter.due_on) == (
        "need", "the texts", None, due,
    )  # fmt: skip


def test_a_null_byte_in_what_was_typed_is_left_out(desk, cast):
    found = promised(cast)

    post(desk, "correct", found, direction="need", person="", what="the\0 texts", due="\0")

    assert Matter.objects.get().what == "the texts"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"due": "Fryday"}, "“Fryday” is no day Troth can read."),
        ({"what": "  "}, "Say in a few words what it is about."),
        ({"direction": "sideways"}, "Choose who owes it."),
        ({"person": NOWHERE}, "That person does not work at this client."),
        ({"person": "no-uuid"}, "That person does not work at this client."),
    ],
)
def test_a_wrong_correction_says_what_is_wrong_and_keeps_what_was_typed(desk, cast, typed, says):
    found = promised(cast)
    said = {"direction": "promise", "person": "", "what": "the plan for the move", "due": "Friday"}

    response = post(desk, "correct", found, **(said | typed))

    page = page_of(response)
    assert says in page
    assert ("the plan for the move" in page) or "what" in typed
    assert not Matter.objects.exists()


def test_a_person_of_another_client_is_refused(desk, cast):
    found = promised(cast)
    said = {"direction": "promise", "what": "the plan", "due": "", "person": str(cast.ben.pk)}

    response = post(desk, "correct", found, **said)

    assert "That person does not work at this client." in page_of(response)


def old_ones(cast, number):
    return [stored_finding(cast.acme, at=cast.at, days_ago=40 + n) for n in range(number)]


def test_older_ones_are_let_go_together_with_one_undo(desk, cast):
    old_ones(cast, 3)
    page = page_of(desk.get(reverse("found")))

    after = page_of(desk.post(reverse("let_go"), follow=True))
    undo = re.search(r'action="(/undo/batch/[^"]+)"', after)[1]
    desk.post(undo)

    assert "Let 3 older ones go" in page
    assert "3 sentences let go." in after
    assert Finding.objects.filter(state=FindingState.OPEN).count() == 3


def test_sure_ones_are_confirmed_together_as_long_as_they_are_those_that_were_named(desk, cast):
    stored_finding(cast.acme, at=cast.at)
    stored_finding(cast.acme, at=cast.at)
    page = page_of(desk.get(reverse("found")))
    url = re.search(r'action="(/found/sure/confirm[^"]*)"', page)[1]
    stored_finding(cast.acme, at=cast.at)

    stale = page_of(desk.post(url, follow=True))
    fresh = re.search(r'action="(/found/sure/confirm[^"]*)"', stale)[1]
    after = page_of(desk.post(fresh, follow=True))

    assert "There are 3 of them by now." in stale
    assert "3 sentences confirmed." in after
    assert Matter.objects.count() == 3
    desk.post(re.search(r'action="(/undo/batch/[^"]+)"', after)[1])
    assert not Matter.objects.exists()


def with_proposal(cast, words="The plan is attached."):
    found = promised(cast)
    confirm(found, by=cast.alice, at=cast.at - timedelta(days=2))
    answered_later(cast, found, words)
    return Proposal.objects.get()


def test_a_later_letter_asks_whether_it_is_settled(desk, cast):
    proposal = with_proposal(cast)

    page = page_of(desk.get(reverse("found")))

    assert "Is this settled?" in page
    assert "Your letter yesterday seems to bring what you promised." in page
    assert "<mark data-lit>The plan is attached.</mark>" in page
    assert reverse("matter", args=(proposal.matter_id,)) in page


@pytest.mark.parametrize(
    ("name", "outcome", "state"),
    [
        ("proposal_accept", "kept", ProposalState.ACCEPTED),
        ("proposal_decline", "", ProposalState.DECLINED),
    ],
)
def test_so_it_is_or_not_and_both_can_be_taken_back(desk, cast, name, outcome, state):
    proposal = with_proposal(cast)

    response = post(desk, name, proposal)

    proposal.refresh_from_db()
    assert (proposal.matter.outcome, proposal.state) == (outcome, state)
    undo = reverse("undo", args=("proposal", proposal.pk))
    assert undo in page_of(response)
    desk.post(undo)
    proposal.refresh_from_db()
    assert (proposal.matter.outcome, proposal.state) == ("", ProposalState.OPEN)


@pytest.mark.parametrize("typed", ["", "Fryday", "2026-02-27"])
def test_a_letter_that_names_no_new_day_is_asked_for_one(desk, cast, typed):
    proposal = with_proposal(cast)
    Proposal.objects.filter(pk=proposal.pk).update(standing="deferred", due="")
    url = reverse("proposal_accept", args=(proposal.pk,))
    asked = page_of(desk.get(url))

    wrong = page_of(desk.post(url, {"due": typed}))
    desk.post(url, {"due": "2026-03-20"})

    assert "The letter names no day." in asked
    assert "Nothing was saved yet" in wrong
    assert f'value="{typed}"' in wrong
    proposal.matter.refresh_from_db()
    assert proposal.matter.due_on == date(2026, 3, 20)


READ = ("found_item", "correct", "proposal_accept")
WRITTEN = ("confirm", "correct", "dismiss", "done_already", "found_later", "proposal_accept", "proposal_decline")  # fmt: skip


def seen(client, url, method):
    return getattr(client, method)(url, {"what": "x", "direction": "promise"})


@pytest.mark.parametrize(
    ("name", "method"), [(n, "get") for n in READ] + [(n, "post") for n in WRITTEN]
)
def test_a_stranger_is_told_the_same_of_what_exists_and_what_does_not(client, cast, name, method):
    held = with_proposal(cast) if name.startswith("proposal") else promised(cast)
    client.force_login(cast.carol)

    there = seen(client, reverse(name, args=(held.pk,)), method)
    nowhere = seen(client, reverse(name, args=(uuid4(),)), method)

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content
    held.refresh_from_db()
    assert held.state == "open"


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_of_another_client_is_behind_the_curtain(desk, cast, name):
    found = of_birch(cast)
    draw(desk, cast.acme)

    response = desk.post(reverse(name, args=(found.pk,)))

    assert response.status_code == 404
    found.refresh_from_db()
    assert found.state == FindingState.OPEN


def draw(desk, client):
    session = desk.session
    session[viewing.CURTAIN] = str(client.pk)
    session.save()


def test_behind_the_curtain_no_other_client_is_hinted_at(desk, cast):
    cast.birch.owner = cast.alice
    cast.birch.save()
    of_birch(cast)
    promised(cast)
    draw(desk, cast.acme)

    page = page_of(desk.get(reverse("found")))

    assert "1 of 1" in page
    assert not [word for word in ("Birch", "Ben", "birch.example") if word in page]
    assert desk.get(reverse("found") + f"?client={cast.birch.pk}").status_code == 404


def test_a_letter_to_two_clients_is_not_shown_behind_the_curtain_but_its_sentence_is(desk, cast):
    both = letter(
        "Dear both,\n\nI'll send you the plan by Friday.\n\nThe Birch secret.",
        sender="alice@harbour-it.example", to="Anna <anna@acme.example>, Ben <ben@birch.example>",
        number=7, subject="For Birch too",
    )  # fmt: skip
    taken_in(cast, both)
    settle(cast.acme, at=cast.at)
    draw(desk, cast.acme)

    page = page_of(desk.get(reverse("found"))).replace("&#39;", "'")

    assert "<mark data-lit>I'll send you the plan by Friday.</mark>" in page
    assert "Birch" not in page


@pytest.mark.parametrize("name", ["confirm", "dismiss", "done_already", "found_later"])
def test_what_changes_something_is_not_done_by_a_link(desk, cast, name):
    assert desk.get(reverse(name, args=(promised(cast).pk,))).status_code == 405


@pytest.mark.parametrize("asked", ["?client=x", f"?client={NOWHERE}"])
def test_garbage_in_an_address_is_not_found(desk, cast, asked):
    assert desk.get(reverse("found") + asked).status_code == 404


def test_who_is_signed_out_is_asked_to_sign_in(client, cast):
    response = client.get(reverse("found"))

    assert response.url.startswith(reverse("signin"))


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_the_database_as_often_for_one_as_for_many(
    desk, cast, number, django_assert_num_queries
):
    for n in range(number):
        promised(cast, number=n + 1, words=f"I'll send you the plan {n} by Friday.")

    with django_assert_num_queries(10):
        desk.get(reverse("found"))
