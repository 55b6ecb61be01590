"""The département's protocol for emergencies, when its organisation has one, and who is on call around today (R24)."""

from datetime import date, datetime, time, timedelta
from itertools import cycle
from pathlib import Path
from zoneinfo import ZoneInfo

from tisserand.access import queries as access
from tisserand.access.actors import System
from tisserand.demo.service import Service
from tisserand.reception import operations as reception
from tisserand.reception import queries
from tisserand.reception.rules.on_call import Shift
from tisserand.reception.rules.urgency_reading import Written, read_protocol

MORNING = time(9)
HANDOVER = time(8)
BEFORE, AHEAD = 3, 5
# A week that nobody has taken to its end yet: seen three weeks before.
SHORT_WEEK, SHORT_DAYS = 3, 5
SAID_BEFORE = timedelta(weeks=4)
PHONE = "+590590000201"


def file_beside(organisation: Path) -> Path:
    """`guadeloupe.toml` has its protocol in `guadeloupe-urgence.toml`; another one may have none."""
    return organisation.with_name(f"{organisation.stem}-urgence.toml")


def tell(service: Service, organisation: Path) -> int:
    path, count = file_beside(organisation), 0
    if path.exists():
        for version in read_protocol(path.read_text(encoding="utf-8")):
            if version.published_on <= service.clock.today:
                _publish(service, version)
                count += 1
    return count + _on_call(service)


def _publish(service: Service, version: Written) -> None:
    today = version.published_on
    said = {"actor": _author(service), "at": datetime.combine(today, MORNING, tzinfo=ZoneInfo(service.clock.zone))}
    latest = queries.protocol_on(System("demo"), date.max)
    draft = reception.prepare_protocol(**said, today=today, source=latest.pk if latest else None)
    words = {
        "definition": version.definition or draft.definition,
        "closing_rule": version.closing_rule or draft.closing_rule,
    }
    draft = reception.write_frame(**said, protocol=draft.pk, expected_version=draft.version, **words)
    for kind, answer in version.answers.items():
        reception.write_answer(**said, protocol=draft.pk, kind=kind, expected_version=1, answer=answer)
    reception.publish_protocol(
        **said,
        protocol=draft.pk,
        applies_on=version.applies_on,
        changes=version.changes,
        today=today,
        read=reception.reading(draft, queries.answers_of(System("demo"), draft)),
    )


def _author(service: Service):
    for unit in access.units(kind="direction", on=service.clock.today).order_by("code", "id"):
        for seat in access.holders(capability="urgency.protocol", unit_id=unit.pk, on=service.clock.today):
            return service.actor_of(seat.account_id)
    return System("demo")


def _on_call(service: Service) -> int:
    """One manager a week, Monday to Monday, each with the telephone that goes round."""
    author, weeks = _author(service), range(-BEFORE, AHEAD)
    managers = sorted({team.manager for team in service.teams.values() if team.manager})
    names = access.accounts(managers)
    for week, account in zip(weeks, cycle(managers)):  # noqa: B905 (the managers come round again)
        starts = _monday(service, week)
        ends = starts + timedelta(days=SHORT_DAYS if week == SHORT_WEEK else 7)
        reception.put_on_call(
            actor=author,
            at=service.clock.worked_at(min(starts - SAID_BEFORE, service.clock.now)),
            shift=Shift(starts, ends, names[account].name, PHONE),
            account=account,
        )
    return len(weeks)


def _monday(service: Service, week: int) -> datetime:
    today = service.clock.today
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=week)
    return datetime.combine(monday, HANDOVER, tzinfo=ZoneInfo(service.clock.zone))
