"""Official files about communes: the INSEE code list as published by Etalab (JSON) and outlines (GeoJSON)."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tisserand.territories.rules.communes import CommuneFacts, CommuneTable, fold

Geometry = dict[str, Any]
Ring = list[list[float]]

SOURCE = "INSEE, code officiel géographique 2026 (Etalab, découpage administratif)"
AS_OF = date(2026, 1, 1)


def read_official(text: str) -> CommuneTable:
    rows = [row for row in json.loads(text) if row["type"] == "commune-actuelle"]
    return CommuneTable(
        department=rows[0]["departement"],
        source=SOURCE,
        as_of=AS_OF,
        communes=tuple(
            CommuneFacts(
                code=row["code"],
                name=row["nom"].replace("'", "’"),
                population=row.get("population", 0),
                epci=row.get("epci", ""),
                epci_name=row.get("epciNom", "").replace("'", "’"),
                former_codes=tuple(row.get("anciensCodes", ())),
            )
            for row in rows
        ),
    )


def outlines(text: str, communes: Iterable[CommuneFacts]) -> Mapping[str, Geometry]:
    """The outline of each commune. Older outlines of merged communes are put side by side, not dissolved."""
    homes = _homes(communes)
    parts: dict[str, list[list[Ring]]] = {}
    for feature in json.loads(text)["features"]:
        facts, geometry = feature["properties"], feature["geometry"]
        code = homes.get(facts["code"]) or homes.get(fold(facts["nom"]))
        if code and geometry:
            parts.setdefault(code, []).extend(_polygons(geometry))
    return {code: {"type": "MultiPolygon", "coordinates": polygons} for code, polygons in parts.items()}


def _homes(communes: Iterable[CommuneFacts]) -> dict[str, str]:
    homes: dict[str, str] = {}
    for commune in communes:
        for known in (*commune.former_codes, fold(commune.name), commune.code):
            homes[known] = commune.code
    return homes


def _polygons(geometry: Geometry) -> list[list[Ring]]:
    polygons: list[list[Ring]] = geometry["coordinates"]
    return polygons if geometry["type"] == "MultiPolygon" else [polygons]  # type: ignore[list-item]


def middle_of(geometry: Geometry) -> tuple[float, float]:
    """Latitude and longitude of the centroid of the largest part: stands in for an unknown town hall."""
    ring = max((polygon[0] for polygon in _polygons(geometry)), key=lambda ring: abs(_area(ring)))
    area = _area(ring)
    longitude = sum((a[0] + b[0]) * _cross(a, b) for a, b in _sides(ring)) / (6 * area)
    latitude = sum((a[1] + b[1]) * _cross(a, b) for a, b in _sides(ring)) / (6 * area)
    return latitude, longitude


def _area(ring: Ring) -> float:
    return sum(_cross(a, b) for a, b in _sides(ring)) / 2


def _sides(ring: Ring) -> list[tuple[list[float], list[float]]]:
    return list(zip(ring, ring[1:], strict=False))


def _cross(a: list[float], b: list[float]) -> float:
    return a[0] * b[1] - b[0] * a[1]
