"""What every operation on a concern does: take it in hand, go on, owe the next step, share what the wall reads."""

from datetime import date, datetime
from uuid import UUID

from tisserand.access import journal, scope
from tisserand.access.rows import change
from tisserand.inquiries.models import CONCERN_PARTS, Concern, Minor, Signature
from tisserand.inquiries.operations.concerns import clocks
from tisserand.inquiries.operations.steps import check_version
from tisserand.inquiries.queries.concerns.facts import today_of, zone_of
from tisserand.inquiries.rules.concern_home import GONE
from tisserand.inquiries.rules.concern_refusals import refusals_to_move
from tisserand.inquiries.rules.concern_states import Stage
from tisserand.kernel.refusals import refuse
from tisserand.kernel.working_days import working_days_after

__all__ = (
    "add",
    "check_version",
    "concern_of",
    "hold",
    "locked",
    "locked_child",
    "look",
    "move",
    "note",
    "spread",
    "unsign",
)
KIND = clocks.KIND
# What is owed where no rule of the book says a date: working days, each département may change them.
STEPS = {
    Stage.TO_ASSIGN: ("Nommer deux évaluateurs", 2),
    Stage.CONCLUDED: ("Informer les parents, restituer et clore", 10),
    Stage.REFERRED: ("Informer les parents, restituer et clore", 10),
}


def look(concern: UUID) -> Concern:
    """Lock it, closed or not."""
    rows = Concern.objects.select_for_update(no_key=True, of=("self",)).select_related("unit")
    return rows.get(pk=concern)


def hold(concern: UUID) -> Concern:
    row = look(concern)
    refuse(refusals_to_move(Stage.CLOSED, Stage.CLOSED) if row.stage == Stage.CLOSED else ())
    return row


def concern_of(part, key: UUID) -> UUID:
    """To lock the concern before any part of it: what they share is written on every row."""
    return part.objects.values_list("concern_id", flat=True).get(pk=key)


def locked(part, key: UUID):
    return part.objects.select_for_update(no_key=True, of=("self",)).get(pk=key)


def locked_child(key: UUID) -> Minor:
    child = locked(Minor, key)
    refuse([GONE] if child.removed_at else ())
    return child


def add(model, row: Concern, *, actor, at: datetime, request_key: UUID | None = None, **fields):
    shared = {name: getattr(row, name) for name in ("unit_id", "evaluator_id", "co_evaluator_id", "files")}
    said = {"author_id": actor.account_id, "written_at": at, "request_key": request_key}
    return model.objects.create(concern=row, **shared, **said, **fields)


def note(verb: str, row: Concern, *, actor, at: datetime, reason: str = "") -> None:
    """The journal names the concern, never the children: whoever reads it learns nothing about anybody."""
    journal.record(actor=actor, at=at, verb=f"concern.{verb}", kind=KIND, subject=row.pk, reason=reason)


def move(row: Concern, to: Stage, *, actor, at: datetime, **fields: object) -> None:
    """The concern goes on, and somebody owes what comes next."""
    former, owed = Stage(row.stage), row.obligation_id
    refuse(refusals_to_move(former, to))
    row.stage = to
    row.obligation_id = _owed(row, actor=actor, at=at)
    beside = row.beside_id
    row.beside_id = beside if to == Stage.EVALUATING else None
    pointers = {"obligation_id": row.obligation_id, "beside_id": row.beside_id}
    change(row, actor=actor, at=at, stage=to, **pointers, **fields)
    clocks.leave(row, former, owed, actor=actor, at=at)
    if beside and to != Stage.EVALUATING:
        clocks.discharge(beside, actor=actor, at=at, outcome=to)


def _owed(row: Concern, *, actor, at: datetime) -> UUID | None:
    said = {"actor": actor, "at": at}
    if row.stage == Stage.EVALUATING:
        return row.evaluating_id
    if row.stage == Stage.TO_REFER:
        return clocks.start(row, clocks.REFER, today_of(row, at), **said).pk
    if row.stage in STEPS:
        label, days = STEPS[row.stage]
        return clocks.open_step(row, label, _in_days(row, days, at), **said).pk
    return row.obligation_id


def _in_days(row: Concern, days: int, at: datetime) -> date:
    return working_days_after(today_of(row, at), days, zone_of(row))


def unsign(row: Concern) -> None:
    """What was signed was another text: it is kept, and concludes nothing any more."""
    Signature.objects.filter(concern=row, stands=True).update(stands=False)


def spread(row: Concern, *, actor, at: datetime, **shared: object) -> None:
    """Who evaluates, who lives there: on every row, since each stands behind its own wall."""
    parts = [pk for part in CONCERN_PARTS for pk in part.objects.filter(concern=row).values_list("pk", flat=True)]
    with scope.moving(row.pk, *parts):
        change(row, actor=actor, at=at, **shared)
        for part in CONCERN_PARTS:
            part.objects.filter(concern=row).update(**shared)
