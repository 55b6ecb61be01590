"""Reading first assessments, as far as the actor's walls let see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from tisserand.access.queries import today, visible
from tisserand.assessment.models import AssessmentVersion, FirstAssessment, SituationFact
from tisserand.assessment.rules import extract as extracts
from tisserand.assessment.rules import lists
from tisserand.assessment.rules.first_assessment import Answers, State
from tisserand.assessment.rules.proposal import Pole
from tisserand.assessment.rules.sheet import Sheet
from tisserand.assessment.rules.situation import DomainState, Fact, Urgency
from tisserand.kernel import sentences
from tisserand.reception import queries as reception
from tisserand.territories import queries as territories

RECEPTION = "accueil"
PEOPLE_AROUND = ("site", "author", "saved_by", "concluded_by", "next_pole", "obligation", "act")


def assessments(actor) -> QuerySet[FirstAssessment]:
    return visible(FirstAssessment, actor).select_related(*PEOPLE_AROUND).order_by("-started_at", "id")


def assessments_of_person(actor, person: UUID) -> QuerySet[FirstAssessment]:
    return assessments(actor).filter(person_id=person)


def latest(actor, person: UUID) -> FirstAssessment | None:
    """The last one that was concluded: what the next one starts from."""
    return assessments_of_person(actor, person).filter(state=State.CONCLUDED).first()


def open_one(actor, *, person: UUID, site: UUID) -> FirstAssessment | None:
    return assessments_of_person(actor, person).filter(site_id=site, state=State.OPEN).first()


@dataclass(frozen=True)
class Opening:
    """Why she comes, as somebody already wrote it, and where those words are from."""

    words: str = ""
    source: str = ""
    visit: UUID | None = None


def opening(actor, *, person: UUID, visit: UUID | None, at: datetime) -> Opening:
    """The demand of the visit it starts from, or of the same day: nobody writes the same words twice."""
    demand = reception.demand(actor, visit) if visit else reception.demands_of_person(actor, person).first()
    if demand is None or demand.person_id != person:
        return Opening()
    zone = demand.site.time_zone
    if not visit and today(demand.written_at, zone) != today(at, zone):
        return Opening()
    said_on = sentences.plain_date(today(demand.written_at, zone))
    return Opening(demand.words, f"sa demande du {said_on}, écrite par {demand.author.name}", demand.visit_id)


def may_write(actor, assessment: FirstAssessment) -> bool:
    """Its author, and those who make assessments on its site; the others of the care team read."""
    return actor.can("assessments.write", assessment.site_id) or (
        assessment.author_id == actor.account_id and actor.can("assessments.write")
    )


def local_day(assessment: FirstAssessment) -> date:
    """The day it was started where it was made: its lists and sentences are those of that day."""
    return today(assessment.started_at, assessment.site.time_zone or settings.TIME_ZONE_OF_THE_ORGANISATION)


def domains(actor, assessment: FirstAssessment) -> tuple[Fact, ...]:
    """Every domain of that day, raised or not, in the order of the list. One query."""
    rows = {row.domain: row for row in visible(SituationFact, actor).filter(assessment=assessment).order_by("id")}
    return tuple(
        _fact(rows[domain.code], domain.label) if domain.code in rows else Fact(domain.code, domain.label)
        for domain in lists.domains(local_day(assessment))
    )


def answers(actor, assessment: FirstAssessment) -> Answers:
    return Answers(
        opening_words=assessment.opening_words,
        opening_language=assessment.opening_language,
        facts=domains(actor, assessment),
        inner_strengths=assessment.inner_strengths,
        outer_strengths=assessment.outer_strengths,
        autonomy=assessment.autonomy,
        autonomy_words=assessment.autonomy_words,
        replies=assessment.replies,
        vulnerabilities=tuple(assessment.vulnerabilities),
        expectations=tuple(assessment.expectations),
        expectation_words=assessment.expectation_words,
    )


def extract(actor, assessment: FirstAssessment, agreed: Collection[str]) -> tuple[extracts.Item, ...]:
    """What the person agreed to pass on, for the room that makes the shared copy."""
    return extracts.extract(answers(actor, assessment), agreed, on=local_day(assessment))


def shareable(actor, assessment: FirstAssessment) -> tuple[extracts.Item, ...]:
    """All that she may be asked about, item by item."""
    return extracts.items(answers(actor, assessment), on=local_day(assessment))


def versions(actor, assessment: FirstAssessment) -> QuerySet[AssessmentVersion]:
    rows = visible(AssessmentVersion, actor).filter(assessment=assessment)
    return rows.select_related("saved_by").order_by("-version", "id")


def version_sheet(actor, assessment: FirstAssessment, version: int) -> Sheet:
    """What everybody had read at that version; nothing for one that never was."""
    row = versions(actor, assessment).filter(version=version).first()
    return row.sheet if row else {}


def poles(on: date) -> tuple[Pole, ...]:
    """The pôles that accompany; the one of reception is where the person already is."""
    found = territories.poles(on)
    return tuple(Pole(pole.unit.pk, pole.unit.name) for pole in found if pole.mission != RECEPTION)


def _fact(row: SituationFact, label: str) -> Fact:
    return Fact(
        code=row.domain,
        label=label,
        state=DomainState(row.state),
        urgency=Urgency(row.urgency) if row.urgency else None,
        said=row.said,
        said_language=row.said_language,
        seen=row.seen,
        confirmed=row.confirmed,
        confirmed_by=row.confirmed_by,
        disagreement=row.disagreement,
        as_of=row.as_of,
        carried=row.carried,
    )
