"""Bring in communes, from the built-in table or from an official file."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from tisserand.territories.models import Commune
from tisserand.territories.rules.built_in import built_in_communes
from tisserand.territories.rules.communes import CommuneFacts, CommuneTable, sort_key
from tisserand.territories.rules.official import Geometry, middle_of, outlines, read_official

FACTS = (
    "name",
    "sort_key",
    "department",
    "population",
    "epci",
    "epci_name",
    "latitude",
    "longitude",
    "polygon",
    "source",
    "as_of",
)


@dataclass(frozen=True)
class Brought:
    """The table read, how many outlines came with it, how many rows changed."""

    table: CommuneTable
    outlines: int
    changed: int


def open_data() -> Path:
    """Where the official files are, when somebody put them there."""
    return Path(os.environ.get("TISSERAND_DATA") or settings.BASE_DIR.parent / "shared" / "data")


def bring_in_communes(*, actor, at: datetime, department: str, folder: Path) -> Brought:
    """Official populations and outlines when the folder has them, else the built-in table."""
    file = folder / "communes" / f"communes_{department}.json"
    if not file.is_file():
        table = built_in_communes(department)
        return Brought(table, 0, import_communes(actor=actor, at=at, table=table))
    table = read_official(file.read_text(encoding="utf-8"))
    shapes = _outlines(folder, table)
    return Brought(table, len(shapes), import_communes(actor=actor, at=at, table=table, shapes=shapes))


def _outlines(folder: Path, table: CommuneTable) -> dict[str, Geometry]:
    files = sorted((folder / "communes").glob(f"communes-{table.department}-*.geojson"))
    return dict(outlines(files[0].read_text(encoding="utf-8"), table.communes)) if files else {}


@transaction.atomic
def import_communes(*, actor, at: datetime, table: CommuneTable, shapes: Mapping[str, Geometry] | None = None) -> int:
    """Write the communes of a table; what it does not know (a place, an outline) keeps what was known. One write."""
    known = Commune.objects.in_bulk([facts.code for facts in table.communes])
    rows = [_row(facts, table, known.get(facts.code), (shapes or {}).get(facts.code)) for facts in table.communes]
    changed = [row for row in rows if _differs(row, known.get(row.code))]
    Commune.objects.bulk_create(changed, update_conflicts=True, unique_fields=["code"], update_fields=FACTS)
    return len(changed)


def _row(facts: CommuneFacts, table: CommuneTable, known: Commune | None, outline: Geometry | None) -> Commune:
    polygon = outline or (known.polygon if known else None)
    latitude, longitude = _place(facts, known, polygon)
    return Commune(
        code=facts.code,
        name=facts.name,
        sort_key=sort_key(facts.name),
        department=table.department,
        population=facts.population,
        epci=facts.epci,
        epci_name=facts.epci_name,
        latitude=latitude,
        longitude=longitude,
        polygon=polygon,
        source=table.source,
        as_of=table.as_of,
    )


def _place(facts: CommuneFacts, known: Commune | None, polygon: Geometry | None) -> tuple[float | None, float | None]:
    if facts.latitude is not None:
        return facts.latitude, facts.longitude
    if known and known.latitude is not None:
        return known.latitude, known.longitude
    return middle_of(polygon) if polygon else (None, None)


def _differs(row: Commune, known: Commune | None) -> bool:
    return known is None or any(getattr(row, fact) != getattr(known, fact) for fact in FACTS)
