"""Households and ties: dated links between files."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people.models import Household, HouseholdMember, Person, Tie
from tisserand.people.rules import Visibility
from tisserand.people.rules.ties import tie_kinds


@transaction.atomic
def start_household(
    *, actor, at: datetime, people: Iterable[tuple[UUID, str]], starts_on: date | None = None
) -> Household:
    """People who live together from a day on; each with her place in it, in words."""
    household = Household.objects.create(created_at=at)
    for person, place in people:
        join_household(actor=actor, at=at, household=household.pk, person=person, place=place, starts_on=starts_on)
    return household


@transaction.atomic
def join_household(
    *, actor, at: datetime, household: UUID, person: UUID, place: str = "", starts_on: date | None = None
) -> HouseholdMember:
    row = Person.objects.get(pk=person)
    member, created = HouseholdMember.objects.get_or_create(
        household_id=household,
        person=row,
        ends_before=None,
        defaults={"visibility": row.visibility, "place": place, "starts_on": starts_on},
    )
    if not created and (place or starts_on):
        member.place, member.starts_on = place or member.place, starts_on or member.starts_on
        member.save(update_fields=["place", "starts_on"])
    if created:
        journal.record(
            actor=actor, at=at, verb="household.join", kind="people.household", subject=household, person=person
        )
    return member


@transaction.atomic
def live_together(
    *, actor, at: datetime, person: UUID, other: UUID, place: str = "", starts_on: date | None = None
) -> HouseholdMember:
    """`other` joins the household of `person`, made for the occasion if she has none."""
    hand = {"actor": actor, "at": at, "starts_on": starts_on}
    home = HouseholdMember.objects.filter(person_id=person, ends_before=None).order_by("id").first()
    household = home.household_id if home else start_household(**hand, people=[(person, "")]).pk
    return join_household(**hand, household=household, person=other, place=place)


@transaction.atomic
def leave_household(*, actor, at: datetime, member: UUID, ends_before: date) -> None:
    row = HouseholdMember.objects.select_for_update(no_key=True).get(pk=member)
    _refuse_before(row.starts_on, ends_before)
    row.ends_before = ends_before
    row.save(update_fields=["ends_before"])
    journal.record(
        actor=actor,
        at=at,
        verb="household.leave",
        kind="people.household",
        subject=row.household_id,
        person=row.person_id,
    )


@transaction.atomic
def declare_tie(
    *,
    actor,
    at: datetime,
    person: UUID,
    other: UUID,
    kind: str,
    authority: str = "",
    confidential: bool = False,
    starts_on: date | None = None,
) -> Tie:
    """`other` is `kind` to `person`: her mother. Declared again, it takes what is said now."""
    if person == other:
        refuse([Refusal("same", "Un lien se déclare entre deux personnes différentes.", "other")])
    if kind not in tie_kinds():
        refuse([Refusal("unknown_tie", "Ce lien n’est pas dans la liste de votre service.", "kind")])
    tie, created = Tie.objects.select_for_update(no_key=True).get_or_create(
        person_id=person,
        other_id=other,
        kind=kind,
        ends_before=None,
        defaults={
            "visibility": _narrower(person, other),
            "authority": authority,
            "confidential": confidential,
            "starts_on": starts_on,
        },
    )
    if not created:
        tie.authority, tie.confidential, tie.version = authority, confidential, tie.version + 1
        tie.starts_on = starts_on or tie.starts_on
        tie.save(update_fields=["authority", "confidential", "version", "starts_on"])
    journal.record(actor=actor, at=at, verb="tie.declare", kind="people.tie", subject=tie.pk, person=person)
    return tie


@transaction.atomic
def end_tie(*, actor, at: datetime, tie: UUID, ends_before: date) -> None:
    row = Tie.objects.select_for_update(no_key=True).get(pk=tie)
    _refuse_before(row.starts_on, ends_before)
    row.ends_before, row.version = ends_before, row.version + 1
    row.save(update_fields=["ends_before", "version"])
    journal.record(actor=actor, at=at, verb="tie.end", kind="people.tie", subject=row.pk, person=row.person_id)


def _refuse_before(starts_on: date | None, ends_before: date) -> None:
    if starts_on and ends_before < starts_on:
        day = f"{starts_on:%d/%m/%Y}"
        refuse([Refusal("before_start", f"La fin est avant le début, le {day}. Vérifiez la date.")])


def _narrower(person: UUID, other: UUID) -> str:
    """A link with a restricted person is as restricted as she is."""
    seen = Person.objects.filter(pk__in=(person, other)).values_list("visibility", flat=True)
    return next((visibility for visibility in seen if visibility != Visibility.STAFF), Visibility.STAFF)
