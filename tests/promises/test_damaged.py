"""Damaged letters are taken in whole, or have a reason, and cost none of their neighbours."""

from random import Random

import pytest
from benchmarks import damaged as bench
from benchmarks.damaging import WAYS, damaged

from troth.mail.models import Raw
from troth.mail.packing import unpack
from troth.mail.sample import letters as sample
from troth.promises.intake import look_into
from troth.promises.models import Finding
from troth.record.models import Head
from troth.record.queries import check

pytestmark = pytest.mark.django_db

SEED = 5
KNOWN_FATES = {"stored", "nobody is named in it"}


def taken_in(originals, tmp_path, *, number):
    """Damaged letters with unhurt ones between them, looked into as the worker does."""
    made = [it.raw for it in damaged(originals, number=number, seed=SEED)]
    unhurt = [bench.control(it) for it in range(number // 10)]
    maildir = bench.laid_down(tmp_path / "mail", made, unhurt)
    done = look_into(bench.practice_of(made, maildir), at=bench.AT, processes=1)
    return made, unhurt, done


def is_as_it_should(made, unhurt, done):
    assert done.troubles == []
    assert set(bench.fates(made, [])) <= KNOWN_FATES
    assert bench.fates(made, [])["stored"] > len(made) / 3
    assert bench.listed() > len(made) / 10
    assert bench.fates(unhurt, []) == {"stored": len(unhurt)}
    found = Finding.objects.filter(sentence__contains="migration plan, part ")
    assert found.count() == len(unhurt)
    assert all(
        check(it).result.broken is None for it in Head.objects.values_list("chain", flat=True)
    )


def test_invented_letters_damaged_in_every_way_are_kept_byte_for_byte(tmp_path):
    letters = sample(at=bench.AT, zone=bench.UTC)
    made, unhurt, done = taken_in([bytes(it) for it in letters], tmp_path, number=2 * len(WAYS))

    is_as_it_should(made, unhurt, done)


@pytest.mark.slow
def test_real_letters_damaged_in_every_way_are_kept_byte_for_byte(tmp_path, shared_data):
    made, unhurt, done = taken_in(bench.originals(), tmp_path, number=300)

    is_as_it_should(made, unhurt, done)


def test_the_same_seed_damages_the_same_way():
    letters = [bench.control(1), bench.control(2)]

    assert list(damaged(letters, number=60, seed=1)) == list(damaged(letters, number=60, seed=1))
    assert list(damaged(letters, number=60, seed=1)) != list(damaged(letters, number=60, seed=2))


@pytest.mark.parametrize("how", sorted(WAYS))
def test_every_way_of_damaging_damages(how):
    assert WAYS[how](bench.control(1), Random(3)) != bench.control(1)


def test_a_look_twice_takes_nothing_in_twice(tmp_path):
    made = [it.raw for it in damaged([bench.control(1)], number=40, seed=SEED)]
    box = bench.practice_of(made, bench.laid_down(tmp_path / "mail", made, []))
    look_into(box, at=bench.AT, processes=1)
    before = sorted(unpack(bytes(it)) for it in Raw.objects.values_list("packed", flat=True))
    box.folders.all().delete()
    again = look_into(box, at=bench.AT, processes=1)

    assert again.new == 0
    assert before == sorted(
        unpack(bytes(it)) for it in Raw.objects.values_list("packed", flat=True)
    )
