"""What the privacy officer decides: how long, and what must stay longer."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.privacy.models import Duration, LegalHold
from tisserand.privacy.rules.durations import refusals_to_decide, rules_on

HOLD = "privacy.hold"


@transaction.atomic
def decide_duration(*, actor, at: datetime, kind: str, months: int | None, reason: str) -> Duration:
    refuse(refusals_to_decide(rules_on(at.date()).get(kind), months=months, reason=reason))
    row = Duration.objects.create(
        kind=kind, months=months, reason=reason.strip(), decided_at=at, decided_by_id=actor.account_id
    )
    journal.record(actor=actor, at=at, verb="retention.decide", kind="privacy.duration", subject=row.pk, reason=kind)
    return row


@transaction.atomic
def place_hold(*, actor, at: datetime, person: UUID, reason: str, starts_on: date, until: date | None) -> LegalHold:
    refuse(_refusals_to_hold(reason, starts_on, until))
    row = LegalHold.objects.create(
        person_id=person,
        reason=reason.strip(),
        starts_on=starts_on,
        until=until,
        placed_at=at,
        placed_by_id=actor.account_id,
    )
    journal.record(actor=actor, at=at, verb="hold.place", kind=HOLD, subject=row.pk, person=person)
    return row


@transaction.atomic
def lift_hold(*, actor, at: datetime, hold: UUID) -> LegalHold:
    row = LegalHold.objects.select_for_update().get(pk=hold)
    if row.lifted_at:
        refuse([Refusal("lifted", "Cette suspension est déjà levée.")])
    row.lifted_at, row.lifted_by_id = at, actor.account_id
    row.save(update_fields=["lifted_at", "lifted_by"])
    journal.record(actor=actor, at=at, verb="hold.lift", kind=HOLD, subject=row.pk, person=row.person_id)
    return row


def _refusals_to_hold(reason: str, starts_on: date, until: date | None) -> list[Refusal]:
    refusals = []
    if not reason.strip():
        refusals.append(Refusal("reason", "Écrivez pourquoi ce dossier doit rester.", "reason"))
    if until and until < starts_on:
        refusals.append(Refusal("until", "La suspension finit avant de commencer.", "until"))
    return refusals
