"""Writing a first assessment: start, save, conclude."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from tisserand.access import journal
from tisserand.access import operations as access
from tisserand.access import queries as seats
from tisserand.activity import operations as activity
from tisserand.assessment import queries
from tisserand.assessment.models import FirstAssessment, SituationFact
from tisserand.assessment.operations.writing import fact_row, keep_version, write
from tisserand.assessment.rules import lists
from tisserand.assessment.rules.first_assessment import (
    FOLLOWED,
    Answers,
    Decision,
    NextStep,
    State,
    refusals_to_conclude,
    refusals_to_save,
)
from tisserand.assessment.rules.growth import carried
from tisserand.assessment.rules.proposal import Option
from tisserand.assessment.rules.sheet import Merge, Sheet, merge, sheet_of
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people

KIND = "assessment.first"
CONCLUDE, SEND = f"{KIND}.conclude", f"{KIND}.send_orientation"
ATTRIBUTE, BEGIN = f"{KIND}.attribute_support", f"{KIND}.begin_support"
LABELS = {
    CONCLUDE: "Conclure la première évaluation",
    SEND: "Envoyer l’orientation",
    ATTRIBUTE: "Attribuer l’accompagnement",
    BEGIN: "Construire l’accompagnement avec la personne",
}
DELAYS = {CONCLUDE: "conclude", SEND: "send_orientation", ATTRIBUTE: "attribute", BEGIN: "begin"}


class AssessmentChanged(Exception):
    """Somebody saved since this page was read. Carries both texts, compared; nothing was written."""

    def __init__(self, *, merge: Merge, current: FirstAssessment) -> None:
        super().__init__(f"version {current.version}")
        self.merge, self.current = merge, current


def draft_form(assessment: UUID) -> str:
    """The key of the draft, with the account and the person (decision D18)."""
    return f"evaluation-{assessment}"


def follow_file(*, person: UUID) -> None:
    """Her file was closed, opened, or joined to another: assessments and orientations too. Called by wiring."""
    with connection.cursor() as cursor:
        cursor.execute("select walls.assessments_agree(%s)", [person])


def set_aside_form(assessment: UUID) -> str:
    return f"{draft_form(assessment)}-ecarte"


def start(
    *,
    actor,
    at: datetime,
    person: UUID,
    site: UUID,
    visit: UUID | None = None,
    opening_words: str = "",
    opening_source: str = "",
) -> FirstAssessment:
    """The open one of this site when there is one; else a new one, grown from the former one."""
    visibility = people.visibility_of(actor, person)
    refuse(_refusals_to_start(actor, site, visibility))
    row = FirstAssessment(
        person_id=person,
        site_id=site,
        author_id=actor.account_id,
        visibility=visibility,
        visit_id=visit,
        started_at=at,
        saved_at=at,
        saved_by_id=actor.account_id,
        opening_words=opening_words,
        opening_source=opening_source if opening_words else "",
    )
    try:
        with transaction.atomic():
            return queries.open_one(actor, person=person, site=site) or _started(actor, at, row)
    except IntegrityError:
        return _already_open(actor, person, site)


@transaction.atomic
def save(*, actor, at: datetime, assessment: UUID, expected_version: int, answers: Answers) -> FirstAssessment:
    row = locked(actor, assessment)
    refuse(refusals_to_save(State(row.state), may_write=queries.may_write(actor, row)))
    _refuse_stale(actor, row, expected_version, answers)
    write(actor, at, row, answers)
    access.drop_draft(actor=actor, form=draft_form(row.pk), person=row.person_id)
    record(actor, at, "assessment.save", row)
    return row


@transaction.atomic
def conclude(
    *,
    actor,
    at: datetime,
    assessment: UUID,
    expected_version: int,
    answers: Answers,
    decision: Decision,
    proposed: tuple[Option, ...] = (),
) -> FirstAssessment:
    """What was decided together is counted as an act and gives the next link an owner and a date."""
    row = locked(actor, assessment)
    may_write = queries.may_write(actor, row)
    refuse(refusals_to_save(State(row.state), may_write=may_write))
    _refuse_stale(actor, row, expected_version, answers)
    refuse(refusals_to_conclude(State(row.state), answers, decision, may_write=may_write))
    deadlines.discharge(actor=actor, at=at, obligation=row.obligation_id, outcome=str(decision.step))
    _decide(actor, at, row, decision, proposed)
    row.act = _counted(actor, at, row, decision)
    row.obligation = _next_link(actor, at, row)
    write(actor, at, row, answers)
    access.drop_draft(actor=actor, form=draft_form(row.pk), person=row.person_id)
    record(actor, at, "assessment.conclude", row)
    return row


@transaction.atomic
def follow_up(*, actor, at: datetime, assessment: UUID, outcome: str) -> None:
    """The orientation left or the support was attributed: what it opened has its own owner and date. Once."""
    row = locked(actor, assessment)
    if row.next_step in FOLLOWED and dues.is_owed(row.obligation_id):
        deadlines.discharge(actor=actor, at=at, obligation=row.obligation_id, outcome=outcome)
        record(actor, at, "assessment.follow_up", row)


@transaction.atomic
def set_aside(*, actor, at: datetime, assessment: FirstAssessment, title: str, page: str, sheet: Sheet) -> None:
    """A text not chosen between two stays among the drafts of the one who chose: nothing is destroyed."""
    access.drop_draft(actor=actor, form=draft_form(assessment.pk), person=assessment.person_id)
    access.save_draft(
        actor=actor,
        at=at,
        form=set_aside_form(assessment.pk),
        person=assessment.person_id,
        page=page,
        title=title,
        fields=dict(sheet),
        base_version=assessment.version,
    )


def _refusals_to_start(actor, site: UUID, visibility: str | None) -> tuple[Refusal, ...]:
    refusals = []
    if not actor.can("assessments.write", site):
        refusals.append(Refusal("site", "Choisissez un site ou une équipe où vous travaillez.", "site"))
    if visibility is None:
        refusals.append(Refusal("person", "Cette personne n’est plus dans la liste. Cherchez-la de nouveau."))
    return tuple(refusals)


def _started(actor, at: datetime, row: FirstAssessment) -> FirstAssessment:
    row.former = former = queries.latest(actor, row.person_id)
    row.obligation = owed(actor, at, row, CONCLUDE, unit=row.site_id, account=actor.account_id)
    grown = carried(queries.answers(actor, former), since=queries.local_day(former)) if former else Answers()
    row.inner_strengths, row.outer_strengths = grown.inner_strengths, grown.outer_strengths
    row.vulnerabilities = list(grown.vulnerabilities)
    row.save(force_insert=True)
    SituationFact.objects.bulk_create(fact_row(row, fact) for fact in grown.facts)
    keep_version(row, replace(grown, opening_words=row.opening_words))
    record(actor, at, "assessment.start", row)
    return row


def _already_open(actor, person: UUID, site: UUID) -> FirstAssessment:
    """Two clicks, or a colleague a second before: the same assessment, when it may be seen."""
    row = queries.open_one(actor, person=person, site=site)
    if row is None:
        refuse([Refusal("open", "Un collègue a déjà commencé cette évaluation. Voyez-la avec votre chef de service.")])
    return row


def locked(actor, assessment: UUID) -> FirstAssessment:
    rows = queries.assessments(actor).select_related(None).select_related("site")
    return rows.select_for_update(of=("self",)).get(pk=assessment)


def _refuse_stale(actor, row: FirstAssessment, expected_version: int, answers: Answers) -> None:
    if row.version != expected_version:
        base = queries.version_sheet(actor, row, expected_version)
        theirs = sheet_of(queries.answers(actor, row))
        raise AssessmentChanged(merge=merge(base, theirs, sheet_of(answers)), current=row)


def _decide(actor, at, row: FirstAssessment, decision: Decision, proposed: tuple[Option, ...]) -> None:
    row.state, row.concluded_at, row.concluded_by_id = State.CONCLUDED, at, actor.account_id
    row.next_step = str(decision.step)
    row.next_pole_id = decision.pole if decision.step is NextStep.ORIENTATION else None
    row.reason, row.view_words = decision.reason, decision.view_words
    row.view = str(decision.view) if decision.view else ""
    row.proposed = [{"label": option.label, "reasons": list(option.reasons)} for option in proposed]


def _counted(actor, at: datetime, row: FirstAssessment, decision: Decision):
    return activity.record_act(
        actor=actor,
        at=at,
        happened_at=at,
        nature="assessment",
        function="accueil",
        unit=row.site_id,
        kind=KIND,
        subject=row.pk,
        duration_minutes=decision.duration_minutes,
        person=row.person_id,
    )


def _next_link(actor, at: datetime, row: FirstAssessment):
    if row.next_step == NextStep.ORIENTATION:
        return owed(actor, at, row, SEND, unit=row.site_id, account=actor.account_id)
    if row.next_step == NextStep.SUPPORT:
        return owed(actor, at, row, ATTRIBUTE, **_who_attributes(row, at))
    return None


def _who_attributes(row: FirstAssessment, at: datetime) -> dict:
    """The manager nearest to the site; without one, the site itself answers for it."""
    on = seats.today(at, row.site.time_zone)
    aside = dues.closed_to(row.person_id)
    seat = seats.nearest_holder(capability="orientations.attribute", unit_id=row.site_id, on=on, without=aside)
    return {"unit": seat.unit_id, "account": seat.account_id} if seat else {"unit": row.site_id, "account": None}


def owed(actor, at: datetime, row: FirstAssessment, kind: str, *, unit, account):
    delay = lists.delay(DELAYS[kind], at.date())
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=kind,
        subject=row.pk,
        label=LABELS[kind],
        why=delay.why,
        unit=unit,
        account=account,
        person=row.person_id,
        due_at=delay.after(at),
    )


def record(actor, at: datetime, verb: str, row: FirstAssessment) -> None:
    journal.record(actor=actor, at=at, verb=verb, kind=KIND, subject=row.pk, person=row.person_id)
