"""Reading accounts, seats and units; the actor of a request; what a wall lets through."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from tisserand.access import rules, scope
from tisserand.access.actors import Actor, Post, Stand
from tisserand.access.grant_rules import Kind
from tisserand.access.models import Account, Draft, Membership, Unit
from tisserand.access.statements import read, written_once
from tisserand.access.walls import array

AnyModel = TypeVar("AnyModel", bound=Model)


def visible(model: type[AnyModel], actor) -> QuerySet[AnyModel]:
    """The rows of `model` that `actor` may see. What you may not see does not exist."""
    rows = model._default_manager.all()
    wall = getattr(model, "wall", None)
    return rows.filter(wall.q(actor)) if hasattr(wall, "q") else rows


def in_force(on: date) -> Q:
    """Rows whose validity [starts_on, ends_before) holds `on`."""
    return Q(starts_on__lte=on) & (Q(ends_before=None) | Q(ends_before__gt=on))


def today(at: datetime, zone: str) -> date:
    """The day it is in a unit, at an instant (decision D15)."""
    return at.astimezone(ZoneInfo(zone)).date()


# Her seats, the units below each one and those they replace; the persons she stepped aside from, the files open to her
# for a while, whom she stands in for and who does for her: one row at least.
SEATS = """
with recursive seat as (
    select m.id, m.role, m.starts_on, u.id as unit_id, u.name, u.kind, u.time_zone
    from access_membership m join access_unit u on u.id = m.unit_id
    where m.account_id = %(account)s and m.starts_on <= %(on)s and (m.ends_before is null or m.ends_before > %(on)s)
), under as (
    select parent_id as above, id as unit from access_unit where parent_id is not null
    union all
    select replaced_by_id, id from access_unit where replaced_by_id is not null and ends_before <= %(on)s
), below as (
    select unit_id as root, unit_id as unit from seat
    union
    select below.root, under.unit from below join under on under.above = below.unit
)
select aside.denied, aside.granted, aside.covers, aside.covered_by,
    seat.role, seat.unit_id, seat.name, seat.kind, seat.time_zone,
    array(select unit from below where root = seat.unit_id)
from (select
    array(select person_id from access_stepaside where account_id = %(account)s and lifted_at is null) as denied,
    (select json_agg(json_build_array(kind, person_id, coalesce(ended_at, ends_at), words))
     from access_filegrant
     where account_id = %(account)s and starts_at <= %(at)s and coalesce(ended_at, ends_at) > %(at)s) as granted,
    (select json_agg(json_build_array(other.id, other.name, c.ends_before) order by c.ends_before, c.id)
     from access_cover c join access_account other on other.id = c.absent_id
     where c.covering_id = %(account)s and c.starts_on <= %(on)s and c.ends_before > %(on)s) as covers,
    (select json_agg(json_build_array(other.id, other.name, c.ends_before) order by c.ends_before, c.id)
     from access_cover c join access_account other on other.id = c.covering_id
     where c.absent_id = %(account)s and c.starts_on <= %(on)s and c.ends_before > %(on)s) as covered_by
) aside left join seat on true
order by seat.starts_on, seat.id
"""


def actor_for(account: Account, *, at: datetime) -> Actor:
    """Who this account is at this instant: its seats, what they allow and where. One query."""
    asked = {"account": account.pk, "at": at, "on": today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)}
    return _actor(account, read(SEATS, asked))


def actor_entering(account: Account, *, at: datetime) -> Actor:
    """The same at the door of a request: PostgreSQL learns who asks, then shows her what is hers."""
    scope.introduce(account.pk)
    return actor_for(account, at=at)


def _actor(account: Account, rows: list[tuple]) -> Actor:
    denied, granted, covers, covered_by = rows[0][:4]
    seats = [row[4:] for row in rows if row[4] is not None]
    return Actor(
        account_id=account.pk,
        name=account.name,
        reaches=rules.reaches((role, below) for role, *_, below in seats),
        posts=tuple(Post(unit, name, kind, role, zone) for role, unit, name, kind, zone, _ in seats),
        denied=frozenset(denied),
        opened={UUID(person): datetime.fromisoformat(end) for _, person, end, _ in _of(granted, Kind.EMERGENCY)},
        declared={UUID(person): words for _, person, _, words in _of(granted, Kind.ELSEWHERE)},
        covers=_stands(covers),
        covered_by=_stands(covered_by),
    )


def _of(granted: list | None, kind: Kind) -> list:
    return [grant for grant in granted or () if grant[0] == kind]


def _stands(rows: list | None) -> tuple[Stand, ...]:
    return tuple(Stand(UUID(account), name, date.fromisoformat(end)) for account, name, end in rows or ())


def units(*, kind: str | None = None, on: date) -> QuerySet[Unit]:
    rows = Unit.objects.filter(in_force(on))
    return rows.filter(kind=kind) if kind else rows


def zones(*, on: date) -> list[str]:
    """The zones of the département that stands that day: one, unless none is loaded yet."""
    roots = Unit.objects.filter(in_force(on), parent=None).order_by("time_zone")
    return list(roots.values_list("time_zone", flat=True).distinct())


def replaced_units() -> QuerySet[Unit]:
    """Closed, or about to be, with the unit that takes over; the first to close first."""
    rows = Unit.objects.filter(replaced_by__isnull=False, ends_before__isnull=False)
    return rows.select_related("replaced_by").order_by("ends_before", "id")


def unit(unit_id: UUID) -> Unit:
    return Unit.objects.get(pk=unit_id)


def units_by_key(identifiers: Iterable[UUID]) -> dict[UUID, Unit]:
    """One query, none for nothing."""
    return Unit.objects.in_bulk(list(identifiers))


def accounts(identifiers: Iterable[UUID]) -> dict[UUID, Account]:
    """Colleagues by identifier, for the names on a page. One query."""
    return Account.objects.in_bulk(list(identifiers))


def accounts_by_login(logins: Iterable[str]) -> dict[str, Account]:
    return {account.login: account for account in Account.objects.filter(login__in=list(logins)).order_by("id")}


def colleagues(*, unit_ids: Iterable[UUID], on: date, roles: Iterable[str] | None = None) -> QuerySet[Membership]:
    """Who sits in these units that day, with account and unit."""
    rows = Membership.objects.filter(in_force(on), unit__in=list(unit_ids), account__is_active=True)
    if roles is not None:
        rows = rows.filter(role__in=list(roles))
    return rows.select_related("account", "unit").order_by("account__name", "id")


def gone(accounts: Iterable[UUID], *, on: date) -> frozenset[UUID]:
    """Those of them whose account is closed, or who sit nowhere that day."""
    asked = frozenset(accounts)
    rows = Membership.objects.filter(in_force(on), account__is_active=True, account__in=asked)
    return asked - frozenset(rows.values_list("account_id", flat=True))


AWAY = """
select away.absent, account.id, account.name, away.ends_before
from walls.stands_in_for(%(absents)s::uuid[], %(on)s) away join access_account account on account.id = away.covering
order by away.ends_before, account.id
"""


def away(accounts: Iterable[UUID], *, on: date) -> dict[UUID, Stand]:
    """Those of them who are absent that day: who stands in for each, and until when. One query."""
    rows = read(AWAY, {"absents": array(frozenset(accounts)), "on": on})
    return {absent: Stand(*covering) for absent, *covering in rows}


def holders(*, capability: str, unit_id: UUID, on: date) -> QuerySet[Membership]:
    """Who holds a capability over a unit that day, the nearest seat first: her unit, then the one above."""
    line, current = [], unit_id
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    while current is not None:
        line.append(current)
        current = parents.get(current)
    able = [role.code for role in rules.roles().values() if capability in role.capabilities]
    return colleagues(unit_ids=line, on=on, roles=able)


def units_of(account: UUID, *, on: date) -> list[UUID]:
    """Where somebody sits that day, the oldest seat first."""
    seats = Membership.objects.filter(in_force(on), account_id=account).order_by("starts_on", "id")
    return list(seats.values_list("unit_id", flat=True))


def nearest_holder(
    *, capability: str, unit_id: UUID, on: date, without: Collection[UUID | None] = ()
) -> Membership | None:
    """The one nearest to a unit who holds a capability over it: a site's manager, for instance."""
    found = holders(capability=capability, unit_id=unit_id, on=on)
    seats = [seat for seat in found if seat.account_id not in without]
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    current: UUID | None = unit_id
    while current is not None:
        for seat in seats:
            if seat.unit_id == current:
                return seat
        current = parents.get(current)
    return None


def drafts(actor) -> QuerySet[Draft]:
    """My unfinished texts, the latest first."""
    return visible(Draft, actor).order_by("-saved_at", "id")


@written_once
def latest_drafts(actor, most: int) -> QuerySet[Draft]:
    return drafts(actor)[:most]


def draft(actor, *, form: str, person: UUID | None = None) -> Draft | None:
    return visible(Draft, actor).filter(form=form, person_id=person).first()


def demo_accounts(*, at: datetime) -> list[Membership]:
    """Fictitious colleagues to try the product as, on the demonstration's sign-in page."""
    on = today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)
    seats = Membership.objects.filter(in_force(on), account__showcase=True, account__is_active=True)
    by_account = {seat.account_id: seat for seat in seats.select_related("account", "unit").order_by("role", "-id")}
    # In the order of the roles' table: that of the chain, from the door on.
    chain = list(rules.roles())
    return sorted(by_account.values(), key=lambda seat: (chain.index(seat.role), seat.account.name))
