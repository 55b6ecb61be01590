"""Lists of concerns: the unit's, what is late, an evaluator's; what a colleague transmitted or was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tisserand.access.queries import visible
from tisserand.access.walls import among
from tisserand.inquiries.models import Concern, ConcernPaper, Contribution, Minor, Transmission
from tisserand.inquiries.rules.concern_states import DESCRIBED, Stage, Writing

PAGE = 30


def concerns_for(actor) -> QuerySet[Concern]:
    return visible(Concern, actor).select_related("unit", "evaluator", "co_evaluator", "obligation", "beside")


def is_evaluator(actor) -> Q:
    return Q(evaluator_id=actor.account_id) | Q(co_evaluator_id=actor.account_id)


def manages(actor, row: Concern) -> bool:
    return actor.can("concerns.receive", row.unit_id)


def evaluates(actor, row: Concern) -> bool:
    return actor.account_id in {row.evaluator_id, row.co_evaluator_id}


def mine(actor) -> QuerySet[Concern]:
    return concerns_for(actor).filter(is_evaluator(actor)).exclude(stage=Stage.CLOSED).order_by("received_on", "id")


def of_my_unit(actor) -> QuerySet[Concern]:
    """What becomes late first."""
    rows = concerns_for(actor).filter(among("unit_id", actor.reach("concerns.see")))
    return rows.exclude(stage=Stage.CLOSED).order_by("obligation__due_at", "id")


def undecided(actor) -> QuerySet[Concern]:
    """What another alert may still join."""
    return of_my_unit(actor).filter(stage__in=sorted(DESCRIBED))


def late(actor, *, at: datetime) -> QuerySet[Concern]:
    """For the head of the unit: no text gives an effect to the delay, somebody reads it (rule IP-3)."""
    owed = Q(obligation__due_at__lt=at, obligation__closed_at=None)
    # The evaluation runs beside the step of the day: somebody else may be to be named when it is late.
    return of_my_unit(actor).filter(owed | Q(evaluating__due_at__lt=at, evaluating__closed_at=None))


def closed(actor) -> QuerySet[Concern]:
    rows = concerns_for(actor).filter(among("unit_id", actor.reach("concerns.see")), stage=Stage.CLOSED)
    return rows.order_by("-closed_on", "-id")


def about_same_home(actor, row: Concern) -> QuerySet[Concern]:
    """Others that name a file of this home."""
    return concerns_for(actor).filter(files__overlap=row.files).exclude(pk=row.pk).order_by("-created_at", "id")


@dataclass(frozen=True)
class Line:
    row: Concern
    children: str


def lines_of(actor, rows: Iterable[Concern]) -> list[Line]:
    """With the children's names. One query more."""
    found = list(rows)
    named: dict[UUID, list[str]] = {}
    seen = visible(Minor, actor).filter(concern__in=[row.pk for row in found], removed_at=None)
    for concern, name in seen.order_by("born_on", "id").values_list("concern_id", "name"):
        named.setdefault(concern, []).append(name)
    return [Line(row, ", ".join(named.get(row.pk, ()))) for row in found]


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    next_key: str


def page_of(actor, rows: QuerySet[Concern], *, after: str = "", size: int = PAGE) -> Page:
    """One page by key: « due|id » of the last line seen. Two queries, however many."""
    found = list(_after(rows, after)[: size + 1])
    shown = found[:size]
    key = f"{shown[-1].obligation.due_at.isoformat()}|{shown[-1].pk}" if len(found) > size else ""
    return Page(lines_of(actor, shown), key)


def _after(rows: QuerySet[Concern], key: str) -> QuerySet[Concern]:
    """A key nobody could have been given shows the first page."""
    due, _, last = key.partition("|")
    try:
        at, identifier = datetime.fromisoformat(due), UUID(last)
    except ValueError:
        return rows
    return rows.filter(Q(obligation__due_at__gt=at) | Q(obligation__due_at=at, id__gt=identifier))


def waiting(actor) -> QuerySet[Transmission]:
    """Written by colleagues, not received yet."""
    rows = visible(Transmission, actor).filter(among("unit_id", actor.reach("concerns.receive")), concern=None)
    return rows.select_related("author", "obligation").order_by("written_at", "id")


def transmitted(actor) -> QuerySet[Transmission]:
    """Hers: what she wrote, that it was received, the return; nothing of the concern."""
    return visible(Transmission, actor).filter(author_id=actor.account_id).order_by("-written_at", "-id")


def transmissions_for(actor) -> QuerySet[Transmission]:
    return visible(Transmission, actor).select_related("unit", "author")


def asked(actor) -> QuerySet[Contribution]:
    rows = visible(Contribution, actor).filter(asked_id=actor.account_id)
    return rows.select_related("author").order_by("-written_at", "-id")


def sealed(actor, row: Concern, kind: Writing, transmission: UUID | None = None) -> bytes | None:
    """The paper as it left, when it did."""
    rows = visible(ConcernPaper, actor).filter(concern=row, kind=kind, transmission=transmission)
    kept = rows.order_by("-written_at", "-id").first()
    return bytes(kept.body) if kept else None
