"""What was put in the wrong file goes to the right one; a file in which two persons were mixed becomes two."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.queries import visible
from tisserand.kernel.refusals import refuse
from tisserand.people import queries
from tisserand.people.models import CareTeam, Fold, Person
from tisserand.people.operations import merging as files
from tisserand.people.operations.care import join_care_team
from tisserand.people.operations.identity import create_person, decide_distinct
from tisserand.people.operations.restricted import follow_walls
from tisserand.people.rules import Identity, merging
from tisserand.people.rules.merging import FoldKind

MOVED = "people.fold"


@transaction.atomic
def move_entry(
    *, actor, at: datetime, person: UUID, key: UUID, to: UUID, reason: str, request_key: UUID | None = None
) -> Fold:
    """`key` was about `to`, not about `person`; what goes with it goes too, read or not by whoever moves it."""
    rows = files.locked(actor, person, to)
    if known := _already(request_key):
        return known
    entry = queries.filed(actor, person, key)
    refuse(merging.refusals_to_move(movable=bool(entry and entry.movable), same=person == to, reason=reason))
    refuse(merging.refusals_between(*(files.facts_of(actor, row, row.version) for row in rows.values())))
    what = entry.what if entry else ""
    fold = files.written(actor, at, FoldKind.MOVE, rows[to], rows[person], reason, what=what, request_key=request_key)
    files.run("fold", fold, [key])
    _keep_walls(actor, at, rows[to], rows[person])
    _tell(actor, at, "entry.move", fold, reason)
    return fold


@transaction.atomic
def undo_move(*, actor, at: datetime, fold: UUID, reason: str) -> Fold:
    row = Fold.objects.get(pk=fold, kind=FoldKind.MOVE)
    rows = files.locked(actor, row.person_id, row.other_id)
    row = Fold.objects.select_for_update(no_key=True).get(pk=fold)
    refuse(
        merging.refusals_to_undo(
            undone=row.undone_at is not None,
            latest=all(file.attached_to_id is None for file in rows.values()),
            keeps=all(files.keeps(actor, file) for file in rows.values()),
            reason=reason,
        )
    )
    files.undo(actor, at, row, [], reason)
    _keep_walls(actor, at, rows[row.other_id], rows[row.person_id])
    _tell(actor, at, "entry.move_back", row, reason)
    return row


@transaction.atomic
def split_file(
    *,
    actor,
    at: datetime,
    person: UUID,
    keys: Collection[UUID],
    identity: Identity,
    reason: str,
    request_key: UUID,
) -> Fold:
    """Two persons were written as one: `identity` is the second, and `keys` what was about her."""
    if known := _already(request_key):
        return known
    [source] = files.locked(actor, person).values()
    pointed = {entry.key for entry in queries.filed_about(actor, person)}
    refuse(merging.refusals_to_split(chosen=len(pointed & set(keys)), asked=len(keys), reason=reason))
    facts = files.facts_of(actor, source, source.version)
    refuse(merging.refusals_between(facts, facts))
    # Without a site: she is no newcomer at a desk. Her file is as closed as the one she comes from.
    second = create_person(actor=actor, at=at, identity=identity, site=None)
    _as_closed_as(source, second)
    fold = files.written(actor, at, FoldKind.SPLIT, second, source, reason, request_key=request_key)
    files.run("fold", fold, list(keys))
    _same_team(actor, at, source, second)
    follow_walls(actor=actor, at=at, person=second.pk, visibility=second.visibility)
    decide_distinct(actor=actor, at=at, person=person, other=second.pk)
    files.tell(actor, at, "person.split", fold, reason)
    return fold


@transaction.atomic
def undo_split(*, actor, at: datetime, fold: UUID, reason: str) -> Fold:
    """They were one after all: the second file is joined to the first, which may be undone in turn."""
    row = Fold.objects.get(pk=fold, kind=FoldKind.SPLIT)
    rows = files.locked(actor, row.person_id, row.other_id)
    row = Fold.objects.select_for_update(no_key=True).get(pk=fold)
    refuse(merging.refusals_to_undo(undone=row.undone_at is not None, latest=True, keeps=True, reason=reason))
    files.merge_files(
        actor=actor,
        at=at,
        kept=row.other_id,
        other=row.person_id,
        kept_version=rows[row.other_id].version,
        other_version=rows[row.person_id].version,
        taken=(),
        reason=reason,
    )
    row.undone_at, row.undone_by_id, row.undone_reason = at, actor.account_id, reason.strip()[:300]
    row.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    return row


def _already(request_key: UUID | None) -> Fold | None:
    return Fold.objects.filter(request_key=request_key).first() if request_key else None


def _keep_walls(actor, at: datetime, to: Person, person: Person) -> None:
    """A row is as closed as the file it is in."""
    if to.visibility != person.visibility:
        follow_walls(actor=actor, at=at, person=to.pk, visibility=to.visibility)


def _as_closed_as(source: Person, second: Person) -> None:
    second.visibility, second.guard_unit_id, second.site_id = source.visibility, source.guard_unit_id, source.site_id
    second.save(update_fields=["visibility", "guard_unit", "site"])


def _same_team(actor, at: datetime, source: Person, second: Person) -> None:
    """Those who accompanied the mixed file read what was in it already."""
    today = access.today(at, "UTC")
    for seat in visible(CareTeam, actor).filter(access.in_force(today), person=source).order_by("id"):
        join_care_team(
            actor=actor,
            at=at,
            person=second.pk,
            unit=seat.unit_id,
            account=seat.account_id,
            reason=seat.reason,
            starts_on=today,
        )


def _tell(actor, at: datetime, verb: str, fold: Fold, reason: str) -> None:
    """In both files; what was moved is named by the fold, never by what it says."""
    for person in (fold.person_id, fold.other_id):
        journal.record(
            actor=actor, at=at, verb=verb, kind=MOVED, subject=fold.pk, person=person, reason=reason.strip()[:300]
        )
