"""A plan as it is printed: never the assessment, never a relative, never what a third party promised."""

from datetime import date

from tisserand.documents import rules as papers
from tisserand.documents.queries import letterhead
from tisserand.documents.rules import Outcome, Who
from tisserand.people.queries import Card
from tisserand.support.models import Continuity, Objective, Plan, Step
from tisserand.support.queries.sheet import Sheet
from tisserand.support.rules import Origin, Side, StepOwner, kinds, label

APPEAL = (
    "Dites-le à votre référent, ou écrivez au chef de service de l’équipe : votre désaccord est gardé avec ce projet, "
    "avec vos mots."
)
TO_BE_SET = "À fixer ensemble."
WHO = {StepOwner.PERSON: Who.PERSON, StepOwner.TOGETHER: Who.TOGETHER}


def support_plan_paper(sheet: Sheet, *, on: date) -> papers.SupportPlan:
    plan = sheet.plan
    return papers.SupportPlan(
        letterhead=letterhead(plan.team, on=on),
        person=person_of(sheet.card),
        kind=kinds()[plan.kind].label,
        origin=label("origin", plan.origin),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        objectives=tuple(_objective(sheet, row) for row in sheet.live),
        person_commitments=_promises(sheet, Side.PERSON),
        service_commitments=_promises(sheet, Side.SERVICE),
        referent=_contact(plan),
        appeal=APPEAL,
        words=plan.words,
        review_on=plan.review_on,
        adhesion_on=plan.adhesion_on if plan.withdrawn_on is None else None,
        mandate=_mandate(plan),
        formalisation=_formalisation(plan),
        budget=kinds()[plan.kind].budget,
    )


def continuity_paper(row: Continuity, card: Card, *, on: date) -> papers.ContinuitySheet:
    """For the worker on duty; internal, never handed over."""
    return papers.ContinuitySheet(
        letterhead=letterhead(row.team, on=on),
        person=person_of(card),
        referent=papers.Contact(row.referent.name, row.referent.profession, row.team.name, email=row.referent.email),
        safe_contact=row.safe_contact,
        safety=tuple(row.safety.splitlines()),
        next_steps=tuple(papers.NextStep(line) for line in row.next_steps.splitlines()),
        born_on=card.birth.exact if card.birth else None,
        words=row.words,
    )


def person_of(card: Card | None) -> papers.Named:
    """« Mme » is in the name already."""
    return papers.Named(card.display_name if card else "")


def _objective(sheet: Sheet, row: Objective) -> papers.Objective:
    steps = tuple(_step(sheet, step) for step in sheet.steps.get(row.pk, []))
    return papers.Objective(words=row.words, criterion=row.criterion or TO_BE_SET, steps=steps)


def _step(sheet: Sheet, step: Step) -> papers.Step:
    return papers.Step(
        who=WHO.get(StepOwner(step.owner), Who.PROFESSIONAL),
        what=step.text,
        name=_name(sheet, step),
        due_on=step.due_on,
        due_words=step.due_words,
        done_on=step.done_on,
    )


def _name(sheet: Sheet, step: Step) -> str:
    if step.owner == StepOwner.PARTNER:
        return step.partner
    known = sheet.accounts.get(step.account_id)
    instead = ", en votre nom" if step.owner == StepOwner.INSTEAD else ""
    return f"{known.name}{instead}" if known else ""


def _promises(sheet: Sheet, side: str) -> tuple[str, ...]:
    return tuple(row.text for row in sheet.promises(side))


def _contact(plan: Plan) -> papers.Contact:
    referent = plan.referent
    return papers.Contact(referent.name, referent.profession, plan.team.name, email=referent.email)


def _mandate(plan: Plan) -> papers.Mandate | None:
    if plan.origin != Origin.IMPOSED or plan.mandate_decided_on is None:
        return None
    return papers.Mandate(
        authority=plan.mandate_authority,
        nature=plan.mandate_nature or "Décision",
        decided_on=plan.mandate_decided_on,
        reference=plan.mandate_reference,
    )


def _formalisation(plan: Plan) -> papers.Formalisation | None:
    if not plan.formalised_on:
        return None
    return papers.Formalisation(Outcome(plan.formalisation), plan.formalised_on, plan.formalised_language)
