"""Who is to do it, where the writer speaks for somebody else."""

from datetime import UTC, datetime

import pytest

from troth.pure.reading import Kind, read

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Maria will send it tomorrow.", "Maria"),
        ("Ok, Jean-Luc will forward the contract on Friday.", "Jean-Luc"),
        ("Maria schickt Ihnen den Entwurf morgen.", "Maria"),
        ("Jürgen wird das bis Freitag erledigen.", "Jürgen"),
        ("Zoé vous enverra le devis demain.", "Zoé"),
        ("María te enviará el presupuesto mañana.", "María"),
    ],
)
def test_a_promise_for_somebody_else_names_who_is_to_do_it(text: str, actor: str):
    found = read(text, mine=True, at=AT)

    assert [(each.kind, each.actor) for each in found] == [(Kind.PROMISE, actor)]
    assert found[0].certainty < 0.8


@pytest.mark.parametrize(
    "text",
    [
        "I will send it tomorrow.",
        "This will send the report every night.",
        "everybody will send it tomorrow",
        "Tout vous sera expliqué demain.",
        "Voilà vous enverra le devis demain.",
        "Übrigens wird das die Firma bis Freitag erledigen.",
        "También te enviará el presupuesto mañana.",
    ],
)
def test_what_is_no_name_is_nobody(text: str):
    assert {each.actor for each in read(text, mine=True, at=AT)} <= {""}
