"""Everything that is open, in a few statements: who must be told, what nobody hears, how much is late in each unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.rules import roles
from tisserand.deadlines import queries, rules
from tisserand.deadlines.operations.duties import KIND, discharge, open_obligation

# The manager of the unit that owes; a pôle that has none above it is answered for by the manager of who asked. Neither
# the one who has it in hand, who knows, nor somebody who stepped aside from the person. What was kept, told or renewed
# meanwhile is left: the conditions are read again on the row as it is when it is locked.
TELL = """
with recursive line as (
    select id as unit_id, id as above, parent_id, 0 as far, (%(at)s at time zone time_zone)::date as today
    from access_unit
    union all
    select line.unit_id, unit.id, unit.parent_id, line.far + 1, line.today
    from line join access_unit unit on unit.id = line.parent_id
), decides as materialized (
    select line.unit_id, seat.account_id,
        row_number() over (partition by line.unit_id order by line.far, account.name, seat.id) as rank
    from line
    join access_membership seat on seat.unit_id = line.above and seat.role = any(%(roles)s)
        and seat.starts_on <= line.today and (seat.ends_before is null or seat.ends_before > line.today)
    join access_account account on account.id = seat.account_id and account.is_active
), due as materialized (
    select id, unit_id, account_id, person_id, opened_by_id from deadlines_obligation
    where closed_at is null and escalated_to_id is null and escalates_at <= %(at)s
), asked as (
    select due.*, due.unit_id as of_unit, 0 as turn from due
    union all
    select due.*, seat.unit_id, 1 + row_number() over (partition by due.id order by seat.starts_on, seat.id) from due
    join access_unit unit on unit.id = due.unit_id
    join access_membership seat on seat.account_id = due.opened_by_id
        and seat.starts_on <= (%(at)s at time zone unit.time_zone)::date
        and (seat.ends_before is null or seat.ends_before > (%(at)s at time zone unit.time_zone)::date)
), told as (
    select distinct on (asked.id) asked.id, decides.account_id
    from asked join decides on decides.unit_id = asked.of_unit
    where decides.account_id is distinct from asked.account_id and not exists (
        select from access_stepaside aside where aside.person_id = asked.person_id
        and aside.account_id = decides.account_id and aside.lifted_at is null)
    order by asked.id, asked.turn, decides.rank
)
update deadlines_obligation row set escalated_to_id = told.account_id, escalates_at = null
from told where row.id = told.id
    and row.closed_at is null and row.escalated_to_id is null and row.escalates_at <= %(at)s
returning row.id, row.person_id
"""
UNHEARD = """
update deadlines_obligation set unheard_at = %(at)s
where closed_at is null and escalated_to_id is null and escalates_at <= %(at)s and unheard_at is null
returning id, person_id, unit_id
"""
TALLY = """
insert into deadlines_tally ("on", unit_id, late, soon, later, oldest_due_at)
select %(on)s, unit_id, count(*) filter (where due_at < %(at)s),
    count(*) filter (where due_at >= %(at)s and due_at <= %(soon)s), count(*) filter (where due_at > %(soon)s),
    min(due_at)
from deadlines_obligation where closed_at is null group by unit_id
on conflict ("on", unit_id) do update set late = excluded.late, soon = excluded.soon, later = excluded.later,
    oldest_due_at = excluded.oldest_due_at
"""


@dataclass(frozen=True)
class Night:
    told: int
    unheard: int
    units: int


def sweep(*, actor, at: datetime) -> Night:
    """The whole of what is open: somebody is told of each promise whose hour has come, each unit is counted."""
    told, unheard = tell_who_decides(actor=actor, at=at)
    return Night(told, unheard, count_each_unit(at=at))


@transaction.atomic
def tell_who_decides(*, actor, at: datetime) -> tuple[int, int]:
    """How many promises were told to somebody, and how many had nobody to hear them."""
    able = [role.code for role in roles().values() if rules.DECIDES in role.capabilities]
    told = _run(TELL, at=at, roles=able)
    journal.record_all(actor=actor, at=at, verb="obligation.escalate", kind=KIND, about=told)
    unheard = _run(UNHEARD, at=at)
    journal.record_all(actor=actor, at=at, verb="obligation.unheard", kind=KIND, about=[row[:2] for row in unheard])
    _ask_for_somebody({unit for *_, unit in unheard}, actor=actor, at=at)
    return len(told), len(unheard)


@transaction.atomic
def count_each_unit(*, at: datetime) -> int:
    on = access.today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)
    with connection.cursor() as cursor:
        cursor.execute(TALLY, {"at": at, "on": on, "soon": at + rules.SOON})
        return cursor.rowcount


@transaction.atomic
def thank(*, actor, at: datetime) -> None:
    """Somebody was named where nobody could be told: nothing is asked any more of whoever manages the organisation."""
    deaf = set(queries.unheard(actor).values_list("unit_id", flat=True))
    for asked in queries.open_obligations(actor).filter(kind=rules.UNHEARD_KIND).exclude(subject__in=deaf):
        discharge(actor=actor, at=at, obligation=asked.pk, outcome="entendu")


def _ask_for_somebody(units: Iterable[UUID], *, actor, at: datetime) -> None:
    """Of whoever manages the organisation, once for each unit and without the person."""
    asked = queries.about(actor, kind=rules.UNHEARD_KIND, subjects=units).values_list("subject", flat=True)
    for identifier in sorted(set(units) - set(asked)):
        unit = access.unit(identifier)
        on = access.today(at, unit.time_zone)
        if seat := access.nearest_holder(capability="organisation.manage", unit_id=unit.pk, on=on):
            _ask(unit, seat, actor=actor, at=at)


def _ask(unit, seat, *, actor, at: datetime) -> None:
    open_obligation(
        actor=actor,
        at=at,
        kind=rules.UNHEARD_KIND,
        subject=unit.pk,
        label=f"Désigner qui prévenir\u00a0: {unit.name}"[:200],
        why="Une échéance y arrive à son heure et aucun cadre ne peut en être prévenu.",
        unit=seat.unit_id,
        account=seat.account_id,
        due_at=rules.in_working_days(at, 1, unit.time_zone),
    )


def _run(statement: str, **said) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, said)
        return cursor.fetchall()
