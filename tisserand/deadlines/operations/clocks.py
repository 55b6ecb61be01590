"""Obligations that a rule of law gives: an event starts them, moves them, a fact fulfils them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from tisserand.access import journal, scope
from tisserand.access import queries as access
from tisserand.deadlines import queries, rules
from tisserand.deadlines.models import Move, Obligation
from tisserand.deadlines.operations.duties import KIND, facts_of, locked, open_obligation
from tisserand.deadlines.rules.clocks import kept_facts
from tisserand.kernel.refusals import Refusal, refuse

ELSEWHERE = "hors-outil"
RUNNING = Refusal("running", "Cette échéance court déjà, dans une autre équipe.")


@transaction.atomic
def start(
    *,
    actor,
    at: datetime,
    rule: str,
    subject: UUID,
    kind: str,
    event_on: date,
    unit: UUID,
    account: UUID | None = None,
    person: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
    territory: str | None = None,
    label: str = "",
) -> Obligation:
    """An event of that day starts the clock of a rule. A clock that runs already for this subject is given back.

    `territory`: the number of a département, where the time zone of the unit does not say enough.
    `facts`: what the rule branches on, as named in `reference/rules.toml`; `closes`: the hour when the site does.
    """
    if running := _running_here(kind, subject, rule, unit):
        return running
    zone = access.unit(unit).time_zone
    clock = _due(rule, event_on, territory or zone, facts)
    row = open_obligation(
        actor=actor,
        at=at,
        kind=kind,
        subject=subject,
        label=label or clock.rule.label,
        why=clock.why,
        unit=unit,
        account=account,
        person=person,
        due_at=clock.at(zone),
        escalates_at=rules.warned_at(clock, zone),
    )
    _say_by_what(row, clock, territory=territory or "", facts=facts)
    journal.record(actor=actor, at=at, verb="obligation.start", kind=KIND, subject=row.pk, person=person)
    return row


def _say_by_what(row: Obligation, clock: rules.Due, *, territory: str, facts: Mapping[str, Any] | None) -> None:
    """A clock that runs where this actor does not see it is refused in words: there is one for a subject and a rule."""
    row.rule, row.rule_version, row.event = clock.rule.id, clock.rule.version, clock.rule.event
    row.event_on, row.territory, row.facts = clock.event_on, territory, kept_facts(facts)
    try:
        with transaction.atomic():
            row.save(update_fields=["rule", "rule_version", "event", "event_on", "territory", "facts"])
    except IntegrityError:
        refuse([RUNNING])


@transaction.atomic
def move_event(
    *, actor, at: datetime, kind: str, subject: UUID, event: str, event_on: date, reason: str
) -> list[Obligation]:
    """The event takes place another day: what it started and nobody has done yet is counted again.

    The row of the rule that holds on the new day gives the new date. Gives back what moved.
    """
    refuse(rules.refusals_to_move(reason=reason))
    with scope.moving(*queries.owed_about([subject])):
        rows = Obligation.objects.select_for_update().filter(kind=kind, subject=subject, event=event, closed_at=None)
        moved = [row for row in rows.order_by("due_at", "id") if row.event_on != event_on]
        for row in moved:
            _keep(row, actor=actor, at=at, reason=reason)
            row.changed_at = at
            _count_again(row, event_on)
            journal.record(actor=actor, at=at, verb="obligation.move", kind=KIND, subject=row.pk, person=row.person_id)
    return moved


def _keep(row: Obligation, *, actor, at: datetime, reason: str) -> None:
    Move.objects.create(
        obligation=row,
        person_id=row.person_id,
        moved_at=at,
        moved_by_id=actor.account_id,
        reason=reason.strip(),
        event_was_on=row.event_on,
        was_due_at=row.due_at,
        was_why=row.why,
        rule_version=row.rule_version,
    )


def _count_again(row: Obligation, event_on: date) -> None:
    """A new date is a new promise: whoever was told of the former one is told again when this one breaks."""
    zone = row.unit.time_zone
    clock = _due(row.rule, event_on, row.territory or zone, row.facts)
    row.event_on, row.rule_version, row.why = event_on, clock.rule.version, clock.why
    row.due_at, row.escalates_at = clock.at(zone), rules.warned_at(clock, zone)
    row.escalated_to, row.unheard_at, row.postponements = None, None, row.postponements + 1
    row.save(
        update_fields=[
            *("event_on", "rule_version", "why", "due_at", "escalates_at"),
            *("escalated_to", "unheard_at", "postponements", "changed_at"),
        ]
    )


@transaction.atomic
def fulfil(
    *, actor, at: datetime, kind: str, subject: UUID, rule: str, outcome: str, on: date | None = None
) -> Obligation | None:
    """A fact fulfils what a rule asked about this subject; nothing when nothing was asked, or is no more."""
    with scope.moving(*queries.owed_about([subject])):
        row = _running(kind, subject, rule).select_for_update(of=("self",)).first()
        if row is None:
            return None
        row.done_on = on or access.today(at, row.unit.time_zone)
        return _close(row, actor=actor, at=at, outcome=outcome, verb="obligation.fulfil")


@transaction.atomic
def done_elsewhere(*, actor, at: datetime, obligation: UUID, on: date, proof: str) -> Obligation:
    """« Fait hors outil le…, preuve »: lists must not rot."""
    row = locked(obligation)
    today = access.today(at, row.unit.time_zone)
    refuse(
        rules.refusals_to_call_done(
            closed=facts_of(row).closed,
            by_rule=bool(row.rule),
            on=on,
            today=today,
            proof=proof,
            since=_after_which(row),
        )
    )
    row.done_on, row.proof = on, proof.strip()
    return _close(row, actor=actor, at=at, outcome=ELSEWHERE, verb="obligation.done_elsewhere")


def _after_which(row: Obligation) -> date | None:
    """Nothing for what is counted back: it is done before the event."""
    due_on = access.today(row.due_at, row.unit.time_zone)
    return row.event_on if row.event_on and row.event_on <= due_on else None


def _close(row: Obligation, *, actor, at: datetime, outcome: str, verb: str) -> Obligation:
    row.closed_at, row.closed_by_id, row.outcome = at, actor.account_id, outcome
    row.save(update_fields=["closed_at", "closed_by", "outcome", "done_on", "proof"])
    journal.record(actor=actor, at=at, verb=verb, kind=KIND, subject=row.pk, person=row.person_id)
    return row


def _due(rule: str, event_on: date, place: str, facts: Mapping[str, Any] | None) -> rules.Due:
    return rules.due(rule, event_on, place, facts, offset=queries.chosen_offset(rule, event_on))


def _running_here(kind: str, subject: UUID, rule: str, unit: UUID) -> Obligation | None:
    """Owed by this unit, in whatever hand; by another one, for those who see it there."""
    with scope.moving(*queries.owed_about([subject])):
        row = _running(kind, subject, rule).first()
    return row if row and (row.unit_id == unit or _running(kind, subject, rule).exists()) else None


def _running(kind: str, subject: UUID, rule: str):
    return Obligation.objects.select_related("unit").filter(kind=kind, subject=subject, rule=rule, closed_at=None)
