"""Every read of the territory. The organisation is public inside the service; no read here needs a scope."""

from tisserand.territories.queries.hours import (
    closing_time,
    hours_of,
    is_open,
    open_spans,
    opening_today,
    sites_open,
)
from tisserand.territories.queries.places import (
    commune_table,
    communes,
    communes_of,
    sector_history,
    site_of,
    team_beside,
    team_of,
    words,
)
from tisserand.territories.queries.priority import communes_imported, priority_areas
from tisserand.territories.queries.staff import Composition, reception_staff, staffing_gaps
from tisserand.territories.queries.tree import organisation_as_of, poles, site_sheet

__all__ = [
    "Composition",
    "closing_time",
    "commune_table",
    "communes",
    "communes_imported",
    "communes_of",
    "hours_of",
    "is_open",
    "open_spans",
    "opening_today",
    "organisation_as_of",
    "poles",
    "priority_areas",
    "reception_staff",
    "sector_history",
    "site_of",
    "site_sheet",
    "sites_open",
    "staffing_gaps",
    "team_beside",
    "team_of",
    "words",
]
