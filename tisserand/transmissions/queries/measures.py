"""Measures of protection that others exercise."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.transmissions.models import ProtectiveMeasure
from tisserand.transmissions.rules import label
from tisserand.transmissions.rules.measures import last_day
from tisserand.transmissions.rules.running import OpenMeasure


def measures_of(actor, person: UUID) -> QuerySet[ProtectiveMeasure]:
    rows = visible(ProtectiveMeasure, actor).filter(person_id=person)
    return rows.select_related("obligation", "unit").order_by("-decided_on", "-id")


def measure(actor, measure_id: UUID) -> ProtectiveMeasure | None:
    return visible(ProtectiveMeasure, actor).filter(pk=measure_id).select_related("obligation", "unit").first()


def measure_words(row: ProtectiveMeasure) -> tuple[str, str]:
    """What it is, and who exercises it."""
    who = ", ".join(filter(None, (row.name, label("representative", row.representative))))
    return label("measure", row.measure), who


def open_measures(actor, person: UUID) -> list[OpenMeasure]:
    """Those whose end nobody noted."""
    rows = measures_of(actor, person).filter(ended_on=None)
    return [
        OpenMeasure(
            row.measure,
            row.decided_on,
            last_day(row.measure, row.decided_on, row.ends_on, row.unit.time_zone),
        )
        for row in rows
    ]


def noted_since(person: UUID, decided_on: date) -> bool:
    """Whether the same judgment, or a later one, is noted anywhere; nothing of it is read (`walls`)."""
    with connection.cursor() as cursor:
        cursor.execute("select walls.protection_noted(%s, %s)", [person, decided_on])
        return bool(cursor.fetchone()[0])
