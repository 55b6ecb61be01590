"""What is due, to whom, and what is late."""

from collections.abc import Container, Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Count, Min, Model, Q, QuerySet

from tisserand.access import scope, telling
from tisserand.access.queries import holders, in_force, visible
from tisserand.access.rules import able
from tisserand.access.statements import written_once
from tisserand.access.traces import traces
from tisserand.access.walls import among
from tisserand.deadlines.models import Adjustment, Feed, Move, NoDigest, Obligation, Passing, Tally
from tisserand.deadlines.rules import (
    DECIDES,
    FOLLOWS,
    GUARDED_KIND,
    Held,
    Rule,
    asking_for,
    fingerprint,
    holders_of,
    rule_of_version,
    taker_of,
)
from tisserand.kernel.traces import Trace

Thing = TypeVar("Thing", bound=Model)
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


def is_to_take(actor) -> Q:
    """What her teams and sites answer for and nobody has in hand, when she may do it or give it to who may."""
    decides = among("unit_id", actor.reach(DECIDES))
    kept_from_her = (
        (Q(kind__in=kinds) | Q(rule__in=rules)) & ~(decides | among("unit_id", actor.reach(capability)))
        for capability, (kinds, rules) in asking_for().items()
    )
    return Q(account=None) & among("unit_id", actor.reach(FOLLOWS)) & ~reduce(or_, kept_from_her)


def is_owed_by(units: Iterable[UUID]) -> Q:
    return among("unit_id", frozenset(units))


def about_person(actor, person: UUID) -> QuerySet[Obligation]:
    return open_obligations(actor).filter(person_id=person)


@written_once
def coming(actor, person: UUID, most: int) -> QuerySet[Obligation]:
    """What comes next with somebody."""
    return about_person(actor, person)[:most]


def about(actor, *, kind: str, subjects: Iterable[UUID]) -> QuerySet[Obligation]:
    return open_obligations(actor).filter(kind=kind, subject__in=list(subjects))


def ever_about(actor, *, kind: str, subjects: Iterable[UUID]) -> set[UUID]:
    """Which of these were ever given to somebody, done since or not."""
    rows = visible(Obligation, actor).filter(kind=kind, subject__in=list(subjects))
    return set(rows.order_by().values_list("subject", flat=True))


def owed_about(things: Iterable[UUID]) -> list[UUID]:
    """What things owe and nobody has done yet, whoever looks: identifiers, for the room that changes them."""
    with connection.cursor() as cursor:
        cursor.execute("select walls.owed_about(%s::uuid[])", [list(things)])
        return cursor.fetchone()[0]


def is_owed(obligation: UUID | None) -> bool:
    """Not done yet, whoever looks: for the room whose row names it."""
    if obligation is None:
        return False
    with scope.moving(obligation):
        return Obligation.objects.filter(pk=obligation, closed_at=None).exists()


def of_things(things: Iterable[UUID]) -> list[Obligation]:
    """What is owed about things that their own wall shows, or lets change. The first to become late first."""
    owed = owed_about(things)
    if not owed:
        return []
    with scope.moving(*owed):
        rows = Obligation.objects.filter(pk__in=owed).select_related("unit", "account", "escalated_to")
        return list(rows.order_by("due_at", "id"))


def with_what_they_owe(things: list[Thing], *names: str) -> list[Thing]:
    """These rows, as their own wall shows them, with what they name and the list of obligations hides. No query when
    nothing is hidden."""
    wanted = [(row, name) for row in things for name in names if _hides(row, name)]
    if wanted:
        keys = {getattr(row, f"{name}_id") for row, name in wanted}
        with scope.moving(*keys):
            found = Obligation.objects.select_related("account").in_bulk(keys)
        for row, name in wanted:
            setattr(row, name, found.get(getattr(row, f"{name}_id")))
    return things


def _hides(row, name: str) -> bool:
    return getattr(row, f"{name}_id") is not None and getattr(row, name) is None


def late(actor, *, at: datetime) -> QuerySet[Obligation]:
    return open_obligations(actor).filter(due_at__lt=at)


def unheard(actor) -> QuerySet[Obligation]:
    """Promises whose hour has come and that nobody could be told of."""
    return open_obligations(actor).filter(unheard_at__isnull=False, escalated_to=None)


def chosen_offset(rule: str, on: date) -> int | None:
    """The length that the département chose for this rule, that day."""
    return Adjustment.objects.filter(in_force(on), rule=rule).values_list("offset", flat=True).first()


def adjustments(rule: str) -> QuerySet[Adjustment]:
    """Every length that was chosen for it, the latest first."""
    return Adjustment.objects.filter(rule=rule).select_related("set_by").order_by("-starts_on", "id")


def chosen_offsets(on: date) -> dict[str, int]:
    """The lengths that the département chose, by rule."""
    return dict(Adjustment.objects.filter(in_force(on)).order_by().values_list("rule", "offset"))


def obligations(actor) -> QuerySet[Obligation]:
    """Done or not."""
    return visible(Obligation, actor).select_related("unit", "account", "escalated_to", "opened_by", "closed_by")


def rule_of(obligation: Obligation) -> Rule | None:
    """The row of the book that gave its date."""
    return rule_of_version(obligation.rule_version)


def moves(actor, obligation: UUID) -> QuerySet[Move]:
    """How its date came to be what it is, the first one first."""
    return visible(Move, actor).filter(obligation_id=obligation).select_related("moved_by").order_by("moved_at", "id")


def passings(actor, obligation: UUID) -> QuerySet[Passing]:
    """From hand to hand, the first one first."""
    rows = visible(Passing, actor).filter(obligation_id=obligation)
    return rows.select_related("by", "held_by", "to").order_by("at", "id")


def held(actor, row: Obligation) -> Held:
    hands = {actor.account_id, *actor.covered}
    return Held(
        kind=row.kind,
        closed=row.closed_at is not None,
        account=row.account_id,
        told=row.escalated_to_id,
        mine=row.account_id in hands or row.escalated_to_id == actor.account_id,
        answers=actor.can(FOLLOWS, row.unit_id),
        decides=actor.can(DECIDES, row.unit_id),
    )


def colleagues(row: Obligation, *, on: date) -> dict[UUID, str]:
    """Who could have it in hand: follows the duties of the unit, reads or does there what this one is about.

    Those who know the person are among them.
    """
    taker = taker_of(row.kind, row.rule)
    works = {role for capability in ([taker] if taker else holders_of(row.kind)) for role in able(capability)}
    return _named(FOLLOWS, row, on, within=works)


def deciders(row: Obligation, *, on: date) -> dict[UUID, str]:
    """Who decides in the place of an owner who does not answer."""
    return _named(DECIDES, row, on)


def _named(capability: str, row: Obligation, on: date, within: Container[str] | None = None) -> dict[UUID, str]:
    seats = holders(capability=capability, unit_id=row.unit_id, on=on)
    kept = (seat for seat in seats if within is None or seat.role in within)
    return {seat.account_id: f"{seat.account.name}, {seat.unit.name}" for seat in kept}


def by_unit_and_kind(actor, *, now: datetime, tonight: datetime, in_six_days: datetime) -> list[dict]:
    """How much is owed in each unit of this actor, kind by kind. Never by colleague (invariant 6)."""
    rows = open_obligations(actor).filter(among("unit_id", actor.reach(FOLLOWS)))
    counted = {
        "late": Count("id", filter=Q(due_at__lt=now)),
        "today": Count("id", filter=Q(due_at__gte=now, due_at__lte=tonight)),
        "week": Count("id", filter=Q(due_at__gt=tonight, due_at__lte=in_six_days)),
        "later": Count("id", filter=Q(due_at__gt=in_six_days)),
        "unassigned": Count("id", filter=is_to_take(actor)),
        "oldest": Min("due_at"),
    }
    figures = rows.order_by("unit__name", "unit_id", "kind").values("unit_id", "unit__name", "unit__kind", "kind")
    return list(figures.annotate(**counted))


def late_that_night(actor, on: date) -> dict[UUID, int]:
    """What each unit had late when that night counted everything: for whoever reads all that the unit owes."""
    poles = Q(unit__kind="pole") & among("unit_id", actor.reach("orientations.answer"))
    whole = among("unit_id", actor.reach(DECIDES) | actor.reach("concerns.see")) | poles
    return dict(visible(Tally, actor).filter(whole, on=on).order_by().values_list("unit_id", "late"))


def for_agenda(actor, most: int) -> QuerySet[Obligation]:
    """Mine; that a protected file exists is not said to an agenda."""
    return mine(actor).exclude(kind=GUARDED_KIND)[:most]


def feed_of(secret: str) -> Feed | None:
    """Open, and of an account that is."""
    rows = Feed.objects.filter(fingerprint=fingerprint(secret), revoked_at=None, account__is_active=True)
    return rows.select_related("account").first()


def my_feed(actor) -> Feed | None:
    return Feed.objects.filter(account_id=actor.account_id, revoked_at=None).first()


def wants_digest(actor) -> bool:
    return not visible(NoDigest, actor).filter(account_id=actor.account_id).exists()


def hands() -> set[UUID]:
    """Whose hands something is in, or who was told of it. For jobs: everything is seen."""
    rows = Obligation.objects.filter(closed_at=None).values_list("account_id", "escalated_to_id").distinct()
    return {account for row in rows for account in row if account}


def owed_to(gone: UUID) -> set[UUID]:
    """To whom this colleague owes something, or was told that it is owed. For jobs."""
    hers = Obligation.objects.filter(Q(account_id=gone) | Q(escalated_to_id=gone), closed_at=None)
    return set(hers.exclude(person_id=None).values_list("person_id", flat=True))


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
