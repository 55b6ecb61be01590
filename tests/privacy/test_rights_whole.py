"""The copy holds every row of a person: counted table by table in the database, on the demonstration."""

import random
import re

import pytest
from django.apps import apps
from django.db.models import Q

from tests.demo.conftest import one, rows
from tisserand.access.actors import System
from tisserand.access.telling import TO_THE_PERSON
from tisserand.kernel import copies, register
from tisserand.privacy.queries.rights_whole import whole_file

EVERYBODY = System("tests")
SAMPLE = 12


@pytest.fixture
def persons(demo):
    """Those of whom most is known, and others drawn at random."""
    everyone = [row[0] for row in rows("select id from people_person order by id")]
    richest = [row[0] for row in rows("select person_id from support_plan order by person_id limit 5")]
    return [*richest, *random.Random(17).sample(everyone, SAMPLE)]


def keys_of(table: copies.Told, person) -> set[str]:
    declared = next(known for known in register.tables(table.room) if known.name == table.name)
    about = Q()
    for column in declared.of(*TO_THE_PERSON):
        about |= Q(**{column: person})
    model = apps.get_model(table.label)
    return {str(key) for key in model.objects.filter(about).values_list("pk", flat=True)}


@pytest.mark.django_db
def test_every_row_of_a_person_is_in_her_copy_or_counted_as_withheld(demo, persons):
    for person in persons:
        parts = whole_file(EVERYBODY, person)
        found = {(part.kind, part.key) for part in parts}
        assert len(found) == len(parts), "a row told twice"
        for room in copies.rooms():
            for table in copies.tables(room):
                assert {(table.label, key) for key in keys_of(table, person)} <= found, table.label


@pytest.mark.django_db
def test_every_column_pointing_to_a_person_in_the_catalogue_is_followed(demo):
    """From PostgreSQL itself: a key to people_person that no declaration follows would be a row nobody copies."""
    keys = rows(
        "select c.conrelid::regclass::text, a.attname from pg_constraint c"
        " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)"
        " where c.contype = 'f' and c.confrelid = 'people_person'::regclass"
    )
    followed = {
        (apps.get_model(table.label)._meta.db_table, apps.get_model(table.label)._meta.get_field(column).column)
        for room in register.rooms()
        for table in register.tables(room)
        for column in table.of(*TO_THE_PERSON)
    }
    assert len(keys) > 30
    assert set(keys) <= followed


@pytest.mark.django_db
def test_what_is_not_given_has_no_content_and_what_is_given_has_no_code(demo, persons):
    person = one("select person_id from support_plan order by id limit 1")
    for part in whole_file(EVERYBODY, person):
        assert bool(part.reason) != bool(part.lines) or part.kind == "support.Beneficiary"
        assert part.reason or part.chapter
        for column, _, value in part.lines:
            assert not re.fullmatch(r"[a-z]+(_[a-z]+)+", str(value)), (part.kind, column, value)
