"""Opening, moving and discharging obligations, in the transaction of what causes them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tisserand.access import erasing, journal, scope
from tisserand.access import queries as access
from tisserand.deadlines import queries, rules
from tisserand.deadlines.models import Move, Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import refuse

KIND = "deadlines.obligation"
GIVEN = ("unit", "account", "changed_at")


@dataclass(frozen=True)
class About:
    """One of the things about which the same is to be done."""

    subject: UUID
    label: str
    person: UUID | None = None


@transaction.atomic
def open_obligation(
    *,
    actor,
    at: datetime,
    kind: str,
    subject: UUID,
    label: str,
    unit: UUID,
    due_at: datetime,
    account: UUID | None = None,
    person: UUID | None = None,
    why: str = "",
    escalates_at: datetime | None = None,
    identifier: UUID | None = None,
) -> Obligation:
    """Give somebody something to do before `due_at`. `unit` answers for it even when `account` has it in hand.

    An `account` who stepped aside from `person` has it not in hand: her unit has.
    `identifier` is for a caller who opens a duty that her own wall hides: she names it in `scope.moving` first.
    """
    refuse(rules.refusals_to_open(has_unit=unit is not None, due_at=due_at))
    if account in queries.closed_to(person):
        account = None
    return Obligation.objects.create(
        id=identifier or new_id(),
        kind=kind,
        subject=subject,
        label=label,
        why=why,
        unit_id=unit,
        account_id=account,
        person_id=person,
        due_at=due_at,
        opened_at=at,
        opened_by_id=actor.account_id,
        escalates_at=escalates_at,
    )


@transaction.atomic
def open_obligations(
    *,
    actor,
    at: datetime,
    kind: str,
    about: Sequence[About],
    unit: UUID,
    due_at: datetime,
    escalates_at: datetime | None = None,
) -> int:
    """The same to do about many things at once, in nobody's hands: in one statement, whatever their number."""
    refuse(rules.refusals_to_open(has_unit=unit is not None, due_at=due_at))
    Obligation.objects.bulk_create(
        Obligation(
            kind=kind,
            subject=one.subject,
            label=one.label,
            unit_id=unit,
            person_id=one.person,
            due_at=due_at,
            opened_at=at,
            opened_by_id=actor.account_id,
            escalates_at=escalates_at,
        )
        for one in about
    )
    return len(about)


@transaction.atomic
def discharge(*, actor, at: datetime, obligation: UUID, outcome: str) -> Obligation:
    """A fact fulfils an obligation; nobody closes by hand what is already done.

    Whoever the room above lets do it keeps the promise, in her hand or not (record 0021): so for every verb that names
    an obligation by what it is about.
    """
    with scope.moving(obligation):
        row = locked(obligation)
        refuse(rules.refusals_to_discharge(facts_of(row)))
        row.closed_at, row.closed_by_id, row.outcome = at, actor.account_id, outcome
        row.save(update_fields=["closed_at", "closed_by", "outcome"])
    journal.record(actor=actor, at=at, verb="obligation.discharge", kind=KIND, subject=row.pk, person=row.person_id)
    return row


@transaction.atomic
def postpone(
    *, actor, at: datetime, obligation: UUID, due_at: datetime, escalates_at: datetime | None = None
) -> Obligation:
    """A date that somebody chose. That of a text moves with its event only (`clocks.move_event`)."""
    with scope.moving(obligation):
        row = locked(obligation)
        facts = facts_of(row)
        refuse(rules.refusals_to_discharge(facts) or rules.refusals_to_set_date(facts, due_at=due_at))
        row.due_at, row.escalates_at, row.postponements = due_at, escalates_at, row.postponements + 1
        row.unheard_at, row.changed_at = None, at
        row.save(update_fields=["due_at", "escalates_at", "unheard_at", "postponements", "changed_at"])
    journal.record(actor=actor, at=at, verb="obligation.postpone", kind=KIND, subject=row.pk, person=row.person_id)
    return row


@transaction.atomic
def hand_over(
    *,
    actor,
    at: datetime,
    obligation: UUID,
    unit: UUID,
    account: UUID | None,
    due_at: datetime | None = None,
    label: str | None = None,
    escalates_at: datetime | None = None,
) -> Obligation:
    """Give an obligation to another owner, with a new date and new words when they change with it.

    A new date is a new promise: whoever was told of the former one is told again when this one breaks.
    """
    with scope.moving(obligation):
        row = locked(obligation)
    facts, closed_to = facts_of(row), queries.closed_to(row.person_id)
    refuse(
        rules.refusals_to_discharge(facts)
        or rules.refusals_to_give(account=account, closed_to=closed_to)
        or rules.refusals_to_set_date(facts, due_at=due_at or row.due_at)
    )
    row.unit_id, row.account_id, row.changed_at = unit, account, at
    row.label = label or row.label
    if due_at is not None:
        row.due_at, row.escalates_at, row.escalated_to_id, row.unheard_at = due_at, escalates_at, None, None
    with scope.moving(row.pk):
        row.save(update_fields=[*GIVEN, "due_at", "label", "escalates_at", "escalated_to", "unheard_at"])
    journal.record(actor=actor, at=at, verb="obligation.hand_over", kind=KIND, subject=row.pk, person=row.person_id)
    return row


@transaction.atomic
def let_go(*, actor, at: datetime, person: UUID | None, gone: UUID) -> None:
    """She steps aside or leaves: what she had in hand is her manager’s at once, what she was told is told to another.

    Without a manager her unit has it (invariant 1). Without a person: what is owed to nobody by name.
    """
    without = queries.closed_to(person) | {gone}
    hers = Q(account_id=gone) | Q(escalated_to_id=gone)
    rows = Obligation.objects.select_for_update(no_key=True).filter(hers, person_id=person, closed_at=None)
    for row in list(rows.order_by("id")):
        if row.account_id == gone:
            row.account_id = _who_decides(row, at, without)
        if row.escalated_to_id == gone:
            row.escalated_to_id, row.escalates_at = None, at
        with scope.moving(row.pk):
            row.save(update_fields=["account", "escalated_to", "escalates_at"])
        journal.record(actor=actor, at=at, verb="obligation.let_go", kind=KIND, subject=row.pk, person=person)


def _who_decides(row: Obligation, at: datetime, without: Collection[UUID]) -> UUID | None:
    on = access.today(at, row.unit.time_zone)
    seat = access.nearest_holder(capability=rules.DECIDES, unit_id=row.unit_id, on=on, without=without)
    return seat.account_id if seat else None


def locked(obligation: UUID) -> Obligation:
    return Obligation.objects.select_for_update().get(pk=obligation)


def facts_of(row: Obligation) -> rules.ObligationFacts:
    return rules.ObligationFacts(closed=row.closed_at is not None, due_at=row.due_at, by_law=bool(row.rule))


@transaction.atomic
def name_person(*, kind: str, subjects: Iterable[UUID], person: UUID) -> None:
    """What was owed to somebody without a name is owed to the person she turns out to be (invariant 2)."""
    rows = Obligation.objects.filter(kind=kind, subject__in=list(subjects))
    Move.objects.filter(obligation__in=rows.values("id")).update(person_id=person)
    rows.update(person_id=person)


@transaction.atomic
def anonymise(*, pseudonyms: Mapping[UUID, UUID]) -> dict[str, int]:
    """Promises about these persons stay in the figures, without words. Called by `privacy`, which keeps the journal."""
    return erasing.forget("deadlines", pseudonyms)
