"""A list to the archives, their visa, and the elimination that follows (Code du patrimoine, art. R. 212-14)."""

from collections import Counter
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db import connection, transaction

from tisserand.access import journal
from tisserand.access.enqueue import enqueue
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as promises
from tisserand.inquiries.operations import concerns
from tisserand.kernel.refusals import refuse
from tisserand.privacy.models import Bordereau, BordereauLine
from tisserand.privacy.operations.announcing import KIND as DUE
from tisserand.privacy.operations.announcing import local_day
from tisserand.privacy.operations.anonymising import forget_unnamed
from tisserand.privacy.operations.letting_go import let_go
from tisserand.privacy.queries import retention
from tisserand.privacy.queries.facts import facts_of, facts_of_concerns
from tisserand.privacy.rules.bordereau import State, refusals_to_move, refusals_to_propose, refusals_to_visa
from tisserand.privacy.rules.durations import months_of, rules_on
from tisserand.privacy.rules.retention import CONCERN, due, months_after, refusals_to_destroy

KIND = "privacy.bordereau"
BATCH = 500


@transaction.atomic
def propose(*, actor, at: datetime) -> Bordereau:
    """List every file that is due and free, to be shown to the archives; it is rehearsed at once."""
    files = list(retention.ready(actor, on=local_day(at)))
    refuse(refusals_to_propose(files=len(files), waiting=retention.waiting_for_visa(actor)))
    row = Bordereau.objects.create(
        made_at=at,
        made_by_id=actor.account_id,
        files=len(files),
        oldest_on=min(file.reference_on for file in files),
        latest_on=max(file.reference_on for file in files),
        unnamed_before=_unnamed_before(local_day(at)),
    )
    BordereauLine.objects.bulk_create([_line(row, file) for file in files], batch_size=2000)
    for duty in promises.open_obligations(actor).filter(kind=DUE):
        deadlines.discharge(actor=actor, at=at, obligation=duty.pk, outcome="proposed")
    journal.record(actor=actor, at=at, verb="bordereau.propose", kind=KIND, subject=row.pk)
    enqueue("privacy.rehearse", bordereau=row.pk)
    return row


def _unnamed_before(today: date) -> date:
    months = months_of(rules_on(today)["unnamed"], retention.decided())
    return months_after(today, -(months or 0))


def _line(bordereau: Bordereau, file) -> BordereauLine:
    return BordereauLine(
        bordereau=bordereau,
        person_id=file.person_id,
        site_id=file.site_id,
        kind=file.kind,
        reference_on=file.reference_on,
        due_on=file.due_on,
    )


@transaction.atomic
def drop(*, actor, at: datetime, bordereau: UUID) -> Bordereau:
    """The archives keep these files, or the list was wrong: nothing goes."""
    row = _locked(bordereau)
    refuse(refusals_to_move(State(row.state), State.DROPPED))
    row.state = State.DROPPED
    row.save(update_fields=["state"])
    journal.record(actor=actor, at=at, verb="bordereau.drop", kind=KIND, subject=row.pk)
    return row


@transaction.atomic
def give_visa(*, actor, at: datetime, bordereau: UUID, reference: str, on: date | None) -> Bordereau:
    """Type the visa of the archives; the elimination starts in the background."""
    row = _locked(bordereau)
    refuse(
        refusals_to_visa(
            State(row.state), reference=reference, on=on, made_on=local_day(row.made_at), today=local_day(at)
        )
    )
    row.state, row.visa_reference, row.visa_on, row.visa_by_id = State.VISAED, reference.strip(), on, actor.account_id
    row.save(update_fields=["state", "visa_reference", "visa_on", "visa_by"])
    journal.record(actor=actor, at=at, verb="bordereau.visa", kind=KIND, subject=row.pk)
    enqueue("privacy.eliminate", bordereau=row.pk)
    return row


def eliminate(*, actor, at: datetime, bordereau: UUID) -> Bordereau:
    """All of the list that may still go. Interrupted, it takes up where it stopped: a batch is all or nothing."""
    refuse(refusals_to_move(State(Bordereau.objects.get(pk=bordereau).state), State.DONE))
    while _next_batch(actor=actor, at=at, bordereau=bordereau) is not None:
        pass
    return _finish(actor=actor, at=at, bordereau=bordereau)


@transaction.atomic
def rehearse(*, actor, at: datetime, bordereau: UUID) -> dict[str, int]:
    """The elimination itself, taken back; what it would change is written on the list."""
    rows: Counter[str] = Counter()
    with transaction.atomic():
        while (batch := _next_batch(actor=actor, at=at, bordereau=bordereau)) is not None:
            rows.update(batch)
        rows.update(forget_unnamed(before=_midnight(_locked(bordereau).unnamed_before)))
        # Keys between tables are checked at the commit, which will not come.
        connection.check_constraints()
        transaction.set_rollback(True)
    found = {label: number for label, number in sorted(rows.items()) if number}
    Bordereau.objects.filter(pk=bordereau).update(rehearsed_at=at, rehearsal=found)
    return found


@transaction.atomic
def _next_batch(*, actor, at: datetime, bordereau: UUID) -> Counter[str] | None:
    """The next files: those that may go go, the others say what keeps them. None when all were seen."""
    waiting = BordereauLine.objects.filter(bordereau_id=bordereau, anonymised_on=None, kept_by=[])
    lines = list(waiting.select_for_update().order_by("id")[:BATCH])
    if not lines:
        return None
    concerns.hold_still([line.person_id for line in lines if line.kind == CONCERN])
    kept = kept_by(actor=actor, today=local_day(at), persons=[line.person_id for line in lines])
    for line in lines:
        line.kept_by = sorted(kept[line.person_id])
        line.anonymised_on = None if line.kept_by else local_day(at)
    BordereauLine.objects.bulk_update(lines, ["kept_by", "anonymised_on"])
    return let_go(actor=actor, at=at, lines=[line for line in lines if not line.kept_by])


def kept_by(*, actor, today: date, persons: list[UUID]) -> dict[UUID, set[str]]:
    """What keeps each of these files at this very moment, visa apart: a contact, a hold may have come since.

    A file, or a concern: identifiers never meet.
    """
    rules, decided = rules_on(today), retention.decided()
    holds, files = retention.holds_of(actor, persons), facts_of(actor, persons) | facts_of_concerns(actor, persons)
    announced = dict(retention.dues(actor).filter(person_id__in=persons).values_list("person_id", "announced_on"))
    found: dict[UUID, set[str]] = {person: {"gone"} for person in persons}
    for person, file in files.items():
        refusals = refusals_to_destroy(
            file.facts,
            end=due(file.facts, rules=rules, decided=decided),
            announced_on=announced.get(person),
            holds=holds.get(person, ()),
            visa=True,
            today=today,
        )
        found[person] = {refusal.code for refusal in refusals}
    return found


@transaction.atomic
def _finish(*, actor, at: datetime, bordereau: UUID) -> Bordereau:
    row = _locked(bordereau)
    refuse(refusals_to_move(State(row.state), State.DONE))
    forget_unnamed(before=_midnight(row.unnamed_before))
    row.state, row.done_at = State.DONE, at
    row.anonymised = BordereauLine.objects.filter(bordereau=row, anonymised_on__isnull=False).count()
    row.save(update_fields=["state", "done_at", "anonymised"])
    journal.record(actor=actor, at=at, verb="bordereau.eliminate", kind=KIND, subject=row.pk)
    return row


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _locked(bordereau: UUID) -> Bordereau:
    return Bordereau.objects.select_for_update(of=("self",)).get(pk=bordereau)
