"""Giving a name to what was received without one: nothing is retyped (invariant 2)."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from tisserand.access import journal, scope
from tisserand.activity import operations as activity
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people
from tisserand.reception.models import Demand, Emergency, EmergencyAnswer, EmergencyKind, Visit
from tisserand.reception.operations import appointments, leaving
from tisserand.reception.operations import messages as notes
from tisserand.reception.operations.locks import DEMAND_KIND, EMERGENCY_KIND, KIND, locked, must, save
from tisserand.reception.operations.receiving import not_beside_herself
from tisserand.reception.operations.tickets import hold_days
from tisserand.reception.rules import contacts, visits
from tisserand.reception.rules.visits import State


@transaction.atomic
def attach_person(*, actor, at: datetime, visit: UUID, person: UUID, agrees: bool = False) -> Visit:
    """`agrees`: she had refused to be recorded, and says today that she accepts."""
    row = locked(visit)
    must(actor, "visits.register", row.site_id)
    visibility = people.visibility_of(actor, person)
    refuse(_refusals(row, visibility, agrees))
    row.person_id, row.recording_refused = person, False
    not_beside_herself(row, State(row.state))
    save(row, "person", "recording_refused")
    _story_follows([row], person, visibility)
    journal.record(actor=actor, at=at, verb="visit.attach", kind=KIND, subject=row.pk, person=person)
    return row


def check_naming(visit: Visit, *, agrees: bool) -> None:
    """Whether a name may be given at all, asked before a new file is made for it."""
    refuse(
        [
            *visits.refusals_to_attach(
                recording_refused=visit.recording_refused, agrees=agrees, already=visit.person_id is not None
            ),
            *contacts.refusals_to_open_file(channel=visit.channel, author=visit.contact_author),
        ]
    )


def follow_attached(*, actor, at: datetime, shadow: UUID, person: UUID) -> None:
    """A keeper joined a newcomer to her protected file: her visits go with her. Called from `people`, by wiring."""
    visibility = people.visibility_of(actor, person) or "restricted"
    for kept in (appointments, notes):
        kept.follow_person(shadow=shadow, person=person, visibility=visibility)
    hers = Visit.objects.filter(person_id=shadow).order_by("id")
    hold_days(hers.values_list("pk", flat=True))
    rows = list(hers.select_for_update(no_key=True))
    for row in rows:
        row.person_id = person
        with scope.moving(row.pk):
            save(row, "person")
    _story_follows(rows, person, visibility)


def follow_visibility(*, actor, at: datetime, person: UUID, visibility: str) -> None:
    """A file was closed to all but its team, or opened again: what reception wrote about her follows."""
    rows = list(Visit.objects.filter(person_id=person).order_by("id"))
    _story_follows(rows, person, visibility)
    for kept in (appointments, notes):
        kept.follow_visibility(person=person, visibility=visibility)
    leaving.follow_visibility(actor=actor, at=at, person=person)


def _story_follows(rows: list[Visit], person: UUID, visibility: str) -> None:
    """Whoever gives the name may not read the story: she names its rows, and reads none (decision D12)."""
    subjects = [row.pk for row in rows]
    dangers = list(Emergency.objects.filter(visit__in=subjects).order_by("id"))
    kept = [*subjects, *(danger.pk for danger in dangers), *(key for danger in dangers for key in answer_keys(danger))]
    named = {"person_id": person, "visibility": visibility}
    with scope.moving(*kept):
        Demand.objects.filter(pk__in=subjects).update(**named)
        Emergency.objects.filter(visit__in=subjects).update(person_id=person)
        EmergencyKind.objects.filter(pk__in=kept).update(**named)
        EmergencyAnswer.objects.filter(pk__in=kept).update(**named)
    for kind, owed in ((KIND, subjects), (DEMAND_KIND, subjects), (EMERGENCY_KIND, [danger.pk for danger in dangers])):
        deadlines.name_person(kind=kind, subjects=owed, person=person)
    for subject in subjects:
        activity.attach_person(actor=None, kind=KIND, subject=subject, person=person)
        activity.attach_person(actor=None, kind=DEMAND_KIND, subject=subject, person=person)


def answer_keys(danger: Emergency) -> list[UUID]:
    return [answer_key(danger.pk, number) for number in range(1, danger.answers + 1)]


def answer_key(danger: UUID, number: int) -> UUID:
    return uuid5(danger, str(number))


def _refusals(row: Visit, visibility: str | None, agrees: bool) -> list[Refusal]:
    refusals = [
        *visits.refusals_to_attach(
            recording_refused=row.recording_refused, agrees=agrees, already=row.person_id is not None
        ),
        *contacts.refusals_to_concern(channel=row.channel, author=row.contact_author, purpose=row.purpose),
    ]
    if visibility is None:
        refusals.append(Refusal("person", "Cette personne n’est plus dans la liste. Cherchez-la de nouveau."))
    return refusals
