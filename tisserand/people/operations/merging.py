"""Joining two files of one person, and undoing it exactly (record 0010)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from tisserand.access import journal
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, Refused, refuse
from tisserand.people.models import Fold, FoldedRow, NamePair, Person
from tisserand.people.operations.dictionary import index_person, index_person_more
from tisserand.people.operations.identity import KIND, columns_of
from tisserand.people.queries.persons import identity_of
from tisserand.people.rules import Visibility, merging
from tisserand.people.rules.merging import FoldKind
from tisserand.people.slots import FOLDED_ROOMS, FOLLOW_FOLDED

FLAGS = ("address_kept_secret", "contact_kept_secret")
READ_ONLY = "Ce dossier vous est ouvert en urgence, en lecture. Fermez cet accès, ou adressez-vous à qui l’accompagne."
# What cannot be true twice of one person: said in words, since whoever joins may not see those rows.
TWICE = {
    "visit_waits_once": "Les deux dossiers attendent dans la même file. Terminez d’abord l’une des deux venues.",
    "assessment_open_once": "Chaque dossier a une évaluation commencée sur le même site. Concluez-en une d’abord.",
    "orientation_open_once_per_pole": "Une orientation vers le même pôle est en cours dans chaque dossier. "
    "Retirez-en une d’abord.",
    "tie_once": "Le même lien est confidentiel dans un dossier et ne l’est pas dans l’autre. Déclarez-le confidentiel"
    " dans les deux d’abord.",
}


@transaction.atomic
def merge_files(
    *,
    actor,
    at: datetime,
    kept: UUID,
    other: UUID,
    kept_version: int,
    other_version: int,
    taken: Iterable[str],
    reason: str,
    request_key: UUID | None = None,
) -> Fold:
    """`kept` receives all that is said of `other`, which then only points to it. `taken`: fields taken from `other`."""
    rows = locked(actor, kept, other)
    if known := Fold.objects.filter(request_key=request_key).first() if request_key else None:
        return known
    facts = [facts_of(actor, rows[key], version) for key, version in ((kept, kept_version), (other, other_version))]
    refuse(merging.refusals_to_merge(*facts, same=kept == other, reason=reason))
    agree_on_walls(rows[kept], rows[other])
    fold = written(actor, at, FoldKind.MERGE, rows[kept], rows[other], reason, request_key=request_key)
    run("fold", fold)
    _take_identity(fold, rows[kept], rows[other], taken)
    _close(rows[other], joined_to=kept)
    index_person_more(rows[kept])
    tell(actor, at, "person.merge", fold, reason)
    return fold


@transaction.atomic
def undo_merge(*, actor, at: datetime, fold: UUID, theirs: Iterable[UUID] = (), reason: str) -> Fold:
    """Every row goes back where it was. `theirs`: what was written since and belongs to the other one."""
    row = Fold.objects.get(pk=fold, kind=FoldKind.MERGE)
    rows = locked(actor, row.person_id, row.other_id)
    row = Fold.objects.select_for_update(no_key=True).get(pk=fold)
    kept, other = rows[row.person_id], rows[row.other_id]
    refuse(
        merging.refusals_to_undo(
            undone=row.undone_at is not None,
            latest=not _joined_since(row),
            keeps=all(keeps(actor, person) for person in (kept, other)),
            reason=reason,
        )
    )
    _close(other, joined_to=None)
    undo(actor, at, row, list(theirs), reason)
    _give_identity_back(row, kept)
    _forget_identities(row)
    _find_again(row, kept, other)
    tell(actor, at, "person.unmerge", row, reason)
    return row


def locked(actor, *persons: UUID) -> dict[UUID, Person]:
    """The lower identifier first, always. Whoever writes about one of them waits for the end."""
    if actor.opened.keys() & set(persons):
        refuse([Refusal("emergency", READ_ONLY)])
    rows = Person.objects.select_for_update().filter(pk__in=persons).order_by("id")
    found = {row.pk: row for row in rows}
    if set(persons) - set(found):
        raise Refused([Refusal("absent", "Ce dossier n’est plus là. Cherchez-le de nouveau.")])
    return found


def facts_of(actor, row: Person, expected_version: int) -> merging.FileFacts:
    return merging.FileFacts(
        visibility=row.visibility,
        joined=row.attached_to_id is not None,
        keeps=keeps(actor, row),
        version=row.version,
        expected_version=expected_version,
    )


def keeps(actor, row: Person) -> bool:
    return row.visibility == Visibility.STAFF or actor.can("restricted.gatekeep", row.guard_unit_id)


def agree_on_walls(kept: Person, other: Person) -> None:
    """Two files, two walls: joined, the open one would show what the protected one hides."""
    if (kept.visibility, kept.guard_unit_id) != (other.visibility, other.guard_unit_id):
        advice = "L’un de ces dossiers est protégé et l’autre non. Protégez d’abord l’autre, puis réunissez-les."
        refuse([Refusal("walls", advice)])


def written(actor, at: datetime, kind: str, person: Person, other: Person, reason: str, **said) -> Fold:
    return Fold.objects.create(
        id=new_id(),
        kind=kind,
        person=person,
        other=other,
        # As closed as the more closed of the two.
        visibility=person.visibility if person.visibility != Visibility.STAFF else other.visibility,
        reason=reason.strip()[:300],
        made_at=at,
        made_by_id=actor.account_id,
        **said,
    )


def run(verb: str, fold: Fold, keys: list[UUID] | None = None) -> None:
    """`fold` or `unfold`, in every room; what names upper things by identifier comes last."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for room in (*FOLDED_ROOMS, "people"):
                cursor.execute(f"select walls.{verb}_{room}(%s, %s::uuid[])", [fold.pk, keys])
    except IntegrityError as error:
        raise Refused([_said_twice(error)]) from error
    for follow in FOLLOW_FOLDED:
        follow(persons=(fold.person_id, fold.other_id))


def undo(actor, at: datetime, row: Fold, theirs: list[UUID], reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update people_fold set xid = pg_current_xact_id()::text::bigint where id = %s", [row.pk])
    row.undone_at, row.undone_by_id, row.undone_reason = at, actor.account_id, reason.strip()[:300]
    row.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    run("unfold", row, theirs)


def tell(actor, at: datetime, verb: str, fold: Fold, reason: str) -> None:
    """In both files, under both identifiers."""
    for subject, person in ((fold.other_id, fold.person_id), (fold.person_id, fold.other_id)):
        journal.record(
            actor=actor, at=at, verb=verb, kind=KIND, subject=subject, person=person, reason=reason.strip()[:300]
        )


def _said_twice(error: IntegrityError) -> Refusal:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if name not in TWICE:
        raise error
    return Refusal(name, TWICE[name])


def _joined_since(row: Fold) -> bool:
    """Undone in the reverse order: a file joined later holds rows of this one."""
    standing = Fold.objects.filter(kind=FoldKind.MERGE, undone_at=None)
    later = Q(person=row.person_id, pk__gt=row.pk) | Q(other=row.person_id)
    return standing.filter(later).exists()


def _take_identity(fold: Fold, kept: Person, other: Person, taken: Iterable[str]) -> None:
    identity = merging.joined_identity(identity_of(kept), identity_of(other), taken)
    given = columns_of(identity) | {flag: getattr(kept, flag) or getattr(other, flag) for flag in FLAGS}
    given["usual_place"] = kept.usual_place or other.usual_place
    changed = {name: value for name, value in given.items() if getattr(kept, name) != value}
    fold.former = {name: _plain(kept, name) for name in (*changed, "changed_at", "changed_by_id")}
    for name, value in (changed | {"changed_at": fold.made_at, "changed_by_id": fold.made_by_id}).items():
        setattr(kept, name, value)
    kept.version += 1
    fold.given = {name: _plain(kept, name) for name in fold.former}
    kept.save()
    fold.save(update_fields=["former", "given"])


def _give_identity_back(fold: Fold, kept: Person) -> None:
    current = {name: _plain(kept, name) for name in fold.former}
    for name, value in merging.restored(current, former=fold.former, given=fold.given).items():
        setattr(kept, name, Person._meta.get_field(name.removesuffix("_id")).to_python(value))
    # A number that never comes back: whoever read the joined identity may not overwrite this one.
    kept.version += 1
    kept.save()


def _forget_identities(fold: Fold) -> None:
    """Each file says its own again: the ledger need not keep what one said beside the other."""
    fold.former, fold.given = {}, {}
    fold.save(update_fields=["former", "given"])


def _plain(person: Person, name: str):
    """As the ledger keeps it: text, number, list or nothing."""
    value = getattr(person, name)
    return value if value is None or isinstance(value, bool | int | str | list) else str(value)


def _close(other: Person, *, joined_to: UUID | None) -> None:
    other.attached_to_id = joined_to
    other.version += 1
    other.save(update_fields=["attached_to", "version"])


def _find_again(fold: Fold, kept: Person, other: Person) -> None:
    """The rows she is found by went back too, unless they were made again since."""
    rows = FoldedRow.objects.filter(fold=fold, place="people_namepair.person_id")
    keys = {how: [int(row.key) for row in rows if row.how == how] for how in ("own", "moved")}
    there = NamePair.objects.filter(pk__in=keys["own"], person=kept), NamePair.objects.filter(person=other)
    same_rows = [found.count() for found in there] == [len(keys["own"]), len(keys["moved"])]
    if same_rows:
        NamePair.objects.filter(person=kept).exclude(pk__in=keys["own"]).delete()
    else:
        index_person(kept)
        index_person(other)
