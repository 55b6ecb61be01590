"""The RSA pathway: each dated fact ends the clock that waited for it and starts the next (rules RSA-1 to RSA-6)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import already, change, one_at_a_time
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.queries import of_things
from tisserand.deadlines.rules import end_of
from tisserand.kernel.refusals import refuse
from tisserand.support.models import Plan, RsaFact, RsaPath
from tisserand.support.operations.breach import end_with_the_right, suppressed_for_good
from tisserand.support.operations.followed import (
    KINDS,
    add,
    begin,
    fulfil,
    hold,
    in_working_days,
    note,
    start,
    zone,
)
from tisserand.support.operations.hold import check_version
from tisserand.support.queries.facts import today_of
from tisserand.support.queries.followed import path_facts, rsa_runs
from tisserand.support.rules import rsa
from tisserand.support.rules.rsa import Happened, Hours, Pathway, Stage

KIND = KINDS[RsaPath]
REORIENT = f"{KIND}.reorient"
# Ours.
DAYS_TO_REORIENT = 20
FOLLOW_ORIENTATION = "Vérifier que France Travail a orienté la personne"
FOLLOW_CONTRACT = "Vérifier que le contrat est signé avec l’organisme référent"


@transaction.atomic
def open_path(
    *,
    actor,
    at: datetime,
    person: UUID,
    team: UUID,
    entry: str,
    informed_on: date,
    today: date,
    pathway: str = "",
    body: str = "",
    referent: UUID | None = None,
    request_key: UUID | None = None,
) -> RsaPath:
    """The département is told of a right; or the person was accompanied before the reform."""
    if known := already(RsaPath, request_key):
        return known
    one_at_a_time(person)
    running = RsaPath.objects.filter(person_id=person).exclude(stage=Stage.LEFT).exists()
    said = {"entry": entry, "informed_on": informed_on, "pathway": pathway}
    refuse(rsa.refusals_to_open(**said, running=running, today=today))
    refuse([rsa.ELSEWHERE] if rsa_runs(person) else ())
    stock = entry == "stock"
    place = {"stage": Stage.ORIENTED if stock else Stage.INFORMED, "oriented_on": informed_on if stock else None}
    who = {"person": person, "team": team, "referent": referent, "request_key": request_key}
    row = begin(RsaPath, actor=actor, at=at, **who, **said, **place, body=body)
    _keep(row, Happened.OPENED, informed_on, actor=actor, at=at, code=entry)
    _begin_clock(row, actor=actor, at=at)
    note("open", row, actor=actor, at=at)
    return row


def _begin_clock(row: RsaPath, *, actor, at: datetime) -> None:
    if row.entry == "stock":
        start(row, rsa.STOCK, rsa.REFORM, actor=actor, at=at)
        return
    others = rsa.france_travail_orients(row.informed_on, zone(row.team_id))
    start(row, rsa.ORIENT, row.informed_on, actor=actor, at=at, label=FOLLOW_ORIENTATION if others else "")


@transaction.atomic
def orient(
    *,
    actor,
    at: datetime,
    path: UUID,
    pathway: str,
    by: str,
    body: str,
    on: date,
    missing_data: bool = False,
    reason: str = "",
) -> RsaPath:
    """The orientation is notified. A new one interrupts the month of the contract, which runs again (RSA-3)."""
    row = hold(RsaPath, path)
    said = {"pathway": pathway, "by": by, "body": body, "on": on, "missing_data": missing_data, "reason": reason}
    refuse(rsa.refusals_to_orient(path_facts(row, at), **said))
    again = row.oriented_on is not None
    change(row, actor=actor, at=at, stage=Stage.ORIENTED, pathway=pathway, body=body, oriented_on=on, engaged_on=None)
    _keep(row, Happened.ORIENTED, on, actor=actor, at=at, code=pathway, by=by, words=reason.strip())
    fulfil(row, rsa.ORIENT, outcome="oriented", actor=actor, at=at, on=on)
    fulfil(row, rsa.DIAGNOSE, outcome="reoriented", actor=actor, at=at, on=on)
    _end(row, (REORIENT,), actor=actor, at=at, outcome="reoriented")
    if again:
        moved = {"event": rsa.ORIENTED_EVENT, "event_on": on, "reason": reason}
        deadlines.move_event(actor=actor, at=at, kind=KIND, subject=row.pk, **moved)
    start(row, rsa.ENGAGE, on, actor=actor, at=at, label="" if body == "department" else FOLLOW_CONTRACT)
    note("orient", row, actor=actor, at=at, reason=pathway)
    return row


@transaction.atomic
def engage(
    *,
    actor,
    at: datetime,
    path: UUID,
    on: date,
    hours: Hours,
    expected_version: int,
    obstacle: str = "",
    words: str = "",
    draft: str = "",
) -> RsaPath:
    """The contrat d’engagement is signed, or revised: the diagnosis is counted from there (RSA-4)."""
    row = hold(RsaPath, path)
    check_version(row, expected_version, {"hours_weekly": hours.weekly})
    refuse(rsa.refusals_to_engage(path_facts(row, at), on=on, hours=hours, obstacle=obstacle))
    revised = row.stage == Stage.ENGAGED
    said = {"hours_regime": hours.regime, "hours_weekly": hours.weekly, "hours_reason": hours.reason}
    change(row, actor=actor, at=at, stage=Stage.ENGAGED, engaged_on=on, obstacle=obstacle, **said)
    what = Happened.REVISED if revised else Happened.ENGAGED
    _keep(row, what, on, actor=actor, at=at, code=hours.regime, words=words)
    _engaged(row, on, actor=actor, at=at, outcome=what)
    note(what, row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return row


def _engaged(row: RsaPath, on: date, *, actor, at: datetime, outcome: str) -> None:
    fulfil(row, rsa.ENGAGE, rsa.STOCK, rsa.DIAGNOSE, outcome=outcome, actor=actor, at=at, on=on)
    if row.pathway == Pathway.SOCIAL and on >= rsa.REFORM:
        start(row, rsa.DIAGNOSE, on, actor=actor, at=at, facts={"obstacle": bool(row.obstacle)})


@transaction.atomic
def engage_by_plan(*, actor, at: datetime, plan: Plan) -> None:
    """Our own contract becomes active: it is the contrat d’engagement, and nobody has to say it twice."""
    waiting = RsaPath.objects.select_for_update(no_key=True).filter(person_id=plan.person_id, stage=Stage.ORIENTED)
    on = today_of(plan, at)
    for row in waiting.order_by("id"):
        change(row, actor=actor, at=at, stage=Stage.ENGAGED, engaged_on=on, plan=plan)
        _keep(row, Happened.ENGAGED, on, actor=actor, at=at)
        _engaged(row, on, actor=actor, at=at, outcome=Happened.ENGAGED)
        note(Happened.ENGAGED, row, actor=actor, at=at)


@transaction.atomic
def diagnose(*, actor, at: datetime, path: UUID, on: date, with_whom: str, decision: str, words: str = "") -> RsaPath:
    """With France Travail: a new orientation is to be decided, or the contract is revised."""
    row = hold(RsaPath, path)
    refuse(rsa.refusals_to_diagnose(path_facts(row, at), on=on, with_whom=with_whom, decision=decision))
    said = f"Avec {with_whom.strip()}. {words}".strip()
    _keep(row, Happened.DIAGNOSED, on, actor=actor, at=at, code=decision, words=said)
    fulfil(row, rsa.DIAGNOSE, outcome=decision, actor=actor, at=at, on=on)
    if decision == "revise":
        start(row, rsa.DIAGNOSE, on, actor=actor, at=at, facts={"obstacle": bool(row.obstacle)})
    else:
        _owe_orientation(row, actor=actor, at=at)
    note("diagnose", row, actor=actor, at=at, reason=decision)
    return row


@transaction.atomic
def leave(*, actor, at: datetime, path: UUID, on: date, reason: str) -> RsaPath:
    row = hold(RsaPath, path)
    sanctioned = suppressed_for_good(row, on)
    refuse(rsa.refusals_to_leave(path_facts(row, at), on=on, reason=reason, sanctioned=sanctioned))
    change(row, actor=actor, at=at, stage=Stage.LEFT, left_on=on, exit=reason)
    _keep(row, Happened.LEFT, on, actor=actor, at=at, code=reason)
    _end(row, (KIND, REORIENT), actor=actor, at=at, outcome=f"left_{reason}")
    end_with_the_right(row, on, actor=actor, at=at)
    note("leave", row, actor=actor, at=at, reason=reason)
    return row


def _owe_orientation(row: RsaPath, *, actor, at: datetime) -> None:
    """Decided together, and dated by no text: the delay is ours."""
    due_on = in_working_days(row, path_facts(row, at).today, DAYS_TO_REORIENT)
    deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=REORIENT,
        subject=row.pk,
        person=row.person_id,
        unit=row.team_id,
        account=row.referent_id,
        label="Décider une nouvelle orientation",
        why="Le diagnostic avec France Travail la demande\u00a0: L. 262-31 CASF",
        due_at=end_of(due_on, row.team.time_zone),
    )


def _end(row: RsaPath, kinds: tuple[str, ...], *, actor, at: datetime, outcome: str) -> None:
    for duty in (one for one in of_things([row.pk]) if one.kind in kinds):
        deadlines.discharge(actor=actor, at=at, obligation=duty.pk, outcome=outcome)


def _keep(row: RsaPath, what: str, on: date, *, actor, at: datetime, **said: str) -> None:
    add(RsaFact, row, actor=actor, at=at, what=what, on=on, **said)
