"""Communes, and who covers them when."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tisserand.access import queries as access
from tisserand.territories.models import Commune, Sector, SiteDetails, Wording
from tisserand.territories.rules.communes import CommuneFacts, CommuneTable, fold, sort_key
from tisserand.territories.rules.organisation import UnitKind


def communes(text: str = "") -> QuerySet[Commune]:
    """Communes whose name, whose article put aside, or code begins so; all of them without text."""
    if not text.strip():
        return Commune.objects.order_by("sort_key", "code")
    starts = Q(sort_key__startswith=sort_key(text)) | Q(code__startswith=text.strip())
    return Commune.objects.filter(starts | Q(sort_key__contains=f" {fold(text)}")).order_by("sort_key", "code")


def commune_table(department: str) -> CommuneTable | None:
    """The communes of a département as they were imported, if they were."""
    rows = list(Commune.objects.filter(department=department).order_by("code"))
    if not rows:
        return None
    facts = (
        CommuneFacts(row.code, row.name, row.population, row.epci, row.epci_name, row.latitude, row.longitude)
        for row in rows
    )
    return CommuneTable(department, rows[0].source, rows[0].as_of, tuple(facts))


def site_of(commune_code: str, on: date):
    """The unit that receives the people of a commune, that day; anybody may still go to any other site."""
    return _unit_of(commune_code, UnitKind.SITE, on)


def team_of(commune_code: str, on: date):
    """The unit that accompanies the people of a commune, that day."""
    return _unit_of(commune_code, UnitKind.TEAM, on)


def team_beside(site: UUID, on: date):
    """The unit that accompanies the people of the commune where a site stands, that day."""
    stands = SiteDetails.objects.filter(pk=site).values_list("commune", flat=True).first()
    return team_of(stands, on) if stands else None


def _unit_of(commune_code: str, kind: UnitKind, on: date):
    row = (
        Sector.objects.filter(access.in_force(on), commune=commune_code, kind=kind)
        .select_related("unit")
        .order_by("id")
        .first()
    )
    return row.unit if row else None


def communes_of(units: Iterable[UUID], *, on: date) -> Mapping[UUID, list[Commune]]:
    """The communes of each site or team, that day. One query."""
    found: dict[UUID, list[Commune]] = {}
    rows = Sector.objects.filter(access.in_force(on), unit__in=list(units)).select_related("commune")
    for row in rows.order_by("commune__sort_key", "id"):
        found.setdefault(row.unit_id, []).append(row.commune)
    return found


def sector_history(commune_code: str) -> QuerySet[Sector]:
    """R08: every site and team a commune has had, the latest first."""
    return Sector.objects.filter(commune=commune_code).select_related("unit").order_by("-starts_on", "kind", "id")


def words() -> dict[str, str]:
    """R14: the words of the house."""
    return dict(Wording.objects.order_by("code").values_list("code", "text"))
