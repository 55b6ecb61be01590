"""The team looks at its plans: a session, a question, an opinion, a decision (R40)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access import operations as access
from tisserand.access.rows import already, change
from tisserand.activity import operations as activity
from tisserand.activity.rules import Function
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.support.models import Examination, Plan, Session
from tisserand.support.operations.hold import add, check_version, discharge, end_of, hold, note
from tisserand.support.queries.facts import facts_of, today_of
from tisserand.support.rules import Decision, State, refusals_to_decide, validates
from tisserand.support.rules import Examination as Said
from tisserand.support.rules.calendar import DAYS_TO_REWORK

SESSION = "support.session"


@transaction.atomic
def open_session(
    *, actor, at: datetime, team: UUID, held_on: date, present: Iterable[UUID] = (), request_key: UUID | None = None
) -> Session:
    """The manager opens it; one at a time for a team."""
    if known := already(Session, request_key):
        return known
    if not actor.can("plans.regulate", team):
        refuse([Refusal("chair", "Seul le cadre de cette équipe préside sa régulation.")])
    if running := Session.objects.filter(team_id=team, closed_at=None).first():
        return running
    session = Session.objects.create(
        team_id=team,
        held_on=held_on,
        chair_id=actor.account_id,
        present=list(present),
        opened_at=at,
        request_key=request_key,
    )
    journal.record(actor=actor, at=at, verb="session.open", kind=SESSION, subject=session.pk)
    return session


@transaction.atomic
def say_present(*, actor, at: datetime, session: UUID, present: Iterable[UUID]) -> Session:
    row = _open_session(session)
    row.present, row.version = list(present), row.version + 1
    row.save(update_fields=["present", "version"])
    return row


@transaction.atomic
def close_session(*, actor, at: datetime, session: UUID, duration_minutes: int | None = None) -> Session:
    """Its time is coordination, counted once (R29)."""
    row = _open_session(session)
    row.closed_at, row.version = at, row.version + 1
    row.save(update_fields=["closed_at", "version"])
    activity.record_act(
        actor=actor,
        at=at,
        happened_at=row.opened_at,
        nature="meeting",
        function=Function.COORDINATION,
        duration_minutes=duration_minutes,
        unit=row.team_id,
        kind=SESSION,
        subject=row.pk,
    )
    journal.record(actor=actor, at=at, verb="session.close", kind=SESSION, subject=row.pk)
    return row


@transaction.atomic
def ask_team(*, actor, at: datetime, plan: UUID, question: str, expected_version: int, draft: str = "") -> Plan:
    """What the référent wants to put to her colleagues."""
    row = hold(plan)
    check_version(row, expected_version, {"question": question})
    change(row, actor=actor, at=at, question=question)
    note("ask_team", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return row


@transaction.atomic
def decide(
    *,
    actor,
    at: datetime,
    session: UUID,
    plan: UUID,
    decision: str,
    opinion: str = "",
    comments: str = "",
    proposal: str = "",
    dissent: str = "",
    rework_by: date | None = None,
    request_key: UUID | None = None,
    draft: str = "",
) -> Examination:
    """The cadre decides after the team's opinion; a voice that disagrees is kept (R16)."""
    if known := already(Examination, request_key):
        return known
    meeting, row = _open_session(session), hold(plan)
    today = today_of(row, at)
    said = {"decision": decision, "comments": comments, "proposal": proposal, "rework_by": rework_by}
    _refuse_unless_decided(actor, meeting, row, said, today)
    said |= {"opinion": opinion, "dissent": dissent, "request_key": request_key}
    examined = _examined(row, meeting, said, today, actor=actor, at=at)
    _what_follows(row, examined, today, actor=actor, at=at)
    note("regulate", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return examined


@transaction.atomic
def present_again(*, actor, at: datetime, plan: UUID, question: str = "") -> Plan:
    """Reworked: the plan goes back on the agenda and the team owes an answer."""
    row = hold(plan)
    if row.state != State.ACTIVE or row.regulated_on:
        refuse([Refusal("state", "Cet accompagnement n’attend pas l’équipe.")])
    _give(row, "Réguler un accompagnement repris", account=None, days=DAYS_TO_REWORK, actor=actor, at=at)
    change(row, actor=actor, at=at, question=question or row.question)
    note("present_again", row, actor=actor, at=at)
    return row


def _refuse_unless_decided(actor, meeting: Session, row: Plan, said: dict, today: date) -> None:
    heard = Said(referent=row.referent_id, chair=actor.account_id, **said)
    refuse([*refusals_to_decide(facts_of(actor, row), heard, on=today), *_chair(actor, meeting, row)])


def _examined(row: Plan, meeting: Session, said: dict, today: date, *, actor, at: datetime) -> Examination:
    """What the team said that day, with the question as it was put. A date goes with « à retravailler » only."""
    if said["decision"] != Decision.REWORK:
        said = said | {"rework_by": None}
    return add(Examination, row, actor=actor, at=at, session=meeting, question=row.question, decided_on=today, **said)


def _what_follows(row: Plan, examined: Examination, today: date, *, actor, at: datetime) -> None:
    if validates(examined.decision):
        change(row, actor=actor, at=at, regulated_on=today)
        discharge(row.regulation_id, actor=actor, at=at, outcome=examined.decision)
        return
    if examined.decision == Decision.REWORK:
        label, days = "Reprendre un projet, l’équipe l’attend", (examined.rework_by - today).days
    else:
        label, days = "Dire à la personne l’autre proposition de l’équipe", DAYS_TO_REWORK
    _give(row, label, account=row.referent_id, days=days, actor=actor, at=at)


def _give(row: Plan, label: str, *, account: UUID | None, days: int, actor, at: datetime) -> None:
    deadlines.hand_over(
        actor=actor,
        at=at,
        obligation=row.regulation_id,
        unit=row.team_id,
        account=None if row.replacement_id else account,
        due_at=end_of(today_of(row, at) + timedelta(days=days), row.team_id),
        label=label,
    )


def _chair(actor, meeting: Session, row: Plan) -> list[Refusal]:
    if meeting.team_id != row.team_id:
        return [Refusal("team", "Cet accompagnement est celui d’une autre équipe.")]
    if not actor.can("plans.regulate", row.team_id):
        return [Refusal("chair", "Seul le cadre de cette équipe décide de la régulation.")]
    return []


def _open_session(session: UUID) -> Session:
    row = Session.objects.select_for_update(no_key=True).get(pk=session)
    if row.closed_at:
        refuse([Refusal("closed", "Cette régulation est close. Ouvrez-en une autre.")])
    return row
