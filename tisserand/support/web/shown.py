"""What the plan page says, in French: states, owners, scales, what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tisserand.activity.rules import NATURE_LABELS, lasted
from tisserand.kernel.sentences import plain_date
from tisserand.support.models import Contact, Objective, Plan, Step
from tisserand.support.queries import Sheet
from tisserand.support.rules import STATE_LABELS, ObjectiveState, State, StepOwner, kinds, label

SIGNS = ("−2", "−1", "0", "+1", "+2")


@dataclass(frozen=True)
class Degree:
    sign: str
    words: str
    start: bool
    here: bool
    aim: bool


@dataclass(frozen=True)
class Goal:
    """One objective as the page shows it."""

    row: Objective
    family: str
    steps: list[tuple[Step, str]]
    scale: list[Degree]
    state: str
    ongoing: bool
    extras: list[str]


@dataclass(frozen=True)
class Check:
    done: bool
    said: str


def goals(sheet: Sheet, account) -> list[Goal]:
    return [_goal(sheet, row, account) for row in sheet.objectives]


def _goal(sheet: Sheet, row: Objective, account) -> Goal:
    return Goal(
        row=row,
        family=label("family", row.family).lower() if row.family else "",
        steps=[(step, _who(sheet, step, account)) for step in sheet.steps.get(row.pk, [])],
        scale=_scale(row),
        state=label("objective_state", row.state),
        ongoing=row.state == ObjectiveState.ONGOING,
        extras=[label(name, getattr(row, name)).lower() for name in ("problem", "verb") if getattr(row, name)],
    )


def _scale(row: Objective) -> list[Degree]:
    return [
        Degree(sign, words, row.scale_start == place, row.scale_now == place, row.scale_aim == place)
        for place, (sign, words) in enumerate(zip(SIGNS, row.scale, strict=False), start=-2)
    ]


def _who(sheet: Sheet, step: Step, account) -> str:
    """« Elle », « Vous », « M. Tacita », « Ensemble »."""
    if step.owner == StepOwner.PERSON:
        return sheet.she[:1].upper() + sheet.she[1:]
    if step.owner == StepOwner.TOGETHER:
        return "Ensemble"
    if step.owner == StepOwner.PARTNER:
        return step.partner
    if step.account_id == account:
        return "Vous"
    known = sheet.accounts.get(step.account_id)
    return known.name if known else "Le service"


def owners(sheet: Sheet) -> list[tuple[str, str]]:
    return [
        (StepOwner.PERSON, sheet.name),
        (StepOwner.TOGETHER, "Ensemble"),
        (StepOwner.PROFESSIONAL, "Le professionnel"),
        (StepOwner.PARTNER, "Un partenaire"),
        (StepOwner.INSTEAD, "Le professionnel, à sa place"),
    ]


def subtitle(sheet: Sheet) -> str:
    """« Du 12 octobre 2026 au 11 avril 2027 · sur notre proposition · pour elle et M. Mirval »."""
    plan = sheet.plan
    parts = [label_of_kind(plan), _dates(plan), label("origin", plan.origin).lower()]
    if sheet.beneficiaries:
        parts.append("pour " + ", ".join([sheet.she, *(name for _, name in sheet.beneficiaries)]))
    return " · ".join(part for part in parts if part)


def label_of_kind(plan: Plan) -> str:
    kind = kinds().get(plan.kind)
    return kind.label if kind else plan.kind


def _dates(plan: Plan) -> str:
    if not plan.starts_on or not plan.ends_on:
        return "dates à fixer"
    return f"du {plain_date(plan.starts_on)} au {plain_date(plan.ends_on)}"


def checks(sheet: Sheet) -> list[Check]:
    """« Avant d’être actif » : what is done, what is not, in one glance."""
    plan = sheet.plan
    return [
        _consent(sheet),
        _ending(plan),
        _criteria(sheet),
        _paper(plan),
    ]


def _consent(sheet: Sheet) -> Check:
    plan = sheet.plan
    if plan.mandate_decided_on and plan.origin == "imposed":
        return Check(True, f"Décision jointe, {plan.mandate_authority}, {plain_date(plan.mandate_decided_on)}.")
    if plan.withdrawn_on:
        return Check(False, f"Adhésion retirée le {plain_date(plan.withdrawn_on)}.")
    if plan.adhesion_on:
        return Check(True, f"{sheet.name} a dit oui, le {plain_date(plan.adhesion_on)}, et peut revenir dessus.")
    return Check(False, f"{sheet.name} n’a pas encore donné son adhésion.")


def _ending(plan: Plan) -> Check:
    if not plan.ends_on:
        return Check(False, "Pas encore de fin.")
    review = f" Bilan prévu le {plain_date(plan.review_on)}." if plan.review_on else ""
    return Check(True, f"Une fin est fixée, le {plain_date(plan.ends_on)}.{review}")


def _criteria(sheet: Sheet) -> Check:
    live = sheet.live
    known = sum(1 for row in live if row.criterion)
    if not live:
        return Check(False, "Pas encore d’objectif.")
    return Check(known == len(live), f"Un critère par objectif : {known} sur {len(live)}.")


def _paper(plan: Plan) -> Check:
    if not plan.formalised_on:
        return Check(False, "Le projet imprimé n’est pas encore remis.")
    language = f" ({plan.formalised_language})" if plan.formalised_language else ""
    return Check(True, f"{label('formalisation', plan.formalisation)}{language}, le {plain_date(plan.formalised_on)}.")


def contacts(sheet: Sheet) -> list[tuple[Contact, str]]:
    """« Visite à domicile · durée habituelle, 1 h 15 »."""
    return [(row, " · ".join(filter(None, _contact(row.act)))) for row in sheet.contacts]


def _contact(act) -> tuple[str, str]:
    return NATURE_LABELS.get(act.nature, ""), lasted(act.nature, act.duration_minutes)


def still_to_raise(domains: Sequence[str], *, all_of_them: int) -> str:
    """Advice, never a refusal: a global plan goes through every domain of life, when she is ready (R33)."""
    if not domains:
        return ""
    if len(domains) == all_of_them:
        return "Les domaines de vie n’ont pas encore été abordés. Un accompagnement global les parcourt, à son rythme."
    listed = "\u202f; ".join(domains)
    return f"Pas encore abordés\u00a0: {listed}. Un accompagnement global les parcourt, à son rythme."


def due_day(duty) -> date | None:
    """A promise of this room is for a day: its hour would say nothing."""
    return timezone.localdate(duty.due_at) if duty else None


def state_words(plan: Plan) -> str:
    """« Actif, à réguler » is computed, never stored."""
    if plan.state == State.ACTIVE:
        return "Actif" if plan.regulated_on else "Actif, à réguler"
    return STATE_LABELS[State(plan.state)]


def kept_words(asked: int, kept: int) -> str:
    """« tenu 4 fois sur 4 »."""
    if not asked:
        return ""
    return f"tenu {kept} fois sur {asked}"
