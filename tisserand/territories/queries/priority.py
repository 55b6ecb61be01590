"""R16: the priority areas of one day, with the names of their communes."""

from datetime import date

from tisserand.access import queries as access
from tisserand.territories.models import Commune, PriorityArea
from tisserand.territories.rules import priority
from tisserand.territories.rules.communes import CommuneFacts


def priority_areas(on: date) -> tuple[priority.PriorityArea, ...]:
    """Two queries; one where there is no area."""
    rows = list(PriorityArea.objects.filter(access.in_force(on)).order_by("name", "code", "id"))
    codes = {code for row in rows for code in row.communes}
    names = dict(Commune.objects.filter(pk__in=codes).order_by("code").values_list("code", "name")) if codes else {}
    return tuple(_area(row, names) for row in rows)


def communes_imported() -> tuple[CommuneFacts, ...]:
    """Every commune that this installation knows, to read a file of the whole country."""
    rows = Commune.objects.order_by("code")
    return tuple(CommuneFacts(row.code, row.name, row.population, row.epci, row.epci_name) for row in rows)


def _area(row: PriorityArea, names: dict[str, str]) -> priority.PriorityArea:
    return priority.PriorityArea(
        code=row.code,
        name=row.name,
        communes=tuple(row.communes),
        starts_on=row.starts_on,
        ends_before=row.ends_before,
        commune_names=tuple(names.get(code, code) for code in row.communes),
    )
