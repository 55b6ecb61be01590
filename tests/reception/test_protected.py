"""A protected person comes to a desk that may not know she exists: received like anyone, then only hers read it."""

import pytest
from django.utils import timezone

from tests.reception.scenes import LISTENED, ROSELYNE, person
from tests.situations import ZONE, acting, as_jobs
from tisserand.access.queries import today
from tisserand.people import operations as people
from tisserand.people.models import Person
from tisserand.reception import operations, queries
from tisserand.reception.models import Demand, Visit
from tisserand.reception.rules.visits import Arrival

pytestmark = pytest.mark.django_db
# The policies read the clock of the database: a shadow lives until midnight there.
NOW = timezone.now()


@pytest.fixture
def protected(service) -> Person:
    """Known in Sainte-Rose, kept by its territory."""
    roselyne = person(service)
    with acting(service.actor("cheffe")) as keeper:
        people.make_restricted(
            actor=keeper, at=NOW, person=roselyne.pk, guard_unit=service.territory.pk, reason="violences"
        )
    return roselyne


@pytest.fixture
def newcomer(service, protected) -> Visit:
    """The same name is given at Les Abymes, where nobody may know her: a visit, and a demand."""
    site = service.other_site.pk
    with acting(service.actor("secretaire.ailleurs")) as secretary:
        shadow = people.create_person(actor=secretary, at=NOW, identity=ROSELYNE, site=site)
        visit = operations.register_visit(
            actor=secretary, at=NOW, site=site, arrival=Arrival(arrived_at=NOW, has_person=True), person=shadow.pk
        )
    with acting(service.actor("accueil.ailleurs")) as worker:
        operations.write_demand(actor=worker, at=NOW, visit=visit.pk, said=LISTENED)
    return visit


def stored(visit) -> Demand:
    with as_jobs():
        return Demand.objects.get(pk=visit.pk)


def shown_at(service, login) -> str:
    with acting(service.actor(login)) as actor:
        return queries.line(actor, service.other_site.pk, today(NOW, ZONE)).waiting[0].discreet


def test_joined_to_her_file_she_leaves_a_ticket_in_the_line(service, protected, newcomer):
    assert stored(newcomer).visibility == "shadow"
    with acting(service.actor("cheffe")) as keeper:
        people.attach_shadow(actor=keeper, at=NOW, shadow=newcomer.person_id, person=protected.pk)
        assert queries.demand(keeper, newcomer.pk).person_id == protected.pk
    assert (stored(newcomer).person_id, stored(newcomer).visibility) == (protected.pk, "restricted")
    assert shown_at(service, "secretaire.ailleurs") == "n°\u00a01", "who waits is never forgotten"
    with acting(service.actor("accueil")) as colleague:
        assert queries.demand(colleague, newcomer.pk) is None


def test_a_namesake_after_all_is_anyone_again(service, newcomer):
    with acting(service.actor("cheffe")) as keeper:
        people.attach_shadow(actor=keeper, at=NOW, shadow=newcomer.person_id, person=None)
    assert stored(newcomer).visibility == "staff"
    assert shown_at(service, "accueil.ailleurs") == "R. M."


def test_a_file_that_closes_takes_its_stories_along(service):
    roselyne = person(service)
    with acting(service.actor("accueil")) as worker:
        visit = operations.register_visit(
            actor=worker,
            at=NOW,
            site=service.site.pk,
            arrival=Arrival(arrived_at=NOW, has_person=True),
            person=roselyne.pk,
        )
        operations.write_demand(actor=worker, at=NOW, visit=visit.pk, said=LISTENED)
    with acting(service.actor("cheffe")) as keeper:
        people.make_restricted(
            actor=keeper, at=NOW, person=roselyne.pk, guard_unit=service.territory.pk, reason="violences"
        )
        assert queries.demand(keeper, visit.pk) is not None
    assert stored(visit).visibility == "restricted"
