"""Who accompanies somebody from a unit, and which protected files it keeps (see `access.held`)."""

from django.db.models import Q

from tisserand.access.held import Held

HELD = (
    Held("people.Person", ("guard_unit",), Q(), ("dossier protégé", "dossiers protégés"), person="id"),
    Held(
        "people.CareTeam",
        ("unit",),
        Q(ends_before=None),
        ("droit de lire un dossier", "droits de lire un dossier"),
        once=("person", "account", "reason"),
    ),
)
