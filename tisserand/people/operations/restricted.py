"""Restricted persons: closing a file to all but its team, and joining to it the newcomer that she was."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from tisserand.access import journal, scope
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people.models import (
    Address,
    CareTeam,
    Consent,
    ContactPoint,
    DistinctDecision,
    HouseholdMember,
    NamePair,
    Person,
    PriorityAnswer,
    Tie,
)
from tisserand.people.operations.identity import KIND, SHADOW_KIND
from tisserand.people.rules import Visibility
from tisserand.people.slots import FOLLOW_ATTACHED, FOLLOW_FILE, FOLLOW_VISIBILITY

ABOUT_ONE = (ContactPoint, Address, PriorityAnswer, HouseholdMember, Consent, CareTeam, NamePair)
ABOUT_TWO = (Tie, DistinctDecision)


@transaction.atomic
def make_restricted(*, actor, at: datetime, person: UUID, guard_unit: UUID, reason: str) -> None:
    """From now on only her care team and the keepers of `guard_unit` know that she exists."""
    _must_keep(actor, guard_unit)
    row = Person.objects.select_for_update(no_key=True).get(pk=person)
    # The person first: the policies of what is about her then know her keepers.
    Person.objects.filter(pk=person).update(
        visibility=Visibility.RESTRICTED, guard_unit_id=guard_unit, version=row.version + 1
    )
    # A file joined to hers names her too.
    joined = Person.objects.filter(attached_to=person, visibility=Visibility.STAFF).order_by("id")
    closed = [person, *joined.values_list("pk", flat=True)]
    joined.update(visibility=Visibility.RESTRICTED, guard_unit_id=guard_unit)
    for file in closed:
        follow_walls(actor=actor, at=at, person=file, visibility=Visibility.RESTRICTED)
    journal.record(
        actor=actor, at=at, verb="person.restrict", kind=KIND, subject=person, person=person, reason=reason[:300]
    )


@transaction.atomic
def attach_shadow(*, actor, at: datetime, shadow: UUID, person: UUID | None) -> None:
    """A keeper says who the newcomer was: the protected person, or (None) somebody else after all."""
    row = Person.objects.select_for_update(no_key=True).get(pk=shadow, visibility=Visibility.SHADOW, attached_to=None)
    _must_keep(actor, row.guard_unit_id)
    if person is None:
        # What was written about her first: once she is anyone, her keeper may no longer see it.
        for follow in FOLLOW_VISIBILITY:
            follow(actor=actor, at=at, person=shadow, visibility=Visibility.STAFF)
        _welcome(row)
    else:
        known = Person.objects.get(pk=person)
        row.attached_to, row.open_until = known, min(at, row.open_until)
        row.save(update_fields=["attached_to", "open_until"])
        for follow in FOLLOW_ATTACHED:
            follow(actor=actor, at=at, shadow=shadow, person=person)
    _all_agrees(shadow)
    for duty in dues.about(actor, kind=SHADOW_KIND, subjects=[shadow]):
        deadlines.discharge(actor=actor, at=at, obligation=duty.pk, outcome="attached" if person else "somebody_else")
    journal.record(actor=actor, at=at, verb="person.attach", kind=KIND, subject=shadow, person=person or shadow)


def follow_walls(*, actor, at: datetime, person: UUID, visibility: str) -> None:
    """All that is said of her, in every room, is as open or as closed as her file."""
    _about_her(person, visibility)
    for follow in FOLLOW_VISIBILITY:
        follow(actor=actor, at=at, person=person, visibility=visibility)
    _all_agrees(person)


def _all_agrees(person: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select walls.duties_agree(%s), walls.identities_agree(%s)", [person, person])
    for follow in FOLLOW_FILE:
        follow(person=person)


def _welcome(row: Person) -> None:
    """Only a namesake: from now on a person like any other."""
    _about_her(row.pk, Visibility.STAFF)
    row.visibility, row.guard_unit_id, row.open_until = Visibility.STAFF, None, None
    row.save(update_fields=["visibility", "guard_unit", "open_until"])


def _about_her(person: UUID, visibility: str) -> None:
    """All that is about her takes her visibility, links with others included."""
    with scope.moving(*_rows_about(person)):
        for model in ABOUT_ONE:
            model.objects.filter(person_id=person).update(visibility=visibility)
        for model in ABOUT_TWO:
            _links_to_move(model, person, visibility).update(visibility=visibility)


def _links_to_move(model, person: UUID, visibility: str):
    """A link with somebody who stays protected stays protected."""
    links = model.objects.filter(Q(person_id=person) | Q(other_id=person))
    if visibility != Visibility.STAFF:
        return links
    others = Person.objects.exclude(pk=person).exclude(visibility=Visibility.STAFF)
    return links.exclude(person__in=others).exclude(other__in=others)


def _rows_about(person: UUID) -> list[UUID]:
    """What moves with her; names excepted, whose policy reads hers."""
    one = [pk for model in ABOUT_ONE[:-1] for pk in _keys(model, Q(person_id=person))]
    return one + [pk for model in ABOUT_TWO for pk in _keys(model, Q(person_id=person) | Q(other_id=person))]


def _keys(model, about: Q) -> list[UUID]:
    return list(model.objects.filter(about).order_by("pk").values_list("pk", flat=True))


def _must_keep(actor, unit: UUID | None) -> None:
    if not actor.can("restricted.gatekeep", unit):
        refuse([Refusal("not_keeper", "Seule une personne désignée pour garder les dossiers protégés peut le faire.")])
