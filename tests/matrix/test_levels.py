"""Levels: who decides or advises on figures sees nobody; the sheet for the desk stays in its territory."""

import pytest

from tests.matrix.test_walls import MODELS, behind_the_walls, by_the_query, keys, what_the_demonstration_lacks  # noqa: F401
from tests.situations import NOW
from tisserand.access import queries
from tisserand.access.models import Membership
from tisserand.assessment.models import Orientation
from tisserand.people.models import Address, CareTeam, Consent, ContactPoint, HouseholdMember
from tisserand.support.models import Continuity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "what_the_demonstration_lacks")]
# Organisation, not persons: who stands in for whom is read by those concerned and their manager alone.
PERSONAL = {
    label
    for label, model in MODELS.items()
    if any(field.attname in {"person_id", "other_id"} for field in model._meta.fields) or label == "people.Person"
}


def test_personal_tables_are_known():
    assert {"people.Person", "reception.Visit", "support.Plan", "activity.Note", "access.FileGrant"} <= PERSONAL


@pytest.mark.parametrize("role", ["director", "methods_adviser", "administrator"])
def test_direction_advice_and_administration_see_nobody(role):
    seats = list(Membership.objects.filter(role=role).select_related("account").order_by("id"))
    if not seats:
        pytest.skip(f"nobody is {role} in the demonstration")
    for seat in seats:
        actor = queries.actor_for(seat.account, at=NOW)
        for label in sorted(PERSONAL):
            assert behind_the_walls(keys(MODELS[label]), actor) == by_the_query(MODELS[label], actor) == set(), label


def test_the_sheet_for_the_desk_is_read_in_its_territory_alone():
    sheets = list(Continuity.objects.filter(open_to="duty", visibility="staff").select_related("team"))
    assert sheets
    desks = Membership.objects.filter(role="reception_worker").select_related("account", "unit").order_by("id")
    read = {seat.unit.parent_id: set() for seat in desks}
    for seat in desks:
        actor = queries.actor_for(seat.account, at=NOW)
        if not actor.opened and not actor.covers:
            read[seat.unit.parent_id] |= behind_the_walls(keys(Continuity), actor)
    homes = {str(sheet.pk): sheet.team.parent_id for sheet in sheets}
    assert any(read.values())
    for territory, found in read.items():
        assert {homes[key] for key in found if key in homes} <= {territory}


@pytest.mark.requirement("R25")
def test_a_pole_reads_nothing_around_those_it_only_answers_for():
    """Who was oriented, and whom nobody of the pôle accompanies: identity, and what was passed (record 0023)."""
    seats = list(Membership.objects.filter(role="pole_manager").select_related("account").order_by("id"))
    hidden = 0
    for seat in seats:
        actor = queries.actor_for(seat.account, at=NOW)
        theirs = set(CareTeam.objects.filter(unit=seat.unit_id, ends_before=None).values_list("person_id", flat=True))
        oriented = set(Orientation.objects.filter(addressed_to=seat.unit_id).values_list("person_id", flat=True))
        for model in (Address, Consent, ContactPoint, HouseholdMember):
            around = model.objects.filter(visibility="staff")
            read = {str(row.pk) for row in around.filter(person_id__in=theirs)}
            assert behind_the_walls(keys(model), actor) == by_the_query(model, actor) == read, model
            hidden += around.filter(person_id__in=oriented - theirs).count()
    assert hidden, "nobody was oriented: nothing is proved"
