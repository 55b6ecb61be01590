"""Reading seats: whose, where, when; who may give one."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from tisserand.access import queries, rules
from tisserand.access.models import Account, Membership, Unit
from tisserand.access.seat_rules import MANAGES, Moment


def today(at: datetime) -> date:
    """The day by which seats begin and end: the organisation's."""
    return queries.today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)


def sits(who: str, day: str) -> str:
    """In SQL, of a column or a sentence: her account is open, and she sits somewhere that day."""
    return f"""exists (
    select from access_membership seat join access_account account on account.id = seat.account_id
    where seat.account_id = {who} and account.is_active and seat.starts_on <= {day}
    and (seat.ends_before is null or seat.ends_before > {day}))"""  # noqa: S608 — our own sentences


def of(account: UUID) -> list[Membership]:
    """Past, current and to come, the latest first."""
    return list(Membership.objects.filter(account_id=account).select_related("unit").order_by("-starts_on", "-id"))


def within(unit: UUID, *, on: date) -> list[Membership]:
    """Who sits there or will."""
    rows = Membership.objects.filter(Q(ends_before=None) | Q(ends_before__gt=on), unit_id=unit, account__is_active=True)
    return list(rows.select_related("account", "unit").order_by("account__name", "starts_on", "id"))


def by_account(accounts: Iterable[Account], *, on: date) -> dict[UUID, list[Membership]]:
    """What each holds that day. One query."""
    found: dict[UUID, list[Membership]] = {account.pk: [] for account in accounts}
    rows = Membership.objects.filter(queries.in_force(on), account__in=list(found))
    for seat in rows.select_related("unit").order_by("starts_on", "id"):
        found[seat.account_id].append(seat)
    return found


def units(on: date) -> list[Unit]:
    """Where somebody may be seated, that day or later."""
    return list(Unit.objects.filter(Q(ends_before=None) | Q(ends_before__gt=on)).order_by("name", "id"))


def same(account: UUID, *, unit: UUID, role: str) -> list[Membership]:
    """The seats that she had, has or will have there with this role."""
    return list(Membership.objects.filter(account_id=account, unit_id=unit, role=role).order_by("starts_on", "id"))


def seat_of(account: UUID, seat: UUID) -> Membership | None:
    return Membership.objects.filter(account_id=account, pk=seat).select_related("unit").first()


def hands(actor, *, at: datetime, account: UUID) -> dict[str, bool]:
    """Whether she would touch her own seats, and whether anybody else could."""
    own = account == actor.account_id
    return {"own": own, "alone": own and not _managers(on=today(at)).exclude(account_id=account).exists()}


def is_last_manager(seat: Membership, *, on: date) -> bool:
    """Whether nobody would name colleagues any more from that day on, this seat being left."""
    return seat.role in rules.able(MANAGES) and not _managers(on=on).exclude(pk=seat.pk).exists()


def _managers(*, on: date) -> QuerySet[Membership]:
    return Membership.objects.filter(queries.in_force(on), role__in=rules.able(MANAGES), account__is_active=True)


def moments(seats: Iterable[Membership], *, on: date) -> dict[Moment, list[Membership]]:
    found: dict[Moment, list[Membership]] = {moment: [] for moment in Moment}
    for seat in seats:
        found[seat.span.moment(on)].append(seat)
    return found
