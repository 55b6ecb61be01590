"""What several screens of the room do: try an operation, propose the units where one works."""

from collections.abc import Callable

from django.db import transaction

from tisserand.access import queries as access
from tisserand.kernel.refusals import Refused
from tisserand.ui.forms import refuse


def attempt(form, do: Callable):
    """What the operation made; nothing when it refused, its reasons beside the fields."""
    try:
        with transaction.atomic():
            return do()
    except Refused as refused:
        refuse(form, refused)
        return None


def units_of(request, capability: str) -> list[tuple[str, str]]:
    """Sites and teams where this actor holds it, teams first."""
    reach = request.actor.reach(capability)
    found = [
        unit
        for kind in ("team", "site")
        for unit in access.units(kind=kind, on=request.now.date()).order_by("name", "id")
    ]
    return [(str(unit.pk), unit.name) for unit in found if unit.pk in reach]
