"""How long budget measures of a person lasted, wherever they were conducted."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tisserand.access.queries import visible
from tisserand.kernel.sentences import whole_months
from tisserand.support.models import BudgetEvaluation, KnownMeasure, Plan, Review
from tisserand.support.rules import ReviewDecision, kinds
from tisserand.support.rules.calendar import months_after
from tisserand.support.rules.lists import kinds_of
from tisserand.support.rules.masp import ELSEWHERE, Span, began_as_if

DAY = timedelta(days=1)
MASP = "masp"


def plan_spans(actor, person: UUID, family: str, *, besides: UUID | None = None) -> list[Span]:
    """Plans of this family that began, until they ended or will end."""
    rows = visible(Plan, actor).filter(person_id=person, kind__in=kinds_of(family), activated_at__isnull=False)
    dated = rows.exclude(pk=besides).order_by("starts_on", "id").values_list("starts_on", "ends_on", "closed_on")
    return [Span(starts_on, closed_on or ends_on) for starts_on, ends_on, closed_on in dated if starts_on and ends_on]


def known_spans(actor, person: UUID, measure: str, *, today: date) -> list[Span]:
    """Measures that others conduct; one without an end goes on."""
    rows = visible(KnownMeasure, actor).filter(person_id=person, measure=measure, starts_on__isnull=False)
    dated = rows.order_by("starts_on", "id").values_list("starts_on", "ends_before")
    return [Span(starts_on, ends_before - DAY if ends_before else today) for starts_on, ends_before in dated]


def masp_spans(actor, person: UUID, *, today: date, besides: UUID | None = None) -> list[Span]:
    elsewhere = known_spans(actor, person, ELSEWHERE, today=today)
    return plan_spans(actor, person, MASP, besides=besides) + elsewhere


def of_family(actor, plan: Plan) -> dict[str, date | None]:
    """What the rules ask of a plan whose durations add up: nothing, and no query, for the others."""
    family = kinds()[plan.kind].family
    if not family or plan.starts_on is None:
        return {}
    earlier = masp_spans(actor, plan.person_id, today=plan.starts_on - DAY, besides=plan.pk)
    renewed = visible(Review, actor).filter(plan=plan, decision=ReviewDecision.RENEW).order_by("-held_on")
    evaluated = visible(BudgetEvaluation, actor).filter(plan=plan).order_by("-evaluated_on")
    return {
        "began_on": began_as_if(plan.starts_on, earlier),
        "renewed_on": renewed.values_list("held_on", flat=True).first(),
        "evaluated_on": evaluated.values_list("evaluated_on", flat=True).first(),
    }


@dataclass(frozen=True)
class Spent:
    """What the MASP of a person add up to today, beside what the law allows."""

    months: int
    allowed: int
    last_on: date
    source: str


def budget_of(actor, person: UUID, *, today: date) -> Spent | None:
    """Nothing when no MASP is known."""
    spans = masp_spans(actor, person, today=today)
    if not spans:
        return None
    began_on = began_as_if(today + DAY, spans)
    kind = kinds()["masp_1"]
    months = whole_months(began_on, today + DAY)
    return Spent(months, kind.total, months_after(began_on, kind.total), kind.source)
