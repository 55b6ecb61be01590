"""Objectives in her words, their criterion and scale, and the steps of each."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tisserand.access import operations as access
from tisserand.access.rows import already, change
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.support.models import Assessment, Objective, Plan, Step
from tisserand.support.operations.hold import add, check_version, hold, hold_going, note
from tisserand.support.queries.facts import today_of
from tisserand.support.rules import ObjectiveState, State, StepOwner
from tisserand.support.rules.parts import (
    refusals_to_assess,
    refusals_to_plan_step,
    refusals_to_write_objective,
)


@dataclass(frozen=True)
class Goal:
    """One objective as it is written: what she wants, and how both will see it."""

    words: str
    family: str = ""
    problem: str = ""
    verb: str = ""
    feasibility: str = ""
    criterion: str = ""
    criterion_on: date | None = None
    scale: Sequence[str] = ()
    scale_start: int | None = None
    scale_aim: int | None = None

    def fields(self) -> dict[str, object]:
        written = [step.strip() for step in self.scale if step.strip()]
        marks = {} if written else {"scale_start": None, "scale_aim": None}
        return asdict(self) | {"scale": written, "criterion": self.criterion.strip(), **marks}


@transaction.atomic
def write_objective(
    *, actor, at: datetime, plan: UUID, goal: Goal, request_key: UUID | None = None, draft: str = ""
) -> Objective:
    if known := already(Objective, request_key):
        return known
    row = hold_going(plan)
    refuse(_refusals(row, goal))
    last = Objective.objects.filter(plan=row).aggregate(last=Max("rank"))["last"] or 0
    fields = goal.fields()
    today = today_of(row, at)
    objective = add(
        Objective,
        row,
        actor=actor,
        at=at,
        request_key=request_key,
        rank=last + 1,
        scale_on=today if fields["scale"] else None,
        scale_now=fields["scale_start"],
        **fields,
    )
    note("objective", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return objective


@transaction.atomic
def change_objective(
    *, actor, at: datetime, objective: UUID, expected_version: int, goal: Goal, draft: str = ""
) -> Objective:
    row, plan = _held(objective, hold_going)
    fields = goal.fields()
    check_version(row, expected_version, fields)
    refuse(_refusals(plan, goal))
    if fields["scale"] != row.scale:
        fields |= {"scale_on": today_of(plan, at) if fields["scale"] else None, "scale_now": fields["scale_start"]}
    change(row, actor=actor, at=at, **fields)
    note("objective", plan, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=plan.person_id)
    return row


@transaction.atomic
def assess_objective(
    *,
    actor,
    at: datetime,
    objective: UUID,
    state: str,
    level: int | None = None,
    words: str = "",
    on: date | None = None,
    review=None,
) -> Assessment:
    """Where it stands, said by her. Dropping the last one is ending the plan, and that has its own page."""
    row, plan = _held(objective)
    refuse([*refusals_to_assess(state=state, level=level, has_scale=bool(row.scale)), *_last_one(row, plan, state)])
    said_on = on or today_of(plan, at)
    kept = add(
        Assessment,
        plan,
        actor=actor,
        at=at,
        objective=row,
        review=review,
        state=state,
        level=level,
        words=words,
        said_on=said_on,
    )
    now = row.scale_now if level is None else level
    change(row, actor=actor, at=at, state=state, scale_now=now, self_evaluation=words, assessed_on=said_on)
    note("assess", plan, actor=actor, at=at)
    return kept


@transaction.atomic
def plan_step(
    *,
    actor,
    at: datetime,
    objective: UUID,
    text: str,
    owner: str,
    account: UUID | None = None,
    partner: str = "",
    instead_reason: str = "",
    instead_agreed_on: date | None = None,
    due_on: date | None = None,
    due_words: str = "",
    request_key: UUID | None = None,
) -> Step:
    """Who does what. The professional's own steps name her; « à sa place » says why, and that she agreed (R22)."""
    if known := already(Step, request_key):
        return known
    row, plan = _held(objective, hold_going)
    refuse(
        refusals_to_plan_step(text=text, owner=owner, who=partner, reason=instead_reason, mandate_on=instead_agreed_on)
    )
    ours = owner in {StepOwner.PROFESSIONAL, StepOwner.INSTEAD}
    instead = owner == StepOwner.INSTEAD
    step = add(
        Step,
        plan,
        actor=actor,
        at=at,
        request_key=request_key,
        objective=row,
        text=text.strip(),
        owner=owner,
        account_id=(account or actor.account_id) if ours else None,
        partner=partner if owner == StepOwner.PARTNER else "",
        instead_reason=instead_reason if instead else "",
        instead_agreed_on=instead_agreed_on if instead else None,
        due_on=due_on,
        due_words=due_words,
    )
    note("step", plan, actor=actor, at=at)
    return step


@transaction.atomic
def finish_step(*, actor, at: datetime, step: UUID, on: date | None = None) -> Step:
    row = Step.objects.select_for_update(no_key=True).get(pk=step)
    plan = hold(row.plan_id)
    change(row, actor=actor, at=at, done_on=on or today_of(plan, at), done_by_id=actor.account_id)
    note("step_done", plan, actor=actor, at=at)
    return row


@transaction.atomic
def reopen_step(*, actor, at: datetime, step: UUID) -> Step:
    """« Annuler » after a slip of the finger."""
    row = Step.objects.select_for_update(no_key=True).get(pk=step)
    plan = hold(row.plan_id)
    change(row, actor=actor, at=at, done_on=None, done_by_id=None)
    note("step_reopened", plan, actor=actor, at=at)
    return row


def _held(objective: UUID, holding: Callable[[UUID], Plan] = hold) -> tuple[Objective, Plan]:
    plan = holding(Objective.objects.values_list("plan_id", flat=True).get(pk=objective))
    return Objective.objects.select_for_update(no_key=True).get(pk=objective), plan


def _refusals(plan: Plan, goal: Goal) -> list[Refusal]:
    refusals = list(
        refusals_to_write_objective(
            words=goal.words,
            criterion=goal.criterion,
            criterion_on=goal.criterion_on,
            scale=goal.scale,
            start=goal.scale_start,
            aim=goal.scale_aim,
        )
    )
    if plan.state == State.ACTIVE and not goal.criterion.strip():
        refusals.append(
            Refusal("criterion", "Dans un plan actif, chaque objectif a son critère. Fixez-le ensemble.", "criterion")
        )
    return refusals


def _last_one(row: Objective, plan: Plan, state: str) -> list[Refusal]:
    if plan.state != State.ACTIVE or state != ObjectiveState.DROPPED:
        return []
    live = Objective.objects.filter(plan=plan).exclude(state=ObjectiveState.DROPPED).exclude(pk=row.pk)
    if live.exists():
        return []
    message = "C’est le dernier objectif. Écrivez-en un autre ensemble, ou terminez l’accompagnement."
    return [Refusal("last_objective", message, "state")]
