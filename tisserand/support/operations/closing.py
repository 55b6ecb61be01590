"""Ending with a reason and a result; a relay keeps an owner until somebody has met the person."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import change
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.refusals import refuse
from tisserand.people import operations as people
from tisserand.support.models import Plan
from tisserand.support.operations import around_plan
from tisserand.support.operations.commitments import say_autonomy
from tisserand.support.operations.hold import discharge, end_of, hold, note
from tisserand.support.operations.opening import leave
from tisserand.support.queries.facts import facts_of, today_of
from tisserand.support.rules import Closing, Closure, Moment, State, refusals_to_close
from tisserand.support.rules.calendar import DAYS_TO_MEET_AFTER_RELAY

RELAY_REASON = "relais"


@transaction.atomic
def close_plan(
    *,
    actor,
    at: datetime,
    plan: UUID,
    reason: str,
    result: str,
    words: str = "",
    closed_on: date | None = None,
    relay_to: str = "",
    relay_unit: UUID | None = None,
    relay_account: UUID | None = None,
    autonomy: int | None = None,
    draft: str = "",
) -> Plan:
    """`relay_unit` is ours; without it the relay is outside, and the former référent checks that it took."""
    row = hold(plan)
    today = today_of(row, at)
    said = Closure(
        reason=reason,
        result=result,
        words=words,
        relay_to=relay_to,
        by_manager=actor.can("plans.regulate", row.team_id),
        on=closed_on or today,
    )
    refuse(refusals_to_close(facts_of(actor, row), said, on=today))
    if autonomy is not None:
        say_autonomy(actor=actor, at=at, plan=row.pk, level=autonomy, on=said.on, moment=Moment.END)
    relayed = _relay(row, relay_unit, relay_account, today, actor=actor, at=at) if reason == Closing.RELAY else None
    _end(row, said, relayed, actor=actor, at=at)
    around_plan.after_closing(row, actor=actor, at=at)
    note("close", row, actor=actor, at=at, reason=reason)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    leave(row, (row.referent_id, row.team_id), actor=actor, at=at, on=today)
    return row


@transaction.atomic
def confirm_relay(*, actor, at: datetime, plan: UUID) -> Plan:
    """She was met by whoever takes over: nothing is owed any more."""
    row = Plan.objects.select_for_update(no_key=True).get(pk=plan)
    discharge(row.relay_id, actor=actor, at=at, outcome="met")
    note("relay_confirmed", row, actor=actor, at=at)
    return row


def _end(row: Plan, said: Closure, relayed, *, actor, at: datetime) -> None:
    """Nothing is owed on it any more, but the relay."""
    owed = (row.obligation_id, row.regulation_id, row.replacement_id)
    change(
        row,
        actor=actor,
        at=at,
        state=State.CLOSED,
        closed_on=said.on,
        closing=said.reason,
        result=said.result,
        closing_words=said.words,
        relay_to=said.relay_to if relayed else "",
        relay=relayed,
    )
    for obligation in owed:
        discharge(obligation, actor=actor, at=at, outcome=f"closed_{said.reason}")


def _relay(row: Plan, unit: UUID | None, account: UUID | None, today: date, *, actor, at: datetime):
    inside = unit is not None
    if inside:
        people.join_care_team(
            actor=actor, at=at, person=row.person_id, unit=unit, account=account, starts_on=today, reason=RELAY_REASON
        )
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind="support.relay",
        subject=row.pk,
        person=row.person_id,
        unit=unit if inside else row.team_id,
        account=account if inside else row.referent_id,
        label="Rencontrer la personne après un relais" if inside else "Vérifier que le relais est pris",
        due_at=end_of(today + timedelta(days=DAYS_TO_MEET_AFTER_RELAY), row.team_id),
    )
