"""How the answers of a page become rows, and a version that nobody overwrites."""

from dataclasses import asdict
from datetime import date, datetime

from tisserand.access import queries as seats
from tisserand.assessment import queries
from tisserand.assessment.models import AssessmentVersion, FirstAssessment, SituationFact
from tisserand.assessment.rules.first_assessment import Answers
from tisserand.assessment.rules.growth import dated
from tisserand.assessment.rules.sheet import sheet_of
from tisserand.assessment.rules.situation import Fact


def write(actor, at: datetime, row: FirstAssessment, answers: Answers) -> None:
    write_facts(actor, row, answers, on=seats.today(at, row.site.time_zone))
    values = asdict(answers) | {
        "vulnerabilities": list(answers.vulnerabilities),
        "expectations": list(answers.expectations),
        "replies": dict(answers.replies),
    }
    del values["facts"]
    if answers.opening_words != row.opening_words:
        row.opening_source = ""
    for name, value in values.items():
        setattr(row, name, value)
    row.saved_at, row.saved_by_id, row.version = at, actor.account_id, row.version + 1
    row.save()
    keep_version(row, answers)


def keep_version(row: FirstAssessment, answers: Answers) -> None:
    AssessmentVersion.objects.create(
        assessment=row,
        **_about(row),
        version=row.version,
        saved_at=row.saved_at,
        saved_by_id=row.saved_by_id,
        sheet=sheet_of(answers),
    )


def write_facts(actor, row: FirstAssessment, answers: Answers, *, on: date) -> None:
    known = {fact.code: fact for fact in queries.domains(actor, row)}
    typed = [dated(fact, known.get(fact.code), on=on) for fact in answers.facts]
    SituationFact.objects.filter(assessment=row).exclude(
        domain__in=[fact.code for fact in typed if fact.is_raised]
    ).delete()
    SituationFact.objects.bulk_create(
        [fact_row(row, fact) for fact in typed if fact.is_raised],
        update_conflicts=True,
        unique_fields=("assessment", "domain"),
        update_fields=FACT_FIELDS,
    )


def _about(row: FirstAssessment) -> dict:
    """What the walls of its rows read."""
    return {name: getattr(row, name) for name in ("person_id", "site_id", "author_id", "visibility")}


FACT_FIELDS = (
    "state",
    "urgency",
    "said",
    "said_language",
    "seen",
    "confirmed",
    "confirmed_by",
    "disagreement",
    "as_of",
    "carried",
)


def fact_row(assessment: FirstAssessment, fact: Fact) -> SituationFact:
    values = {name: getattr(fact, name) for name in FACT_FIELDS}
    return SituationFact(
        assessment=assessment,
        **_about(assessment),
        domain=fact.code,
        **values | {"urgency": fact.urgency or ""},
    )
