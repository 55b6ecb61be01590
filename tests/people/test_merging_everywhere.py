"""Whatever two files hold, joining them and undoing it leaves every row of every table as it was."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.demo.conftest import demo, rows  # noqa: F401 (a fixture)
from tests.people.test_merging import columns_naming_a_person
from tests.situations import NOW, SystemAt
from tisserand.kernel.refusals import Refused
from tisserand.people import operations
from tisserand.people.models import FoldedRow, Person
from tisserand.people.rules.merging import CHOSEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
# Written by the gesture itself, and never unwritten.
ASIDE = {"people_fold", "people_foldedrow", "access_journalentry"} | {
    f"{room}event" for room in ("people_person", "support_plan", "support_objective")
}

# What the kept file says already.
STAYS = {"people_tie", "people_householdmember", "people_careteam", "people_distinctdecision", "access_draft"}


@cache
def tables() -> list[str]:
    return sorted({model._meta.db_table for model, _ in columns_naming_a_person()} - ASIDE)


def prints() -> dict[str, tuple]:
    """One fingerprint a table: the rows as PostgreSQL writes them."""
    return {table: rows(_print(table))[0] for table in tables()}


def _print(table: str) -> str:
    # A version never comes back: whoever read the joined identity may not overwrite the former one.
    said = "(to_jsonb(t) - 'version')::text" if table == "people_person" else "to_jsonb(t)::text"
    return f"select count(*), md5(string_agg({said}, '' order by {said})) from {table} t"  # noqa: S608


def busy() -> list:
    """Those with a plan, a demand, an orientation: files that hold something."""
    found = rows(
        "select person_id from (select person_id from support_plan union all select person_id from"
        " assessment_orientation union all select person_id from reception_appointment union all select person_id"
        " from people_tie) held where person_id in (select id from people_person where visibility = 'staff' and"
        " attached_to_id is null) group by 1 order by count(*) desc, 1 limit 60"
    )
    return [person for (person,) in found]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_joined_then_undone_nothing_has_changed(data):
    persons = busy()
    kept, other = data.draw(st.lists(st.sampled_from(persons), min_size=2, max_size=2, unique=True))
    taken = data.draw(st.sets(st.sampled_from(CHOSEN)))
    before = prints()
    versions = Person.objects.in_bulk([kept, other])
    said = {"actor": SystemAt, "at": NOW, "reason": "Essai."}
    try:
        fold = operations.merge_files(
            **said,
            kept=kept,
            other=other,
            kept_version=versions[kept].version,
            other_version=versions[other].version,
            taken=taken,
        )
    except Refused:
        assert prints() == before
        return
    assert FoldedRow.objects.filter(fold=fold, how="moved").exists()
    assert set(_still_about(other)) <= STAYS
    operations.undo_merge(**said, fold=fold.pk)
    assert prints() == before


def _still_about(person):
    for model, column in columns_naming_a_person():
        table = model._meta.db_table
        if table in ASIDE | {"access_consultation", "people_person"}:
            continue
        [(number,)] = rows(f"select count(*) from {table} where {column} = %s", person)  # noqa: S608
        if number:
            yield table
