"""Every write of the territory."""

from tisserand.territories.operations.communes import bring_in_communes, import_communes, open_data
from tisserand.territories.operations.loading import load_organisation
from tisserand.territories.operations.priority import import_priority_areas
from tisserand.territories.operations.staff import seat_fictitious_staff
from tisserand.territories.operations.succession import HandedOver, hand_over_closed

__all__ = [
    "HandedOver",
    "bring_in_communes",
    "hand_over_closed",
    "import_communes",
    "import_priority_areas",
    "load_organisation",
    "open_data",
    "seat_fictitious_staff",
]
