"""What happened with a person, across sites, teams and pôles, as far as the reader's walls let see (R03)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from uuid import UUID

from tisserand.access.statements import written_once
from tisserand.activity import queries as activity
from tisserand.activity.rules import NATURE_LABELS
from tisserand.assessment import queries as assessment
from tisserand.assessment.queries import orientation as orientations
from tisserand.assessment.rules.orientation import STATE_LABELS, State
from tisserand.desk import links
from tisserand.reception import queries as reception
from tisserand.reception.rules import lists
from tisserand.support.queries import plans as support
from tisserand.support.rules.lists import kinds
from tisserand.transmissions.queries import told as transmissions

# Told better by the rooms they come from.
TOLD_ELSEWHERE = ("reception.visit", "reception.demand", "assessment.first", "assessment.orientation")


@dataclass(frozen=True)
class Fact:
    """One line of the thread: when, who, where, what; her words apart from ours."""

    at: datetime
    title: str
    who: str = ""
    where: str = ""
    minutes: int = 0
    said: str = ""
    language: str = ""
    text: str = ""
    url: str = ""


def facts(
    actor, person: UUID, *, before: datetime | None = None, most: int = 30, plans: list | None = None
) -> list[Fact]:
    """The latest facts, strictly before an instant. A fixed number of queries, whatever the length of the story.

    `plans`, when the page has read them already.
    """
    sources = (_visits, _acts, _assessments, _orientations, _transmissions)
    told = [fact for source in sources for fact in source(actor, person, before, most)]
    told += map(_plan, _read_plans(actor, person, before, most) if plans is None else plans)
    return nlargest(most, told, key=lambda fact: fact.at)


def plans(actor, person: UUID, *, most: int) -> list:
    """Her plans as the thread and the file show them, the latest first."""
    return _read_plans(actor, person, None, most)


def _until(rows, column: str, before: datetime | None, most: int):
    return (rows.filter(**{f"{column}__lt": before}) if before else rows)[:most]


def _visits(actor, person: UUID, before: datetime | None, most: int) -> Iterator[Fact]:
    for told in reception.visits_of_person(actor, person, before=before, limit=most):
        visit, demand = told.visit, told.demand
        outcome = lists.label("outcomes", visit.outcome) if visit.outcome else ""
        yield Fact(
            at=visit.arrived_at,
            title=f"Venue à l’accueil{f', {outcome.lower()}' if outcome else ''}",
            who=visit.received_by.name if visit.received_by else "",
            where=visit.site.name,
            said=demand.words if demand else "",
            language=demand.language if demand else "",
            url=links.address("reception.visit", visit.pk) if actor.can("visits.see") else "",
        )


def _acts(actor, person: UUID, before: datetime | None, most: int) -> Iterator[Fact]:
    acts = _acts_told(actor, person, before, most)
    notes = activity.notes_of(actor, acts)
    for act in acts:
        yield Fact(
            at=act.happened_at,
            title=NATURE_LABELS.get(act.nature, "Acte"),
            who=act.author.name if act.author else "",
            where=act.unit.name,
            minutes=act.duration_minutes,
            text="\n\n".join(note.text for note in notes.get(act.pk, ())),
            url=links.address(act.kind, act.subject),
        )


@written_once
def _acts_told(actor, person: UUID, before: datetime | None, most: int):
    rows = activity.acts_about_person(actor, person).exclude(kind__in=TOLD_ELSEWHERE)
    return _until(rows, "happened_at", before, most)


def _assessments(actor, person: UUID, before: datetime | None, most: int) -> Iterator[Fact]:
    for row in _read_assessments(actor, person, before, most):
        yield Fact(
            at=row.started_at,
            title="Première évaluation" if row.concluded_at else "Première évaluation commencée",
            who=row.author.name,
            where=row.site.name,
            said=row.opening_words,
            language=row.opening_language,
            url=links.address("assessment.first", row.pk),
        )


@written_once
def _read_assessments(actor, person: UUID, before: datetime | None, most: int):
    rows = assessment.assessments_of_person(actor, person).select_related(None).select_related("site", "author")
    return _until(rows, "started_at", before, most)


def _orientations(actor, person: UUID, before: datetime | None, most: int) -> Iterator[Fact]:
    for move in _moves(actor, person, before, most):
        yield Fact(
            at=move.at,
            title=f"Orientation {STATE_LABELS[State(move.to_state)]}",
            who=move.by.name if move.by else "",
            where=_passage(move),
            text=move.words,
            url=links.address("assessment.orientation", move.orientation_id),
        )


@written_once
def _moves(actor, person: UUID, before: datetime | None, most: int):
    return _until(orientations.moves_of_person(actor, person), "at", before, most)


def _transmissions(actor, person: UUID, before: datetime | None, most: int) -> Iterator[Fact]:
    """To those who may read the letter, and to nobody else."""
    for row in _read_transmissions(actor, person, before, most):
        yield Fact(
            at=row.written_at,
            title=transmissions.what(row),
            who=row.author.name if row.author else "",
            where=row.unit.name,
            url=links.address("transmissions.letter", row.letter_id),
        )


@written_once
def _read_transmissions(actor, person: UUID, before: datetime | None, most: int):
    return _until(transmissions.sent_about(actor, person), "written_at", before, most)


def _passage(move) -> str:
    """Who had it and who has it now."""
    if move.owner_before and move.owner_after and move.owner_before_id != move.owner_after_id:
        return f"{move.owner_before.name} → {move.owner_after.name}"
    return (move.owner_after or move.owner_before or move.from_unit).name


@written_once
def _read_plans(actor, person: UUID, before: datetime | None, most: int):
    rows = support.plans_of_person(actor, person).select_related(None).select_related("team", "referent")
    return _until(rows, "created_at", before, most)


def _plan(plan) -> Fact:
    return Fact(
        at=plan.created_at,
        title=f"Accompagnement proposé\u00a0: {kinds()[plan.kind].label}",
        who=plan.referent.name,
        where=plan.team.name,
        said=plan.words,
        url=links.address("support.plan", plan.pk),
    )
