"""One line by hand: who owes what to whom by when."""

from datetime import UTC, date, datetime

import pytest

from troth.people.access import NotFoundError, Viewer
from troth.people.models import Client, Contact
from troth.promises.actions.by_hand import write_down
from troth.promises.actions.undoing import take_back
from troth.promises.models import Matter
from troth.promises.queries.by_hand import EmptyLineError, LongLineError, parse
from troth.promises.queries.naming import AmbiguousContactError, UnknownContactError
from troth.pure.ledger import Debt
from troth.record.models import Entry
from troth.record.queries import check

pytestmark = pytest.mark.django_db

FRIDAY, TUESDAY = date(2026, 3, 6), date(2026, 3, 3)

LINES = [
    ("send Anna the migration plan by Friday", "promise", FRIDAY, "send Anna the migration plan"),
    ("Anna sends me the texts by Tuesday", "need", TUESDAY, "Anna sends me the texts"),
    ("need the texts from Anna by Tuesday", "need", TUESDAY, "need the texts from Anna"),
    ("the texts from Anna by Tuesday", "need", TUESDAY, "the texts from Anna"),
    ("Anna will send the logo on Tuesday", "need", TUESDAY, "Anna will send the logo"),
    (
        "waiting for Anna: access to the server",
        "need",
        None,
        "waiting for Anna: access to the server",
    ),
    ("ask Anna for the logo by Friday", "need", FRIDAY, "ask Anna for the logo"),
    ("Anna wants a quote by Friday", "ask", FRIDAY, "Anna wants a quote"),
    ("Anna asked whether we could host the mail too", "ask", None, None),
    ("call Anna tomorrow", "promise", TUESDAY, "call Anna"),
    ("Anna: draft of the quote by Friday", "promise", FRIDAY, "Anna: draft of the quote"),
    ("by Friday, the plan for Anna", "promise", FRIDAY, "the plan for Anna"),
    (
        "Anna den Migrationsplan bis Freitag schicken",
        "promise",
        FRIDAY,
        "Anna den Migrationsplan schicken",
    ),
    ("Anna schickt mir die Texte bis Dienstag", "need", TUESDAY, "Anna schickt mir die Texte"),
    ("brauche die Texte von Anna bis Dienstag", "need", TUESDAY, "brauche die Texte von Anna"),
    ("Anna möchte bis Freitag ein Angebot", "ask", FRIDAY, "Anna möchte ein Angebot"),
    ("Anna nach dem Logo fragen", "need", None, "Anna nach dem Logo fragen"),
    ("Angebot an Anna am Freitag", "promise", FRIDAY, "Angebot an Anna"),
    ("envoyer le plan à Anna avant vendredi", "promise", FRIDAY, "envoyer le plan à Anna"),
    ("Anna m'envoie les textes avant mardi", "need", TUESDAY, "Anna m'envoie les textes"),
    ("besoin des textes de Anna pour mardi", "need", TUESDAY, "besoin des textes de Anna"),
    ("Anna demande un devis pour vendredi", "ask", FRIDAY, "Anna demande un devis"),
    ("enviar el plan a Anna antes del viernes", "promise", FRIDAY, "enviar el plan a Anna"),
    ("Anna me envía los textos antes del martes", "need", TUESDAY, "Anna me envía los textos"),
    ("necesito los textos de Anna para el martes", "need", TUESDAY, "necesito los textos de Anna"),
    ("Anna quiere un presupuesto para el viernes", "ask", FRIDAY, "Anna quiere un presupuesto"),
]


@pytest.mark.parametrize(("line", "kind", "due", "what"), LINES)
def test_a_line_says_who_owes_what_to_whom_by_when(cast, line, kind, due, what):
    parsed = parse(Viewer(cast.alice), line, at=cast.at)

    assert (parsed.kind, parsed.client, parsed.contact) == (kind, cast.acme, cast.anna)
    assert (parsed.due, parsed.what) == (due, what or line)


def test_a_clock_is_read_where_the_member_is(cast):
    parsed = parse(Viewer(cast.alice), "call Anna tomorrow at 15:00", at=cast.at)

    assert parsed.due == datetime(2026, 3, 3, 14, tzinfo=UTC)


def test_what_is_written_down_is_open_and_its_day_ends_where_we_are(cast):
    parsed = parse(Viewer(cast.alice), "send Anna the plan by Friday", at=cast.at)

    matter = write_down(parsed, by=cast.alice, at=cast.at)

    matter.refresh_from_db()
    assert (matter.kind, matter.what, matter.outcome) == ("promise", "send Anna the plan", "")
    assert (matter.due_at, matter.given_at) == (datetime(2026, 3, 6, 23, tzinfo=UTC), cast.at)
    assert Entry.objects.get().kind == "promise.written_down"
    assert check(cast.acme.pk).result.broken is None


def test_a_line_may_be_turned_the_other_way_and_taken_back(cast):
    parsed = parse(Viewer(cast.alice), "the plan, Anna", at=cast.at).turned(Debt.NEED)
    matter = write_down(parsed, by=cast.alice, at=cast.at)

    assert (matter.kind, take_back(matter, by=cast.alice, at=cast.at)) == ("need", None)
    assert Matter.objects.count() == 0


@pytest.mark.parametrize("line", ["send anna the plan", "send the plan to ÄNNA", "plan for Acme"])
def test_a_name_is_known_in_any_case_and_a_client_by_its_name(cast, line):
    assert parse(Viewer(cast.alice), line, at=cast.at).client == cast.acme


def test_of_two_with_one_name_the_choices_are_told_and_the_client_or_last_name_decides(cast):
    Contact.objects.filter(pk=cast.anna.pk).update(name="Anna Berg")
    other = Contact.objects.create(practice=cast.practice, client=cast.birch, name="Anna Kern")
    viewer = Viewer(cast.alice)

    with pytest.raises(AmbiguousContactError) as refused:
        parse(viewer, "send Anna the plan", at=cast.at)

    assert refused.value.choices == ("Anna Berg (Acme)", "Anna Kern (Birch)")
    assert str(refused.value) == (
        "Several are called so: Anna Berg (Acme) or Anna Kern (Birch). "
        "Add the last name or the client."
    )
    for line in ("send Anna Kern the plan", "send Anna at Birch the plan"):
        assert parse(viewer, line, at=cast.at).contact == other
    assert parse(viewer, "send Anna the plan", at=cast.at, client=cast.birch.pk).contact == other
    assert parse(Viewer(cast.alice, only=cast.acme.pk), "Anna", at=cast.at).client == cast.acme


def test_the_one_named_first_is_meant(cast):
    line = "send Anna the texts that Ben wrote"

    assert parse(Viewer(cast.alice), line, at=cast.at).contact == cast.anna


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("send Ana the plan", "such as Anna"),
        ("send Zoe the plan", "such as Anna, Ben, Acme or Birch"),
    ],
)
def test_of_an_unknown_name_the_near_ones_are_told(cast, line, says):
    with pytest.raises(UnknownContactError, match=says):
        parse(Viewer(cast.alice), line, at=cast.at)


def test_on_a_clients_page_nobody_needs_to_be_named(cast):
    parsed = parse(Viewer(cast.alice), "the plan by Friday", at=cast.at, client=cast.acme.pk)

    assert (parsed.client, parsed.contact, parsed.what) == (cast.acme, None, "the plan")


@pytest.mark.parametrize(
    ("line", "error"), [("  ", EmptyLineError), ("Anna " * 101, LongLineError)]
)
def test_a_line_that_is_none_is_refused_with_what_to_do(cast, line, error):
    with pytest.raises(error, match=r"\.$"):
        parse(Viewer(cast.alice), line, at=cast.at)


def test_nothing_but_a_date_stays_as_it_was_written(cast):
    parsed = parse(Viewer(cast.alice), "by Friday", at=cast.at, client=cast.acme.pk)

    assert (parsed.what, parsed.due) == ("by Friday", FRIDAY)


def test_a_stranger_names_nobody_of_ours_and_finds_no_client(cast):
    stranger = Viewer(cast.carol)

    with pytest.raises(UnknownContactError) as refused:
        parse(stranger, "send Anna the plan", at=cast.at)

    assert "Anna" not in str(refused.value)
    for pk in (cast.acme.pk, "nothing"):
        with pytest.raises(NotFoundError):
            parse(stranger, "the plan", at=cast.at, client=pk)
    parsed = parse(Viewer(cast.alice), "send Anna the plan", at=cast.at)
    with pytest.raises(NotFoundError):
        write_down(parsed, by=cast.carol, at=cast.at)


def test_behind_the_curtain_no_other_client_is_named(cast):
    behind = Viewer(cast.alice, only=cast.birch.pk)

    with pytest.raises(UnknownContactError) as refused:
        parse(behind, "send Anna the plan", at=cast.at)

    assert "Anna" not in str(refused.value)
    assert "Acme" not in str(refused.value)


def test_a_line_is_read_in_five_queries_however_many_contacts_there_are(
    cast, django_assert_max_num_queries
):
    for number in range(20):
        client = Client.objects.create(
            practice=cast.practice, owner=cast.alice, name=f"Client {number}", since_at=cast.at
        )
        Contact.objects.create(practice=cast.practice, client=client, name=f"Person {number}")

    with django_assert_max_num_queries(5):
        parse(Viewer(cast.alice), "send Anna the plan", at=cast.at, client=cast.acme.pk)
