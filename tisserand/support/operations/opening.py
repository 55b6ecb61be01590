"""Opening a plan, saying what frames it, and passing it to another référent."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tisserand.access import queries as access
from tisserand.access import scope
from tisserand.access.rows import already, change
from tisserand.assessment import operations as assessment
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import operations as people
from tisserand.people import queries as persons
from tisserand.support.models import PARTS, Beneficiary, Plan
from tisserand.support.operations import around_plan
from tisserand.support.operations.finishing import let_finish
from tisserand.support.operations.hold import check_version, discharge, hold, note, open_duty
from tisserand.support.queries.facts import today_of
from tisserand.support.rules import kinds_on
from tisserand.support.rules.calendar import DAYS_TO_BUILD, usual_end
from tisserand.support.rules.opening import refusals_to_frame, refusals_to_open
from tisserand.support.rules.parts import refusals_to_go_on

CARE_REASON = "accompagnement"
GONE = Refusal("gone", "Cette personne ne travaille plus ici. Choisissez un autre référent.", "referent")


@transaction.atomic
def create_plan(
    *,
    actor,
    at: datetime,
    person: UUID,
    kind: str,
    origin: str,
    team: UUID,
    referent: UUID | None = None,
    words: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    origin_orientation_id: UUID | None = None,
    request_key: UUID | None = None,
) -> Plan:
    """A plan to build with the person. Whoever leads it joins her care team; she owes it within 30 days."""
    if known := already(Plan, request_key):
        return known
    today = access.today(at, access.unit(team).time_zone)
    refuse(refusals_to_open(kind=kind, origin=origin, starts_on=starts_on, ends_on=ends_on, today=today))
    plan = Plan(
        id=new_id(),
        person_id=person,
        visibility=persons.visibility_to_write(actor, person),
        kind=kind,
        origin=origin,
        origin_orientation_id=origin_orientation_id,
        team_id=team,
        referent_id=referent or actor.account_id,
        words=words,
        starts_on=starts_on or today,
        ends_on=ends_on or usual_end(starts_on or today, kinds_on(today)[kind].months),
        request_key=request_key,
    )
    _begin(plan, actor=actor, at=at, today=today)
    return plan


@transaction.atomic
def change_frame(
    *,
    actor,
    at: datetime,
    plan: UUID,
    expected_version: int,
    kind: str,
    origin: str,
    words: str,
    starts_on: date | None,
    ends_on: date | None,
    review_on: date | None = None,
) -> Plan:
    row = hold(plan)
    fields = {"kind": kind, "origin": origin, "words": words, "starts_on": starts_on, "ends_on": ends_on}
    fields["review_on"] = review_on
    check_version(row, expected_version, fields)
    refuse(
        refusals_to_frame(
            state=row.state,
            before=(row.kind, row.origin, row.starts_on, row.ends_on),
            after=(kind, origin, starts_on, ends_on),
            review_on=review_on,
            today=today_of(row, at),
        )
    )
    change(row, actor=actor, at=at, **fields)
    note("frame", row, actor=actor, at=at)
    return row


@transaction.atomic
def add_beneficiary(*, actor, at: datetime, plan: UUID, who: UUID, adhesion_on: date | None = None) -> Beneficiary:
    """Somebody else the plan is for; asking again with a date is her yes."""
    row = hold(plan)
    fields = {name: getattr(row, name) for name in ("person_id", "visibility", "team_id", "referent_id")}
    beneficiary, _ = Beneficiary.objects.update_or_create(
        plan=row, who_id=who, defaults={**fields, "adhesion_on": adhesion_on}
    )
    note("beneficiary", row, actor=actor, at=at)
    return beneficiary


@transaction.atomic
def remove_beneficiary(*, actor, at: datetime, plan: UUID, who: UUID) -> None:
    row = hold(plan)
    Beneficiary.objects.filter(plan=row, who_id=who).delete()
    note("beneficiary", row, actor=actor, at=at)


@transaction.atomic
def hand_over_plan(*, actor, at: datetime, plan: UUID, referent: UUID, team: UUID | None = None) -> Plan:
    """Another référent, the same plan: what was owed is owed by her, the former one leaves the file (relay)."""
    row = hold(plan)
    if not row.replacement_id:
        refuse(refusals_to_go_on(row.state, row.withdrawn_on))
    former, today = (row.referent_id, row.team_id), today_of(row, at)
    if former == (referent, team or row.team_id) and not row.replacement_id:
        return row
    if access.gone({referent}, on=today):
        refuse([GONE])
    parts = [pk for part in PARTS for pk in part.objects.filter(plan=row).values_list("pk", flat=True)]
    row.referent_id, row.team_id = referent, team or row.team_id
    _join(row, actor=actor, at=at, on=today)
    deadlines.hand_over(actor=actor, at=at, obligation=row.obligation_id, unit=row.team_id, account=referent)
    if row.regulation_id and not row.regulated_on:
        deadlines.hand_over(actor=actor, at=at, obligation=row.regulation_id, unit=row.team_id, account=None)
    around_plan.after_hand_over(row, actor=actor, at=at)
    discharge(row.replacement_id, actor=actor, at=at, outcome="replaced")
    with scope.moving(row.pk, *parts):
        change(row, actor=actor, at=at, referent_id=referent, team_id=row.team_id, replacement=None)
        for part in PARTS:
            part.objects.filter(plan=row).update(referent_id=referent, team_id=row.team_id)
    note("hand_over", row, actor=actor, at=at)
    until = at + timedelta(days=settings.DAYS_TO_FINISH)
    if former[0] != referent:
        let_finish(row, *former, actor=actor, at=at, until=until)
    leave(row, former, actor=actor, at=at, on=today, writes_until=until)
    return row


def _begin(plan: Plan, *, actor, at: datetime, today: date) -> None:
    """Who leads it may open the file and owes the plan, before it is written; what was promised before is done."""
    _join(plan, actor=actor, at=at, on=today)
    due_on = today + timedelta(days=DAYS_TO_BUILD)
    plan.obligation = open_duty(
        plan, actor=actor, at=at, what="build", label="Construire le projet d’accompagnement", due_on=due_on
    )
    plan.created_at, plan.created_by_id = at, actor.account_id
    with scope.moving(plan.pk):
        plan.save(force_insert=True)
    note("create", plan, actor=actor, at=at)
    assessment.support_began(actor=actor, at=at, person=plan.person_id)


def _join(plan: Plan, *, actor, at: datetime, on: date) -> None:
    people.join_care_team(
        actor=actor,
        at=at,
        person=plan.person_id,
        unit=plan.team_id,
        account=plan.referent_id,
        starts_on=on,
        reason=CARE_REASON,
    )


def leave(
    plan: Plan, former: tuple[UUID, UUID], *, actor, at: datetime, on: date, writes_until: datetime | None = None
) -> None:
    """The file closes to whoever leads no other plan of this person."""
    referent, team = former
    others = Plan.objects.filter(person_id=plan.person_id, referent_id=referent, team_id=team).exclude(state="closed")
    if not others.exclude(pk=plan.pk).exists():
        people.leave_care_team(
            actor=actor,
            at=at,
            person=plan.person_id,
            unit=team,
            account=referent,
            ends_before=on,
            reason=CARE_REASON,
            writes_until=writes_until,
        )
