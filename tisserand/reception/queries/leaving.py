"""What waits for a colleague who will not be there: who left, stepped aside from her, or is stood in for."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from tisserand.access import queries as access
from tisserand.access.statements import read
from tisserand.deadlines import queries as dues
from tisserand.people.rules import Visibility
from tisserand.reception.models import Appointment

SITS = """exists (
    select from access_membership seat join access_account account on account.id = seat.account_id
    where seat.account_id = {who} and account.is_active and seat.starts_on <= {day}
    and (seat.ends_before is null or seat.ends_before > {day}))"""
# On the day itself, and today: a seat that ends in a month leaves today what is fixed for after it.
ALONE = f"""
with planned as (
    select row.id, row.person_id, row.professional_id, row.obligation_id is not null as asked,
        row.starts_at > %(at)s as ahead, (row.starts_at at time zone unit.time_zone)::date as day,
        (%(at)s at time zone unit.time_zone)::date as today
    from reception_appointment row join access_unit unit on unit.id = row.unit_id where row.state = 'planned'
), known as (
    select planned.*,
        not {SITS.format(who="planned.professional_id", day="greatest(planned.day, planned.today)")}
        or exists (
            select from access_stepaside aside where aside.account_id = planned.professional_id
            and aside.person_id = planned.person_id and aside.lifted_at is null) as alone,
        (select cover.covering_id from access_cover cover
            where planned.ahead and cover.absent_id = planned.professional_id and cover.starts_on <= planned.day
            and cover.ends_before > planned.day order by cover.starts_on, cover.id limit 1) as covering
    from planned
)
select id, asked, covering from known where asked <> (alone or covering is not null) order by id
"""  # noqa: S608 — our own sentences
SHIFTS = f"""
select row.id from reception_oncall row
where row.cancelled_at is null and row.ends_at > %(at)s and row.account_id is not null
and not {SITS.format(who="row.account_id", day="(greatest(row.starts_at, %(at)s) at time zone %(zone)s)::date")}
"""  # noqa: S608 — our own sentences


def appointments_to_settle(at: datetime) -> list[tuple[UUID, bool, UUID | None]]:
    """Which, whether somebody is asked already while nobody needs to be any more, and who stands in. For jobs."""
    return read(ALONE, {"at": at})


def keeper_of(row: Appointment, at: datetime) -> UUID | None:
    """In whose hand what is asked about a protected person is; of anybody else, the desk or the team sees to it."""
    if row.visibility == Visibility.STAFF:
        return None
    on, without = access.today(at, row.unit.time_zone), dues.closed_to(row.person_id)
    seat = access.nearest_holder(capability="restricted.gatekeep", unit_id=row.unit_id, on=on, without=without)
    return seat.account_id if seat else None


def shifts_of_nobody(at: datetime) -> frozenset[UUID]:
    """Under way or to come, in the name of somebody who no longer works here. One query."""
    asked = {"at": at, "zone": settings.TIME_ZONE_OF_THE_ORGANISATION}
    return frozenset(key for (key,) in read(SHIFTS, asked))
