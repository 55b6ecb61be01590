"""What waits for a colleague who will not be there: who left, stepped aside from her, or is stood in for."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from tisserand.access import queries as access
from tisserand.access.seats import sits
from tisserand.access.statements import read
from tisserand.deadlines import queries as dues
from tisserand.people.rules import Visibility
from tisserand.reception.models import Appointment

ASIDE = """exists (
    select from access_stepaside aside where aside.account_id = {who} and aside.person_id = planned.person_id
    and aside.lifted_at is null)"""
COVER = "access_cover cover where cover.absent_id = planned.professional_id"
# On the day itself, and today: a seat that ends in a month leaves today what is fixed for after it. Once its hour has
# come, what was asked remains to be told, whoever is back. Who stands in has it in hand while she may read it: from the
# first day of the cover to the last; afterwards the unit has, unless somebody took it by hand.
ALONE = f"""
with planned as (
    select row.id, row.person_id, row.professional_id, row.starts_at > %(at)s as ahead, here.today,
        greatest((row.starts_at at time zone unit.time_zone)::date, here.today) as day,
        duty.id is not null as asked, duty.account_id as hand, duty.opened_at
    from reception_appointment row join access_unit unit on unit.id = row.unit_id
    cross join lateral (select (%(at)s at time zone unit.time_zone)::date as today) here
    left join deadlines_obligation duty on duty.id = row.obligation_id and duty.closed_at is null
    where row.state = 'planned'
), known as (
    select planned.*,
        not {sits("planned.professional_id", "planned.day")} or {ASIDE.format(who="planned.professional_id")}
        or case when planned.ahead
            then exists (select from {COVER} and cover.starts_on <= planned.day and cover.ends_before > planned.day)
            else planned.asked end as needed,
        (select cover.covering_id from {COVER} and cover.starts_on <= planned.today and cover.ends_before > planned.day
            and {sits("cover.covering_id", "planned.day")} and not {ASIDE.format(who="cover.covering_id")}
            order by cover.starts_on, cover.id limit 1) as covering,
        planned.hand is null or exists (select from {COVER} and cover.covering_id = planned.hand
            and cover.ends_before >= planned.opened_at::date) as follows
    from planned
)
select id, asked, needed, covering from known
where asked <> needed or asked and follows and covering is distinct from hand order by id
"""  # noqa: S608 — our own sentences
SHIFTS = f"""
select row.id from reception_oncall row
where row.cancelled_at is null and row.ends_at > %(at)s and row.account_id is not null
and not {sits("row.account_id", "(greatest(row.starts_at, %(at)s) at time zone %(zone)s)::date")}
"""  # noqa: S608 — our own sentences


def appointments_to_settle(at: datetime) -> list[tuple[UUID, bool, bool, UUID | None]]:
    """Which, whether somebody is asked already, whether somebody is to be, and who stands in today. For jobs."""
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
