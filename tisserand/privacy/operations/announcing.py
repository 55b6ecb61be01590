"""Each night: which files come to their end, and telling the privacy officer of the new ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tisserand.access import queries as access
from tisserand.access.actors import System
from tisserand.access.rules import roles
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as promises
from tisserand.deadlines.rules import in_working_days
from tisserand.kernel.ids import new_id
from tisserand.privacy.models import FileDue
from tisserand.privacy.queries import retention
from tisserand.privacy.queries.facts import FileAtEnd, concerns_over_since, files_without_contact_since
from tisserand.privacy.rules.durations import Rule, months_of, rules_on
from tisserand.privacy.rules.retention import (
    CONCERN,
    FILE,
    WARNING,
    due,
    months_after,
    planned_on,
    refusals_to_destroy,
)

# Who works at night, and whenever nobody does.
NIGHT = System("conservation")
KIND = "privacy.due"
CAPABILITY = "retention.manage"
ANSWER_WITHIN = 10  # working days to look at what was announced
# Reasons that time alone will lift are not what keeps a file.
TIME_WILL_TELL = {"not_due", "not_announced", "announced_lately", "visa"}
COLUMNS = ["visibility", "site", "kind", "reference_on", "due_on", "announced_on", "planned_on", "kept_by"]


@dataclass(frozen=True)
class Announced:
    listed: int
    new: int
    told: bool


def local_day(at: datetime) -> date:
    return access.today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)


@transaction.atomic
def announce(*, actor, at: datetime) -> Announced:
    """Write the list of what ends within sixty days again. A file that lives anew leaves it."""
    former = dict(FileDue.objects.values_list("person_id", "announced_on"))
    rows = list(_ending(actor, local_day(at), former))
    FileDue.objects.exclude(person_id__in=[row.person_id for row in rows]).delete()
    FileDue.objects.bulk_create(
        rows, batch_size=2000, update_conflicts=True, unique_fields=["person_id"], update_fields=COLUMNS
    )
    new = sum(1 for row in rows if row.announced_on and not former.get(row.person_id))
    return Announced(listed=len(rows), new=new, told=new > 0 and _tell(actor, at))


def _ending(actor, today: date, former: dict[UUID, date | None]) -> Iterator[FileDue]:
    rules, decided = rules_on(today), retention.decided()
    holds = retention.holds_of(actor)
    files = files_without_contact_since(actor, _over_since(rules[FILE], decided, today))
    concerns = concerns_over_since(actor, _over_since(rules[CONCERN], decided, today))
    for file in (*files, *concerns):
        end = due(file.facts, rules=rules, decided=decided)
        if end and (end.on is None or end.on - WARNING <= today):
            yield _row(file, end, former.get(file.person_id), today, holds.get(file.person_id, ()))


def _over_since(rule: Rule, decided: Mapping[str, int], today: date) -> date:
    """What was over that day comes to its end soon; where nobody decided how long, what may, so that somebody does."""
    months = months_of(rule, decided)
    return months_after(today + WARNING, -(months if months is not None else rule.least or 0))


def _row(file: FileAtEnd, end, announced: date | None, today: date, holds) -> FileDue:
    announced_on = (announced or today) if end.on else None
    refusals = refusals_to_destroy(file.facts, end=end, announced_on=announced_on, holds=holds, visa=False, today=today)
    return FileDue(
        person_id=file.person_id,
        visibility=file.visibility,
        site_id=file.site_id,
        kind=end.kind,
        reference_on=end.reference,
        due_on=end.on,
        announced_on=announced_on,
        planned_on=planned_on(end.on, announced_on) if end.on and announced_on else None,
        kept_by=sorted({refusal.code for refusal in refusals} - TIME_WILL_TELL),
    )


def _tell(actor, at: datetime) -> bool:
    """One duty for the privacy officer, however many files; False when nobody holds the job."""
    seat = officer(local_day(at))
    if seat is None:
        return False
    waiting = promises.open_obligations(actor).filter(kind=KIND, account_id=seat.account_id)
    if not waiting.exists():
        deadlines.open_obligation(
            actor=actor,
            at=at,
            kind=KIND,
            subject=new_id(),
            unit=seat.unit_id,
            account=seat.account_id,
            label="Relire les dossiers qui arrivent à échéance",
            due_at=in_working_days(at, ANSWER_WITHIN, seat.unit.time_zone),
        )
    return True


def officer(on: date):
    """The seat of the privacy officer that day, the oldest one if there are several."""
    able = [role.code for role in roles().values() if CAPABILITY in role.capabilities]
    units = list(access.units(on=on).values_list("id", flat=True))
    seats = access.colleagues(unit_ids=units, on=on, roles=able)
    return seats.order_by("starts_on", "id").first()
