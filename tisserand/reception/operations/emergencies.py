"""«Danger immédiat»: a same-day promise with an owner, a relay across closing time, an outcome always (R23)."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people
from tisserand.reception.models import Emergency, EmergencyAnswer, EmergencyKind, Visit
from tisserand.reception.operations.locks import EMERGENCY_KIND, locked, must, save
from tisserand.reception.operations.naming import answer_key
from tisserand.reception.rules import dangers, visits
from tisserand.reception.rules.dangers import Answer, State
from tisserand.territories import queries as territories

CLOCK = "Répondre au danger immédiat"
RESUMPTION = "Reprendre un danger resté sans solution"


@transaction.atomic
def open_emergency(*, actor, at: datetime, visit: UUID) -> Emergency:
    """Asked at the desk or in interview; asking twice opens one."""
    row = locked(visit)
    must(actor, "emergencies.see", row.site_id)
    if known := Emergency.objects.filter(visit=row).exclude(state=State.CLOSED).first():
        return known
    if row.state in (visits.State.CLOSED, visits.State.MISTAKEN):
        refuse([Refusal("closed", "Cette venue est terminée\u00a0: rouvrez-la pour dire qu’il y a danger.")])
    danger = Emergency(id=new_id(), visit=row, site_id=row.site_id, person_id=row.person_id)
    danger.opened_at, danger.opened_by_id = at, actor.account_id
    danger.obligation = _start_the_clock(danger, _owner(row, actor), actor=actor, at=at)
    danger.save(force_insert=True)
    row.danger = True
    save(row, "danger")
    _record(danger, "emergency.open", actor=actor, at=at)
    return danger


@transaction.atomic
def take_in_hand(*, actor, at: datetime, emergency: UUID) -> Emergency:
    """« Je m’en charge. »"""
    danger = _locked(emergency)
    must(actor, "demands.write", danger.site_id)
    deadlines.hand_over(
        actor=actor, at=at, obligation=danger.obligation_id, unit=danger.site_id, account=actor.account_id
    )
    return danger


@transaction.atomic
def say_kind(*, actor, at: datetime, emergency: UUID, kind: str, kind_text: str = "") -> EmergencyKind:
    danger = _locked(emergency)
    must(actor, "demands.see", danger.site_id)
    refuse(dangers.refusals_to_say_kind(kind, kind_text, today=_today(danger, at)))
    # The same identifier as the emergency: whoever names the person moves it without reading it.
    row, _ = EmergencyKind.objects.update_or_create(
        id=danger.pk,
        defaults={
            **_story(danger, actor=actor, at=at),
            "emergency": danger,
            "kind": kind,
            "kind_text": kind_text.strip(),
        },
    )
    _record(danger, "emergency.kind", actor=actor, at=at)
    return row


@transaction.atomic
def carry_over(*, actor, at: datetime, emergency: UUID, answer: Answer) -> Emergency:
    """The danger outlives closing time: a named relay or the manager has it, and the service comes back to it."""
    danger = _locked(emergency)
    must(actor, "demands.see", danger.site_id)
    refuse(dangers.refusals_to_outlive_closing(State(danger.state), answer, at=at))
    _keep(danger, answer, actor=actor, at=at)
    deadlines.postpone(
        actor=actor,
        at=at,
        obligation=danger.obligation_id,
        due_at=answer.resumes_at,
        escalates_at=dangers.warns_at(at=at, due=answer.resumes_at),
    )
    _save(danger)
    _record(danger, "emergency.carry_over", actor=actor, at=at)
    return danger


@transaction.atomic
def answer_emergency(*, actor, at: datetime, emergency: UUID, answer: Answer) -> Emergency:
    """How it ends. « Sans solution » ends nothing: another promise starts, dated."""
    danger = _locked(emergency)
    must(actor, "demands.see", danger.site_id)
    refuse(dangers.refusals_to_answer(State(danger.state), answer, at=at, today=_today(danger, at)))
    _keep(danger, answer, actor=actor, at=at)
    deadlines.discharge(actor=actor, at=at, obligation=danger.obligation_id, outcome=answer.outcome)
    danger.state = dangers.state_after(answer)
    if danger.state == State.PENDING:
        danger.obligation = _promise_to_resume(danger, answer, actor=actor, at=at)
    else:
        danger.closed_at = at
    _save(danger, "state", "obligation", "closed_at")
    _lower_the_flag(danger)
    _record(danger, "emergency.answer", actor=actor, at=at)
    return danger


def _owner(visit: Visit, actor) -> UUID | None:
    """Whoever listens to her; else the AS who says it; else the site."""
    if visit.received_by_id:
        return visit.received_by_id
    return actor.account_id if actor.can("demands.write", visit.site_id) else None


def _start_the_clock(danger: Emergency, owner: UUID | None, *, actor, at: datetime):
    closing = territories.closing_time(danger.site_id, at)
    due = dangers.due_at(at=at, closing=closing, midnight=_midnight(danger, at))
    return _promise(danger, CLOCK, due, owner, actor=actor, at=at)


def _promise_to_resume(danger: Emergency, answer: Answer, *, actor, at: datetime):
    owner = actor.account_id if actor.can("demands.write", danger.site_id) else None
    return _promise(danger, RESUMPTION, answer.resumes_at, owner, actor=actor, at=at)


def _promise(danger: Emergency, label: str, due: datetime, owner: UUID | None, *, actor, at: datetime):
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=EMERGENCY_KIND,
        subject=danger.pk,
        label=label,
        unit=danger.site_id,
        account=owner,
        person=danger.person_id,
        due_at=due,
        escalates_at=dangers.warns_at(at=at, due=due),
    )


def _keep(danger: Emergency, answer: Answer, *, actor, at: datetime) -> None:
    danger.answers += 1
    seat = access.nearest_holder(capability="orientations.arbitrate", unit_id=danger.site_id, on=_today(danger, at))
    EmergencyAnswer.objects.create(
        id=answer_key(danger.pk, danger.answers),
        **_story(danger, actor=actor, at=at),
        emergency=danger,
        outcome=answer.outcome,
        words=answer.words.strip(),
        relay_name=answer.relay_name.strip(),
        relay_at=answer.relay_at,
        manager_informed_at=answer.manager_informed_at,
        manager_name=seat.account.name if seat and answer.manager_informed_at else "",
        resumes_at=answer.resumes_at,
    )


def _story(danger: Emergency, *, actor, at: datetime) -> dict:
    seen = people.visibility_of(actor, danger.person_id) if danger.person_id else "staff"
    return {
        "site_id": danger.site_id,
        "person_id": danger.person_id,
        "visibility": seen or "restricted",
        "author_id": actor.account_id,
        "written_at": at,
    }


def _lower_the_flag(danger: Emergency) -> None:
    visit = locked(danger.visit_id)
    visit.danger = False
    save(visit, "danger")


def _locked(emergency: UUID) -> Emergency:
    locked(Emergency.objects.values_list("visit_id", flat=True).get(pk=emergency))
    return Emergency.objects.select_for_update(no_key=True).get(pk=emergency)


def _save(danger: Emergency, *fields: str) -> None:
    danger.version += 1
    danger.save(update_fields=[*fields, "answers", "version"])


def _record(danger: Emergency, verb: str, *, actor, at: datetime) -> None:
    journal.record(actor=actor, at=at, verb=verb, kind=EMERGENCY_KIND, subject=danger.pk, person=danger.person_id)


def _zone(danger: Emergency) -> ZoneInfo:
    return ZoneInfo(access.unit(danger.site_id).time_zone)


def _today(danger: Emergency, at: datetime):
    return at.astimezone(_zone(danger)).date()


def _midnight(danger: Emergency, at: datetime) -> datetime:
    zone = _zone(danger)
    return datetime.combine(at.astimezone(zone).date() + timedelta(days=1), time(), tzinfo=zone)
