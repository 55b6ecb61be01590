"""What happened with a person, across sites, teams and pôles, as far as the reader's walls let see (R03)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from heapq import nlargest
from uuid import UUID

from tisserand.access.statements import written_once
from tisserand.activity import queries as activity
from tisserand.activity.rules import NATURE_LABELS, lasted
from tisserand.assessment import queries as assessment
from tisserand.assessment.queries import orientation as orientations
from tisserand.assessment.rules.orientation import STATE_LABELS, State
from tisserand.desk import links
from tisserand.desk.timeline import reception, support
from tisserand.desk.timeline.fact import Fact, until
from tisserand.transmissions.queries import told as transmissions

# What an act of this nature says in a story.
TITLES = {"plan": "Accompagnement actif"}
# Told better by the rooms they come from.
TOLD_ELSEWHERE = ("reception.visit", "reception.demand", "assessment.first", "assessment.orientation")


@dataclass(frozen=True)
class Read:
    """What the page of the person shows besides its facts."""

    plans: list
    appointments: list


def facts(
    actor, person: UUID, *, before: datetime | None = None, most: int = 30, read: Read | None = None
) -> list[Fact]:
    """The latest facts, strictly before an instant. A fixed number of queries, whatever the length of the story.

    `read`, when the page has done it already.
    """
    sources = (reception.comings, _acts, _assessments, _orientations, _transmissions)
    told = [fact for source in sources for fact in source(actor, person, before, most)]
    shared = read or _read(actor, person, before, most, most)
    told += reception.appointments(shared.appointments)
    told += (fact for plan in shared.plans for fact in support.of_plan(plan))
    return nlargest(most, (fact for fact in told if before is None or fact.at < before), key=lambda fact: fact.at)


def shared(actor, person: UUID, *, most: int, coming: int) -> Read:
    """Her plans, the latest first; her appointments, those that come first."""
    return _read(actor, person, None, most, most + coming)


def _read(actor, person: UUID, before: datetime | None, plans: int, appointments: int) -> Read:
    return Read(
        support.read_plans(actor, person, before, plans),
        reception.read_appointments(actor, person, before, appointments),
    )


def _acts(actor, person: UUID, before: datetime | None, most: int) -> Iterator[Fact]:
    acts = _acts_told(actor, person, before, most)
    notes = activity.notes_of(actor, acts)
    for act in acts:
        yield Fact(
            at=act.happened_at,
            title=TITLES.get(act.nature) or NATURE_LABELS.get(act.nature, "Acte"),
            who=act.author.name if act.author else "",
            where=act.unit.name,
            lasted=lasted(act.nature, act.duration_minutes),
            text="\n\n".join(note.text for note in notes.get(act.pk, ())),
            url=links.address(act.kind, act.subject),
        )


@written_once
def _acts_told(actor, person: UUID, before: datetime | None, most: int):
    rows = activity.acts_about_person(actor, person).exclude(kind__in=TOLD_ELSEWHERE)
    return until(rows, "happened_at", before, most)


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
        yield from map(partial(_opinion, row), row.signed)


def _opinion(row, said: dict) -> Fact:
    return Fact(
        at=datetime.fromisoformat(said["at"]),
        title="Avis signé",
        who=said["by"],
        where=row.site.name,
        text=said["words"],
        url=links.address("assessment.first", row.pk),
    )


@written_once
def _read_assessments(actor, person: UUID, before: datetime | None, most: int):
    rows = assessment.assessments_of_person(actor, person).select_related(None).select_related("site", "author")
    rows = rows.annotate(signed=assessment.signed_beside(actor))
    return until(rows, "started_at", before, most)


def _orientations(actor, person: UUID, before: datetime | None, most: int) -> Iterator[Fact]:
    for move in _moves(actor, person, before, most):
        yield Fact(
            at=move.at,
            title=f"Orientation\u00a0: {STATE_LABELS[State(move.to_state)]}",
            who=move.by.name if move.by else "",
            where=_passage(move),
            text=move.words,
            url=links.address("assessment.orientation", move.orientation_id),
        )


@written_once
def _moves(actor, person: UUID, before: datetime | None, most: int):
    return until(orientations.moves_of_person(actor, person), "at", before, most)


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
    return until(transmissions.sent_about(actor, person), "written_at", before, most)


def _passage(move) -> str:
    """Who had it and who has it now."""
    if move.owner_before and move.owner_after and move.owner_before_id != move.owner_after_id:
        return f"{move.owner_before.name} → {move.owner_after.name}"
    return (move.owner_after or move.owner_before or move.from_unit).name
