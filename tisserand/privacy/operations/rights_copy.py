"""The copy of a whole file: gathered by a job, read by the officer, made by a job, handed over with its proof."""

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.enqueue import enqueue
from tisserand.access.telling import Part, by_key
from tisserand.documents import operations as documents
from tisserand.documents.rules import JSON, FileChapter, FileItem, Kind, Letterhead, Named, Withheld
from tisserand.documents.rules import FileCopy as FileCopyPaper
from tisserand.kernel.ids import new_id, short_reference
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.privacy.models import CopyItem, FileCopy, RightsRequest
from tisserand.privacy.operations.announcing import local_day
from tisserand.privacy.operations.rights import KIND, locked
from tisserand.privacy.queries.rights_whole import ROOMS, part_of, whole_file
from tisserand.privacy.rules import rights_copy as rules
from tisserand.privacy.rules.rights import OPEN, Asked, Decision, Identity
from tisserand.privacy.rules.rights_copy import Item, State

SERVICE = "Protection des données"
APPEAL = (
    "Vous pouvez demander qu’une information soit corrigée, ou que votre observation soit jointe à votre dossier.",
    "Si vous contestez ce qui n’est pas communiqué, vous pouvez saisir la Commission d’accès aux documents"
    " administratifs (CADA) dans les deux mois, ou la Commission nationale de l’informatique et des libertés (CNIL).",
)
BATCH = 500


@transaction.atomic
def start_copy(*, actor, at: datetime, request: UUID) -> FileCopy:
    """Asked once for a request of access; the job then says how far it is."""
    row = locked(request)
    refuse(_refusals_to_start(row))
    copy, created = FileCopy.objects.get_or_create(
        request=row,
        defaults={"person_id": row.person_id, "asked_by_id": actor.account_id, "asked_at": at, "total": len(ROOMS)},
    )
    if not created and copy.state != State.FAILED:
        return copy
    FileCopy.objects.filter(pk=copy.pk).update(state=State.GATHERING, done=0, total=len(ROOMS))
    journal.record(actor=actor, at=at, verb="copy.start", kind=KIND, subject=row.pk, person=row.person_id)
    enqueue("privacy.gather_copy", copy=copy.pk)
    return copy


def _refusals_to_start(row: RightsRequest) -> list[Refusal]:
    refusals = []
    if row.asked != Asked.ACCESS:
        refusals.append(Refusal("asked", "Une copie se fait pour une demande d’accès."))
    if row.state not in OPEN or row.decision == Decision.REFUSED:
        refusals.append(Refusal("decision", "Cette demande ne donne pas lieu à une copie."))
    if row.identity == Identity.TO_CHECK:
        refusals.append(Refusal("identity", "Vérifiez d’abord que c’est bien elle qui demande."))
    return refusals


def gather_room(*, actor, copy: UUID, room: str) -> list[Part]:
    """One step of the job; the progress is seen between two."""
    person = FileCopy.objects.values_list("person_id", flat=True).get(pk=copy)
    parts = part_of(room, actor, person)
    FileCopy.objects.filter(pk=copy).update(done=list(ROOMS).index(room) + 1)
    return parts


@transaction.atomic
def keep_gathered(*, copy: UUID, parts: list[Part]) -> int:
    """What was gathered, to be read. Run twice, the second replaces the first."""
    row = FileCopy.objects.select_for_update(no_key=True).get(pk=copy)
    if row.state != State.GATHERING:
        return 0
    CopyItem.objects.filter(copy=row).delete()
    CopyItem.objects.bulk_create([_item(row, rank, part) for rank, part in enumerate(parts)], batch_size=BATCH)
    FileCopy.objects.filter(pk=copy).update(state=State.REVIEW, version=row.version + 1)
    return len(parts)


def _item(copy: FileCopy, rank: int, part: Part) -> CopyItem:
    return CopyItem(
        copy=copy,
        person_id=copy.person_id,
        rank=rank,
        kind=part.kind,
        row=part.key,
        chapter=part.chapter,
        what=part.what,
        on=part.on,
        by=part.by,
        lines=[list(line) for line in part.lines],
        check_first=part.check,
        may_be_given=part.may_be_given or not part.reason,
        given=not part.reason,
        reason=part.reason,
    )


@transaction.atomic
def decide_item(*, actor, at: datetime, item: UUID, given: bool, reason: str) -> CopyItem:
    """Given or not, by the officer and with a reason when it changes what was proposed."""
    row = CopyItem.objects.select_for_update(no_key=True).select_related("copy").get(pk=item)
    if row.copy.state != State.REVIEW:
        refuse([Refusal("state", "La relecture est terminée.")])
    refuse(rules.refusals_to_decide_item(may_decide=row.may_be_given, given=given, was_given=row.given, reason=reason))
    row.given, row.decided_by_id, row.decided_at = given, actor.account_id, at
    row.reason = reason.strip() or row.reason
    row.save(update_fields=["given", "reason", "decided_by", "decided_at"])
    journal.record(actor=actor, at=at, verb="copy.decide", kind=KIND, subject=row.copy.request_id, person=row.person_id)
    return row


@transaction.atomic
def read_all(*, actor, at: datetime, copy: UUID, chapter: str) -> int:
    """« J’ai relu » : every text of a chapter that still waited is given as proposed."""
    row = FileCopy.objects.select_for_update(no_key=True).get(pk=copy, state=State.REVIEW)
    read = CopyItem.objects.filter(copy=row, chapter=chapter, check_first=True, decided_at=None)
    journal.record(
        actor=actor, at=at, verb="copy.read", kind=KIND, subject=row.request_id, person=row.person_id, reason=chapter
    )
    return read.update(decided_by_id=actor.account_id, decided_at=at)


@transaction.atomic
def make_copy(*, actor, at: datetime, copy: UUID) -> FileCopy:
    row = FileCopy.objects.select_for_update(no_key=True).get(pk=copy)
    unread = CopyItem.objects.filter(copy=row, check_first=True, decided_at=None).count()
    refuse(rules.refusals_to_make(State(row.state), unread=unread))
    row.state, row.done, row.total, row.version = State.MAKING, 0, 2, row.version + 1
    row.save(update_fields=["state", "done", "total", "version"])
    journal.record(actor=actor, at=at, verb="copy.make", kind=KIND, subject=row.request_id, person=row.person_id)
    enqueue("privacy.make_copy", copy=row.pk)
    return row


@transaction.atomic
def produce(*, actor, at: datetime, copy: UUID) -> FileCopy:
    """The paper and the data, kept with the documents behind the officer's wall. Called by the job; once."""
    row = FileCopy.objects.select_for_update(no_key=True).select_related("request").get(pk=copy)
    if row.state != State.MAKING:
        return row
    items = _items_to_print(actor, row)
    row.paper = _print(actor, at, row, items)
    row.data = _keep_data(actor, at, row, items)
    row.state, row.done, row.made_at, row.version = State.READY, row.total, at, row.version + 1
    row.save(update_fields=["paper", "data", "state", "done", "made_at", "version"])
    journal.record(actor=actor, at=at, verb="copy.ready", kind=KIND, subject=row.request_id, person=row.person_id)
    return row


@transaction.atomic
def gather_again(*, person: UUID) -> int:
    """Two files were joined, or what was in one is in the other: what was gathered is no longer her file."""
    waiting = FileCopy.objects.filter(person=person, request__state__in=sorted(OPEN)).exclude(state=State.GATHERING)
    rows = list(waiting.select_for_update(no_key=True, of=("self",)).order_by("id"))
    for row in rows:
        CopyItem.objects.filter(copy=row).delete()
        FileCopy.objects.filter(pk=row.pk).update(
            state=State.GATHERING, done=0, total=len(ROOMS), paper=None, data=None, version=row.version + 1
        )
        enqueue("privacy.gather_copy", copy=row.pk)
    return len(rows)


@transaction.atomic
def fail(*, copy: UUID) -> None:
    """Said on the page; the officer starts again."""
    FileCopy.objects.filter(pk=copy).exclude(state=State.READY).update(state=State.FAILED)


def _items_to_print(actor, row: FileCopy) -> list[Item]:
    """As decided. What was set aside and is given after all is read again where it lies."""
    kept = list(CopyItem.objects.filter(copy=row).order_by("rank", "id"))
    opened = frozenset(item.row for item in kept if item.given and not item.lines)
    again = by_key(whole_file(actor, row.person_id, opened=opened)) if opened else {}
    return [_as_item(item, again.get((item.kind, item.row))) for item in kept]


def _as_item(item: CopyItem, again: Part | None) -> Item:
    lines = item.lines or (again.lines if again and item.given else ())
    return Item(
        key=item.row,
        kind=item.kind,
        chapter=item.chapter,
        what=item.what,
        on=item.on,
        by=item.by,
        lines=tuple((name, label, value) for name, label, value in lines) if item.given else (),
        given=item.given,
        reason="" if item.given else item.reason,
    )


def _print(actor, at: datetime, row: FileCopy, items: list[Item]):
    paper = FileCopyPaper(
        letterhead=Letterhead(_organisation(at), local_day(at), SERVICE),
        person=Named(row.request.answer_name),
        received_on=row.request.received_on,
        chapters=tuple(
            FileChapter(title, tuple(_paper_item(item) for item in rows)) for title, rows in rules.chapters_of(items)
        ),
        withheld=tuple(Withheld(what, reason, count) for what, reason, count in rules.withheld_by_nature(items)),
        appeal=APPEAL,
    )
    return documents.print_paper(
        actor=actor, at=at, paper=paper, person=row.person_id, subject_kind=KIND, subject=row.request_id
    )


def _organisation(at: datetime) -> str:
    root = access.units(on=local_day(at)).filter(parent=None).order_by("starts_on", "id").first()
    return root.name if root else "Département"


def _paper_item(item: Item) -> FileItem:
    return FileItem(item.what, tuple((label, flat(value)) for _, label, value in item.lines), item.on, item.by)


def flat(value) -> str:
    """Lists and nested answers on one line of paper."""
    match value:
        case list() | tuple():
            return "\n".join(flat(part) for part in value)
        case dict():
            return ", ".join(flat(part) for part in value.values() if part not in (None, "", [], {}))
    return str(value)


def _keep_data(actor, at: datetime, row: FileCopy, items: list[Item]):
    document = new_id()
    data = rules.as_data(items, made_on=local_day(at), reference=short_reference(document))
    return documents.keep_document(
        actor=actor,
        at=at,
        document=document,
        kind=Kind.FILE_COPY_DATA,
        title="Copie du dossier, données",
        body=json.dumps(data, ensure_ascii=False, indent=2).encode(),
        media_type=JSON,
        person=row.person_id,
        subject_kind=KIND,
        subject=row.request_id,
    )
