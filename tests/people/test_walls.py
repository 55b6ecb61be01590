"""The policy in SQL and the filter of query sets are the same sentence (decision D5)."""

from datetime import timedelta

import pytest

from tests.people.situations import TODAY, known, named, protected, received
from tests.situations import NOW, SEATS, SystemAt, acting, as_jobs
from tisserand.access.queries import visible
from tisserand.access.walls import Wall
from tisserand.people import models, operations
from tisserand.people.rules import Identity

pytestmark = pytest.mark.django_db

WALLED = [getattr(models, name) for name in models.__all__ if isinstance(getattr(models, name).wall, Wall)]


@pytest.fixture
def everything(service):
    """A person of each kind, with one row of each kind about her."""
    ordinary, hidden = known(service, Identity(used_name="Zami", first_names="Line")), protected(service)
    with acting(service.actor("secretaire")) as desk:
        shadow = received(desk, Identity(used_name="Mirval", first_names="Roselyne"), service.site)
    child = named(service, "Inès")
    joined(ordinary, known(service, Identity(used_name="Zamy", first_names="Line")))
    joined(hidden, protected(service, Identity(used_name="Mirvale", first_names="Roselyne", language="créole")))
    keeper = service.actor("cheffe")
    with as_jobs():
        for person in (ordinary, hidden, shadow):
            fill(service, keeper, models.Person.objects.get(pk=person.pk), child)
        operations.step_aside(actor=service.actor("collegue"), at=NOW, person=ordinary.pk)
    return service


def joined(person, twin):
    """Received twice: two files become one, whose identity said something else before."""
    with as_jobs():
        kept, other = (models.Person.objects.get(pk=row.pk) for row in (person, twin))
        read = {"kept_version": kept.version, "other_version": other.version, "reason": "Deux accueils."}
        operations.merge_files(
            actor=SystemAt, at=NOW, kept=kept.pk, other=other.pk, taken=("used_name", "first_names"), **read
        )


def fill(service, actor, person, child):
    hand = {"actor": actor, "at": NOW}
    operations.set_contact(**hand, person=person.pk, channel="phone", value="0690000047", starts_on=TODAY)
    home = operations.add_address(**hand, person=person.pk, kind="stable", starts_on=TODAY)
    models.PriorityAnswer.objects.create(
        person=person,
        visibility=person.visibility,
        address=home,
        answer="unknown",
        said_by="person",
        said_on=TODAY,
        recorded_at=NOW,
    )
    operations.add_address(**hand, person=person.pk, kind="secret", starts_on=TODAY)
    operations.record_consent(
        **hand, person=person.pk, topic="partage", partner="L’école", given=True, decided_on=TODAY
    )
    operations.declare_tie(**hand, person=person.pk, other=child.pk, kind="child")
    operations.live_together(**hand, person=person.pk, other=child.pk)
    operations.decide_distinct(**hand, person=person.pk, other=child.pk)
    started = TODAY - timedelta(days=30)
    operations.join_care_team(
        **hand,
        person=person.pk,
        account=service.account("referente").pk,
        unit=service.team.pk,
        reason="plan",
        starts_on=started,
    )
    operations.join_care_team(**hand, person=person.pk, unit=service.other_team.pk, reason="cover", starts_on=started)


@pytest.mark.parametrize("login", [seat[0] for seat in SEATS])
def test_the_same_rows_by_policy_and_by_filter(everything, login):
    with as_jobs():
        actor = everything.actor(login)
        by_filter = {model: set(visible(model, actor).values_list("pk", flat=True)) for model in WALLED}
    with acting(actor):
        by_policy = {model: set(model.objects.values_list("pk", flat=True)) for model in WALLED}
    assert by_policy == by_filter


def test_without_a_scope_nobody_exists(everything):
    assert [model for model in WALLED if model.objects.exists()] == []


def test_each_kind_of_row_is_there_to_be_hidden(everything):
    with as_jobs():
        assert [model for model in WALLED if not model.objects.exists()] == []
