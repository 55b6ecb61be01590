"""The journal's own end: what was done or read longer ago than decided is forgotten, link by link (record 0007)."""

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from tisserand.access.chain import forgetting
from tisserand.access.chain.forgetting import Ending
from tisserand.people.queries.traces import attached_to
from tisserand.privacy.operations.announcing import local_day
from tisserand.privacy.queries import retention
from tisserand.privacy.rules.retention import months_after


def what_ends(*, actor, at: datetime) -> Ending:
    """What would go tonight: counted, nothing changed."""
    return forgetting.ending(before=_first_instant_kept(at), held=_held(actor, at))


def forget_journal(*, actor, at: datetime) -> Ending:
    rule = f"journal, {retention.journal_months(local_day(at))} mois"
    return forgetting.forget(actor=actor, at=at, before=_first_instant_kept(at), held=_held(actor, at), rule=rule)


def _first_instant_kept(at: datetime) -> datetime:
    today = local_day(at)
    first_day = months_after(today, -retention.journal_months(today))
    return datetime.combine(first_day, time.min, ZoneInfo(settings.TIME_ZONE_OF_THE_ORGANISATION))


def _held(actor, at: datetime) -> list[UUID]:
    """Persons whose file is held today, with the files joined to theirs."""
    today = local_day(at)
    holds = retention.holds_of(actor)
    persons = [person for person, said in holds.items() if any(hold.holds_on(today) for hold in said)]
    return [*persons, *attached_to(actor, persons)]
