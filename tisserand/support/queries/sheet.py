"""One plan, whole, in a number of queries that its length does not change."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import F

from tisserand.access import queries as access
from tisserand.access.queries import visible
from tisserand.kernel.refusals import Refusal
from tisserand.people import queries as people
from tisserand.support.models import (
    Autonomy,
    Beneficiary,
    Commitment,
    Contact,
    Continuity,
    Disagreement,
    Examination,
    KnownMeasure,
    Objective,
    Plan,
    Review,
    Step,
)
from tisserand.support.queries.facts import facts
from tisserand.support.queries.masp import of_family
from tisserand.support.rules import ObjectiveState, PlanFacts, Side, State, refusals_to_activate
from tisserand.support.rules.naming import pronoun, spoken_name


@dataclass(frozen=True)
class Sheet:
    """All that a page or a paper says of a plan."""

    plan: Plan
    card: people.Card | None
    objectives: list[Objective]
    steps: dict[UUID, list[Step]]
    commitments: list[Commitment]
    disagreements: list[Disagreement]
    autonomy: list[Autonomy]
    reviews: list[Review]
    examinations: list[Examination]
    contacts: list[Contact]
    beneficiaries: list[tuple[Beneficiary, str]]
    measures: list[KnownMeasure]
    continuity: Continuity | None
    accounts: dict = field(default_factory=dict)
    # What the rules ask of plans whose durations add up.
    family: dict[str, date | None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return spoken_name(self.card)

    @property
    def she(self) -> str:
        return pronoun(self.card)

    @property
    def live(self) -> list[Objective]:
        return [row for row in self.objectives if row.state != ObjectiveState.DROPPED]

    def promises(self, side: str) -> list[Commitment]:
        return [row for row in self.commitments if row.side == side]

    @property
    def third_parties(self) -> dict[str, list[Commitment]]:
        found: dict[str, list[Commitment]] = {}
        for row in self.promises(Side.THIRD):
            found.setdefault(row.party, []).append(row)
        return found

    @property
    def facts(self) -> PlanFacts:
        return facts(
            self.plan,
            objectives=self.objectives,
            commitments=self.commitments,
            asked_of=self.name,
            unagreed=[name for row, name in self.beneficiaries if row.adhesion_on is None],
            profession=self.plan.referent.profession,
            family=self.family,
        )

    def refusals(self, *, on: date) -> tuple[Refusal, ...]:
        """Why it cannot begin; nothing once it did."""
        begins = self.plan.state in {State.DRAFT, State.STOPPED}
        return refusals_to_activate(self.facts, on=on) if begins else ()


def sheet(actor, plan: Plan) -> Sheet:
    """Thirteen queries; four more where durations add up."""
    others = list(visible(Beneficiary, actor).filter(plan=plan).order_by("id"))
    cards = people.cards(actor, [plan.person_id, *(row.who_id for row in others)])
    steps = _steps(actor, plan)
    commitments = visible(Commitment, actor).filter(plan=plan, ended_on=None).order_by("written_at", "id")
    contacts = visible(Contact, actor).filter(plan=plan).select_related("act", "note", "author")
    return Sheet(
        plan=plan,
        card=cards.get(plan.person_id),
        objectives=_rows(Objective, actor, plan, "rank", "id"),
        steps=_by_objective(steps),
        commitments=list(commitments),
        disagreements=_rows(Disagreement, actor, plan, "-said_on", "-id"),
        autonomy=_rows(Autonomy, actor, plan, "said_on", "id"),
        reviews=_rows(Review, actor, plan, "-held_on", "-id"),
        examinations=_rows(Examination, actor, plan, "-decided_on", "-id"),
        contacts=list(contacts.order_by("-act__happened_at", "-id")[:20]),
        beneficiaries=[(row, spoken_name(cards.get(row.who_id))) for row in others],
        measures=list(visible(KnownMeasure, actor).filter(person_id=plan.person_id).order_by("-recorded_at", "id")),
        continuity=visible(Continuity, actor).filter(plan=plan).first(),
        accounts=access.accounts({step.account_id for step in steps if step.account_id}),
        family=of_family(actor, plan),
    )


def part_of(actor, plan: Plan, name: str, identifier: UUID):
    """One row of this plan, or nothing: another plan’s does not exist here."""
    model = {"objective": Objective, "step": Step, "commitment": Commitment}[name]
    return visible(model, actor).filter(plan=plan, pk=identifier).first()


def _rows(model, actor, plan: Plan, *order: str) -> list:
    return list(visible(model, actor).filter(plan=plan).order_by(*order))


def _steps(actor, plan: Plan) -> list[Step]:
    """What is done, then what comes first."""
    done, due = F("done_on").asc(nulls_last=True), F("due_on").asc(nulls_last=True)
    return list(visible(Step, actor).filter(plan=plan).order_by(done, due, "written_at", "id"))


def _by_objective(steps: list[Step]) -> dict[UUID, list[Step]]:
    found: dict[UUID, list[Step]] = {}
    for step in steps:
        found.setdefault(step.objective_id, []).append(step)
    return found
