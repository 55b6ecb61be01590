"""From rows to what the rules need to know."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from tisserand.access import queries as access
from tisserand.people import queries as people
from tisserand.support.models import Beneficiary, Commitment, Objective, Plan
from tisserand.support.queries.masp import of_family
from tisserand.support.rules import ObjectiveFacts, ObjectiveState, PlanFacts, Side, State, kinds
from tisserand.support.rules.naming import spoken_name


def today_of(plan: Plan, at: datetime) -> date:
    """The day it is for the team (decision D15)."""
    return access.today(at, plan.team.time_zone)


def facts_of(actor, plan: Plan) -> PlanFacts:
    """Read what is needed and judge: five queries; four more where durations add up."""
    others = list(Beneficiary.objects.filter(plan=plan, adhesion_on=None).order_by("id"))
    cards = people.cards(actor, [plan.person_id, *(other.who_id for other in others)])
    return facts(
        plan,
        objectives=Objective.objects.filter(plan=plan).order_by("rank"),
        commitments=Commitment.objects.filter(plan=plan, ended_on=None).order_by("id"),
        asked_of=spoken_name(cards.get(plan.person_id)),
        unagreed=[spoken_name(cards.get(other.who_id)) for other in others],
        profession=access.accounts([plan.referent_id])[plan.referent_id].profession,
        family=of_family(actor, plan),
    )


def facts(
    plan: Plan,
    *,
    objectives: Iterable[Objective],
    commitments: Iterable[Commitment],
    asked_of: str,
    unagreed: Iterable[str],
    profession: str,
    family: Mapping[str, date | None],
) -> PlanFacts:
    sides = {commitment.side for commitment in commitments}
    return PlanFacts(
        kind=kinds()[plan.kind],
        state=State(plan.state),
        origin=plan.origin,
        asked_of=asked_of,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        review_on=plan.review_on,
        adhesion_on=plan.adhesion_on,
        withdrawn_on=plan.withdrawn_on,
        mandate=bool(plan.mandate_authority and plan.mandate_decided_on and plan.mandate_document_id),
        objectives=tuple(objective_facts(objective) for objective in objectives),
        person_commits=Side.PERSON in sides,
        service_commits=Side.SERVICE in sides,
        unagreed=tuple(unagreed),
        profession=profession,
        **family,
    )


def objective_facts(objective: Objective) -> ObjectiveFacts:
    return ObjectiveFacts(
        rank=objective.rank,
        has_criterion=bool(objective.criterion.strip()),
        criterion_on=objective.criterion_on,
        dropped=objective.state == ObjectiveState.DROPPED,
    )
