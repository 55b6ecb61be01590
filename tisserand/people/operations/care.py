"""Who accompanies her, who steps aside, and what she agrees to."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tisserand.access import journal, scope
from tisserand.access import operations as access
from tisserand.access import queries as seats
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.deadlines.rules import refusals_to_give
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import refuse
from tisserand.people.models import CareTeam, Consent, Person
from tisserand.people.queries.cards import birth_of
from tisserand.people.queries.merging import joined_files
from tisserand.people.rules import Decision
from tisserand.people.rules.consents import refusals_to_record
from tisserand.people.slots import GO_ON_WITHOUT


@transaction.atomic
def join_care_team(
    *, actor, at: datetime, person: UUID, unit: UUID, starts_on: date, reason: str, account: UUID | None = None
) -> CareTeam:
    """Upper rooms call it when a plan, an inquiry or a cover makes somebody responsible (decision D4)."""
    refuse(refusals_to_give(account=account, closed_to=dues.closed_to(person)))
    here = CareTeam.objects.filter(
        person_id=person, account_id=account, unit_id=unit, reason=reason, ends_before=None
    ).first()
    if here:
        return here
    visibility = Person.objects.values_list("visibility", flat=True).get(pk=person)
    row = CareTeam(
        id=new_id(),
        person_id=person,
        visibility=visibility,
        account_id=account,
        unit_id=unit,
        reason=reason,
        starts_on=starts_on,
    )
    with scope.moving(row.pk):
        row.save(force_insert=True)
    journal.record(actor=actor, at=at, verb="care_team.join", kind="people.care_team", subject=row.pk, person=person)
    return row


@transaction.atomic
def leave_care_team(
    *,
    actor,
    at: datetime,
    person: UUID,
    unit: UUID,
    ends_before: date,
    reason: str,
    account: UUID | None = None,
    writes_until: datetime | None = None,
) -> None:
    """Ending on the day it began takes the membership back."""
    rows = CareTeam.objects.select_for_update(no_key=True).filter(
        person_id=person, account_id=account, unit_id=unit, reason=reason, ends_before=None
    )
    for row in rows:
        row.ends_before, row.writes_until = max(ends_before, row.starts_on), writes_until
        with scope.moving(row.pk):
            row.save(update_fields=["ends_before", "writes_until"])
        journal.record(
            actor=actor, at=at, verb="care_team.leave", kind="people.care_team", subject=row.pk, person=person
        )


@transaction.atomic
def step_aside(*, actor, at: datetime, person: UUID, reason: str = "") -> None:
    """«Je connais cette personne»: she leaves the team and what she owed in the same gesture, and her file closes.

    What upper rooms put in her name asks for somebody else, while she may still read it.
    """
    for file in (person, *joined_files(actor, person)):
        access.step_aside(actor=actor, at=at, person=file, reason=reason)
    _go_on_without(actor.account_id, person, actor=actor, at=at)


def _go_on_without(gone: UUID, person: UUID | None, *, actor, at: datetime) -> None:
    """Without a person: what she did for nobody by name."""
    deadlines.let_go(actor=actor, at=at, person=person, gone=gone)
    for follow in GO_ON_WITHOUT:
        follow(actor=actor, at=at, person=person, gone=gone)
    hers = CareTeam.objects.filter(person_id=person, account_id=gone, ends_before=None)
    for row in list(hers.select_related("unit")):
        leave_care_team(
            actor=actor,
            at=at,
            person=person,
            unit=row.unit_id,
            account=gone,
            reason=row.reason,
            ends_before=seats.today(at, row.unit.time_zone),
        )


def replace_who_left(*, actor, at: datetime) -> int:
    """Whose account is closed, or who sits nowhere any more, has nothing in hand: returns how many had left something.

    Whoever answers for each unit has it, and is asked for another référent (invariant 2).
    """
    held = set(CareTeam.objects.filter(ends_before=None).exclude(account=None).values_list("account_id", flat=True))
    left = seats.gone(held | dues.hands(), on=_today(at))
    for account in sorted(left):
        _replace(account, actor=actor, at=at)
    return len(left)


@transaction.atomic
def _replace(gone: UUID, *, actor, at: datetime) -> None:
    accompanied = CareTeam.objects.filter(account_id=gone, ends_before=None).values_list("person_id", flat=True)
    for person in (*sorted({*accompanied, *dues.owed_to(gone)}), None):
        _go_on_without(gone, person, actor=actor, at=at)


def _today(at: datetime) -> date:
    return seats.today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)


@transaction.atomic
def record_consent(
    *,
    actor,
    at: datetime,
    person: UUID,
    topic: str,
    given: bool,
    decided_on: date,
    partner: str = "",
    words: str = "",
    ends_before: date | None = None,
) -> Consent:
    about = Person.objects.only("visibility", "birth_year", "birth_month", "birth_day").get(pk=person)
    refuse(
        refusals_to_record(
            topic=topic,
            partner=partner,
            decided_on=decided_on,
            ends_before=ends_before,
            birth=birth_of(about.birth_year, about.birth_month, about.birth_day),
            today=_today(at),
        )
    )
    row = Consent.objects.create(
        person_id=person,
        visibility=about.visibility,
        topic=topic,
        partner=partner,
        decision=Decision.GIVEN if given else Decision.REFUSED,
        words=words,
        decided_on=decided_on,
        ends_before=ends_before,
        recorded_by_id=actor.account_id,
        recorded_at=at,
    )
    journal.record(actor=actor, at=at, verb="consent.record", kind="people.consent", subject=row.pk, person=person)
    return row


@transaction.atomic
def withdraw_consent(*, actor, at: datetime, consent: UUID, withdrawn_on: date, words: str = "") -> Consent:
    row = Consent.objects.select_for_update(no_key=True).get(pk=consent)
    if row.decision == Decision.GIVEN:
        row.decision, row.withdrawn_on = Decision.WITHDRAWN, max(withdrawn_on, row.decided_on)
        row.words, row.version = "\n".join(filter(None, (row.words, words))), row.version + 1
        row.save(update_fields=["decision", "withdrawn_on", "words", "version"])
        journal.record(
            actor=actor, at=at, verb="consent.withdraw", kind="people.consent", subject=row.pk, person=row.person_id
        )
    return row
