"""Measures of protection that others exercise."""

from uuid import UUID

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.transmissions.models import ProtectiveMeasure
from tisserand.transmissions.rules import label


def measures_of(actor, person: UUID) -> QuerySet[ProtectiveMeasure]:
    rows = visible(ProtectiveMeasure, actor).filter(person_id=person)
    return rows.select_related("obligation", "unit").order_by("-decided_on", "-id")


def measure(actor, measure_id: UUID) -> ProtectiveMeasure | None:
    return visible(ProtectiveMeasure, actor).filter(pk=measure_id).select_related("obligation", "unit").first()


def measure_words(row: ProtectiveMeasure) -> tuple[str, str]:
    """What it is, and who exercises it."""
    who = ", ".join(filter(None, (row.name, label("representative", row.representative))))
    return label("measure", row.measure), who
