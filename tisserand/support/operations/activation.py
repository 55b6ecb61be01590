"""« Rendre actif » : refused with all its reasons, or begun with everything it owes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tisserand.access.rows import change
from tisserand.activity import operations as activity
from tisserand.activity.rules import Function
from tisserand.kernel.refusals import refuse
from tisserand.support.models import Plan
from tisserand.support.operations import around_plan
from tisserand.support.operations.hold import KIND, hold, note, open_duty, owe
from tisserand.support.queries.facts import facts_of, today_of
from tisserand.support.rules import State, refusals_to_activate
from tisserand.support.rules.calendar import DAYS_TO_REGULATE, next_review


@transaction.atomic
def activate(*, actor, at: datetime, plan: UUID) -> Plan:
    """« Actif, à réguler » : the team has 30 days; the référent owes the next review."""
    row = hold(plan)
    today = today_of(row, at)
    refuse(refusals_to_activate(facts_of(actor, row), on=today))
    act = activity.record_act(
        actor=actor,
        at=at,
        happened_at=at,
        nature="plan",
        function=Function.SUPPORT,
        unit=row.team_id,
        kind=KIND,
        subject=row.pk,
        person=row.person_id,
    )
    review_on = next_review(on=today, ends_on=row.ends_on, wished=row.review_on)
    if row.regulation_id is None:
        row.regulation = _team_looks_at_it(row, actor=actor, at=at, today=today)
    owe(row, actor=actor, at=at, what="review", label="Faire le bilan ensemble", due_on=review_on, outcome="activated")
    change(
        row,
        actor=actor,
        at=at,
        state=State.ACTIVE,
        activation=act,
        activated_at=row.activated_at or at,
        first_ends_on=row.first_ends_on or row.ends_on,
        review_on=review_on,
        regulation=row.regulation,
    )
    around_plan.after_activation(row, actor=actor, at=at)
    note("activate", row, actor=actor, at=at)
    return row


def _team_looks_at_it(row: Plan, *, actor, at: datetime, today):
    return open_duty(
        row,
        actor=actor,
        at=at,
        what="regulate",
        label="Réguler un accompagnement en équipe",
        due_on=today + timedelta(days=DAYS_TO_REGULATE),
        for_team=True,
    )
