"""What is due, to whom, and what is late."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from tisserand.access import telling
from tisserand.access.queries import in_force, visible
from tisserand.access.statements import written_once
from tisserand.access.traces import traces
from tisserand.access.walls import among
from tisserand.deadlines.models import Adjustment, Move, Obligation
from tisserand.deadlines.rules import Rule, rule_of_version
from tisserand.kernel.traces import Trace

WORDS: telling.Words = {}


def open_obligations(actor) -> QuerySet[Obligation]:
    """What this actor may see and nobody has done yet, the first to become late first."""
    return (
        visible(Obligation, actor)
        .filter(closed_at=None)
        .select_related("unit", "account", "escalated_to")
        .order_by("due_at", "id")
    )


def mine(actor) -> QuerySet[Obligation]:
    """Mine, and what I was told of because it was about to break."""
    return open_obligations(actor).filter(is_mine(actor))


def is_mine(actor) -> Q:
    """Hers, what she was told of, and what an absent colleague has in hand whom she stands in for."""
    told = Q(account_id=actor.account_id) | Q(escalated_to_id=actor.account_id)
    return told | among("account_id", actor.covered)


def unassigned(actor, *, units: Iterable[UUID]) -> QuerySet[Obligation]:
    """What a team or a site answers for and nobody has in hand."""
    return open_obligations(actor).filter(is_unassigned(units))


def is_unassigned(units: Iterable[UUID]) -> Q:
    return Q(account=None) & among("unit_id", frozenset(units))


def about_person(actor, person: UUID) -> QuerySet[Obligation]:
    return open_obligations(actor).filter(person_id=person)


@written_once
def coming(actor, person: UUID, most: int) -> QuerySet[Obligation]:
    """What comes next with somebody."""
    return about_person(actor, person)[:most]


def about(actor, *, kind: str, subjects: Iterable[UUID]) -> QuerySet[Obligation]:
    return open_obligations(actor).filter(kind=kind, subject__in=list(subjects))


def late(actor, *, at: datetime) -> QuerySet[Obligation]:
    return open_obligations(actor).filter(due_at__lt=at)


def unheard(actor) -> QuerySet[Obligation]:
    """Promises whose hour has come and that nobody could be told of."""
    return open_obligations(actor).filter(unheard_at__isnull=False, escalated_to=None)


def chosen_offset(rule: str, on: date) -> int | None:
    """The length that the département chose for this rule, that day."""
    return Adjustment.objects.filter(in_force(on), rule=rule).values_list("offset", flat=True).first()


def by_law(actor) -> QuerySet[Obligation]:
    """What a rule of law started, done or not."""
    return visible(Obligation, actor).exclude(rule="").select_related("unit", "account", "escalated_to", "closed_by")


def rule_of(obligation: Obligation) -> Rule | None:
    """The row of the book that gave its date."""
    return rule_of_version(obligation.rule_version)


def moves(actor, obligation: UUID) -> QuerySet[Move]:
    """How its date came to be what it is, the first one first."""
    return visible(Move, actor).filter(obligation_id=obligation).select_related("moved_by").order_by("moved_at", "id")


def closed_to(person: UUID | None) -> frozenset[UUID]:
    """Accounts that stepped aside from this person, whoever asks. Never to be shown: it would say who knows her."""
    if person is None:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute("select walls.closed_to(%s)", [person])
        return frozenset(cursor.fetchone()[0])


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[telling.Part]:
    """This room's part of the copy of a whole file."""
    return telling.whole_of("deadlines", actor, person, words=WORDS, opened=opened)


def traces_of_files(actor) -> list[QuerySet]:
    """What is owed to her is not over."""
    return [traces(open_obligations(actor).select_related(None), Trace.UNFINISHED)]
