"""Every write of the territory."""

from tisserand.territories.operations.communes import import_communes
from tisserand.territories.operations.loading import load_organisation
from tisserand.territories.operations.staff import seat_fictitious_staff
from tisserand.territories.operations.succession import HandedOver, hand_over_closed

__all__ = ["HandedOver", "hand_over_closed", "import_communes", "load_organisation", "seat_fictitious_staff"]
