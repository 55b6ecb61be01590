"""« Bilan » : what she says, what changed, where each objective stands, and what both decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import already, change
from tisserand.activity import operations as activity
from tisserand.activity.rules import Function
from tisserand.kernel.refusals import refuse
from tisserand.support.models import Plan, Review
from tisserand.support.operations import around_plan
from tisserand.support.operations.commitments import say_autonomy
from tisserand.support.operations.hold import KIND, add, hold, note, owe
from tisserand.support.operations.objectives import assess_objective
from tisserand.support.queries.facts import facts_of, today_of
from tisserand.support.rules import Moment, ReviewDecision, refusals_to_review
from tisserand.support.rules.calendar import DAYS_TO_END, next_review

OWED = {
    ReviewDecision.CLOSE: "Clore l’accompagnement, décidé ensemble",
    ReviewDecision.RELAY: "Passer le relais, décidé ensemble",
}


@dataclass(frozen=True)
class Standing:
    """Where one objective stands, said by her."""

    objective: UUID
    state: str
    level: int | None = None
    words: str = ""


@transaction.atomic
def hold_review(
    *,
    actor,
    at: datetime,
    plan: UUID,
    held_on: date,
    words: str,
    decision: str,
    change_seen: str = "",
    standings: Iterable[Standing] = (),
    new_end: date | None = None,
    next_on: date | None = None,
    autonomy: int | None = None,
    autonomy_words: str = "",
    duration_minutes: int | None = None,
    request_key: UUID | None = None,
    draft: str = "",
) -> Review:
    if known := already(Review, request_key):
        return known
    row = hold(plan)
    today = today_of(row, at)
    refuse(
        refusals_to_review(
            facts_of(actor, row), held_on=held_on, today=today, decision=decision, new_end=new_end, words=words
        )
    )
    review = add(
        Review,
        row,
        actor=actor,
        at=at,
        request_key=request_key,
        held_on=held_on,
        words=words,
        change=change_seen,
        decision=decision,
        new_end=new_end if decision == ReviewDecision.RENEW else None,
    )
    _record_time(row, actor=actor, at=at, minutes=duration_minutes)
    _what_was_said(row, review, standings, autonomy, autonomy_words, actor=actor, at=at)
    former_end = row.ends_on
    _what_follows(row, review, today, next_on, actor=actor, at=at)
    around_plan.after_review(row, review, former_end, actor=actor, at=at)
    note("review", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return review


def _record_time(row: Plan, *, actor, at: datetime, minutes: int | None) -> None:
    activity.record_act(
        actor=actor,
        at=at,
        happened_at=at,
        nature="interview",
        function=Function.SUPPORT,
        duration_minutes=minutes,
        unit=row.team_id,
        kind=KIND,
        subject=row.pk,
        person=row.person_id,
    )


def _what_was_said(
    row: Plan,
    review: Review,
    standings: Iterable[Standing],
    autonomy: int | None,
    autonomy_words: str,
    *,
    actor,
    at: datetime,
) -> None:
    for standing in standings:
        assess_objective(
            actor=actor,
            at=at,
            objective=standing.objective,
            state=standing.state,
            level=standing.level,
            words=standing.words,
            on=review.held_on,
            review=review,
        )
    if autonomy is not None:
        moment = Moment.END if review.decision in OWED else Moment.REVIEW
        say_autonomy(
            actor=actor,
            at=at,
            plan=row.pk,
            level=autonomy,
            words=autonomy_words,
            on=review.held_on,
            moment=moment,
        )


def _what_follows(row: Plan, review: Review, today: date, next_on: date | None, *, actor, at: datetime) -> None:
    if review.decision in OWED:
        due_on = min(max(row.ends_on, today), today + timedelta(days=DAYS_TO_END))
        label, what, review_on = OWED[ReviewDecision(review.decision)], "end", None
    else:
        ends_on = review.new_end or row.ends_on
        due_on = review_on = next_review(on=today, ends_on=ends_on, wished=next_on)
        # Past the review that prepares the end, what is owed is the end itself.
        ending = due_on == ends_on
        label, what = ("Décider de la fin ensemble", "end") if ending else ("Faire le bilan ensemble", "review")
        change(row, actor=actor, at=at, ends_on=ends_on)
    owe(row, actor=actor, at=at, what=what, label=label, due_on=max(due_on, today), outcome="reviewed")
    change(row, actor=actor, at=at, review_on=review_on)
