"""Letters, addresses and measures that still run (see `access.held`)."""

from django.db.models import Q

from tisserand.access.held import Held

HELD = (
    Held("transmissions.Letter", ("unit",), ~Q(state="closed"), ("transmission", "transmissions")),
    Held(
        "transmissions.Domiciliation",
        ("unit",),
        Q(standing__in=("requested", "granted")),
        ("domiciliation", "domiciliations"),
    ),
    Held(
        "transmissions.ProtectiveMeasure", ("unit",), Q(ends_on=None), ("mesure de protection", "mesures de protection")
    ),
)
