"""Every table that names a person says what her copy tells of it: nothing of hers can be forgotten (DRO-2)."""

import pytest
from django.apps import apps

from tisserand.access.policies import our_models
from tisserand.access.telling import TO_THE_PERSON
from tisserand.kernel import copies, register
from tisserand.people.models import Person
from tisserand.privacy.queries.rights_whole import ROOMS
from tisserand.privacy.rules.rights_copy import CHAPTERS

pytestmark = pytest.mark.rail

HERS = ("identity", "contact", "words", "fact", "reduced")


def declared() -> dict[str, register.Table]:
    return {table.label: table for room in register.rooms() for table in register.tables(room)}


def told() -> dict[str, copies.Told]:
    return {table.label: table for room in copies.rooms() for table in copies.tables(room)}


def names_a_person(model) -> bool:
    """By key, or by an identifier kept without a key."""
    return model is Person or any(
        field.related_model is Person or field.attname == "person_id" for field in model._meta.concrete_fields
    )


def silent(models, tables) -> list[str]:
    return [model._meta.label for model in models if names_a_person(model) and model._meta.label not in tables]


def test_every_table_that_names_a_person_is_told():
    assert silent(our_models(), told()) == []


def test_a_table_that_nobody_told_is_seen():
    tables = told()
    del tables["reception.Demand"], tables["access.Draft"]
    assert set(silent(our_models(), tables)) == {"reception.Demand", "access.Draft"}


def test_every_table_is_found_by_its_column():
    assert [label for label in told() if not declared()[label].of(*TO_THE_PERSON)] == []


def test_every_column_that_says_something_of_her_is_given_or_says_why_not():
    wrong = []
    for label, table in told().items():
        columns, said = declared()[label].of(*HERS), [*table.tell, *table.hide]
        wrong += [f"{label}.{name}" for name in columns if said.count(name) != 1]
        real = {field.name for field in apps.get_model(label)._meta.concrete_fields}
        wrong += [f"{label}.{name}" for name in said if name not in real]
    assert wrong == []


def test_what_is_declared_reads_well():
    for label, table in told().items():
        assert table.what, label
        assert table.reasons <= set(copies.REASONS), label
        assert table.withheld or table.chapter in CHAPTERS, label
        assert not (table.withheld and table.tell and table.withheld not in copies.MAY_BE_GIVEN), label


def test_every_room_that_tells_gives_its_part():
    assert set(copies.rooms()) == set(ROOMS)


def test_nothing_that_protects_somebody_else_may_be_given():
    protecting = {"third", "relative_contact", "informant", "confidential_tie", "agent"}
    assert protecting <= set(copies.REASONS)
    assert not protecting & copies.MAY_BE_GIVEN
