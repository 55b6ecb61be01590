"""What every operation on a plan does first: take it in hand, refuse what is closed or stale, note who changed it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.queries import is_owed
from tisserand.kernel.refusals import refuse
from tisserand.support.models import Plan
from tisserand.support.models.of_plan import OfPlan
from tisserand.support.rules.parts import refusals_to_change, refusals_to_go_on

KIND = "support.plan"
# A promise of a day is kept until the end of that day of work.
END_OF_DAY = time(17)
Row = TypeVar("Row", bound=OfPlan)


class PlanChanged(Exception):
    """Somebody else changed the same text meanwhile; nothing was replaced (decision D17)."""

    def __init__(self, row, theirs: Mapping[str, object]) -> None:
        super().__init__("plan changed")
        self.row, self.theirs, self.version = row, theirs, row.version


def hold(plan: UUID) -> Plan:
    """Lock an open plan."""
    row = Plan.objects.select_for_update(no_key=True).get(pk=plan)
    refuse(refusals_to_change(row.state))
    return row


def hold_going(plan: UUID) -> Plan:
    """The same, where nothing new is written once she withdrew her adhesion."""
    row = hold(plan)
    refuse(refusals_to_go_on(row.state, row.withdrawn_on))
    return row


def check_version(row, expected: int, fields: Mapping[str, object]) -> None:
    if row.version != expected:
        raise PlanChanged(row, {name: getattr(row, name) for name in fields})


def add(model: type[Row], plan: Plan, *, actor, at: datetime, request_key: UUID | None = None, **fields) -> Row:
    return model.objects.create(
        plan=plan,
        person_id=plan.person_id,
        visibility=plan.visibility,
        team_id=plan.team_id,
        referent_id=plan.referent_id,
        author_id=actor.account_id,
        written_at=at,
        request_key=request_key,
        **fields,
    )


def note(verb: str, plan: Plan, *, actor, at: datetime, reason: str = "") -> None:
    journal.record(
        actor=actor, at=at, verb=f"plan.{verb}", kind=KIND, subject=plan.pk, person=plan.person_id, reason=reason
    )


def end_of(day: date, unit: UUID) -> datetime:
    return datetime.combine(day, END_OF_DAY, ZoneInfo(access.unit(unit).time_zone))


def owe(plan: Plan, *, actor, at: datetime, what: str, label: str, due_on: date, outcome: str) -> None:
    """What the référent owes is done; what she owes next begins. The plan is never without either."""
    former = plan.obligation_id
    plan.obligation = open_duty(plan, actor=actor, at=at, what=what, label=label, due_on=due_on)
    plan.save(update_fields=["obligation"])
    if former:
        discharge(former, actor=actor, at=at, outcome=outcome)


def open_duty(
    plan: Plan, *, actor, at: datetime, what: str, label: str, due_on: date, for_team: bool = False, why: str = ""
):
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=f"support.{what}",
        subject=plan.pk,
        person=plan.person_id,
        unit=plan.team_id,
        account=None if for_team else plan.referent_id,
        label=label,
        why=why,
        due_at=end_of(due_on, plan.team_id),
    )


def discharge(obligation: UUID | None, *, actor, at: datetime, outcome: str) -> None:
    """Once done is done: a second fact does not do it again."""
    if is_owed(obligation):
        deadlines.discharge(actor=actor, at=at, obligation=obligation, outcome=outcome)
