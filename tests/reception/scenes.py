"""Scenes of reception: somebody comes to Sainte-Rose on the morning of Tuesday 24 November 2026."""

from tests.situations import NOW, SETTLED, Service, SystemAt, as_jobs
from tisserand.kernel.dates import PartialDate
from tisserand.people import operations as people
from tisserand.people.rules import Identity
from tisserand.reception import operations
from tisserand.reception.models import Visit
from tisserand.reception.rules.demands import DemandFacts
from tisserand.reception.rules.visits import Arrival

ROSELYNE = Identity(
    civility="mme", used_name="Mirval", birth_name="Dambas", first_names="Roselyne", birth=PartialDate(1984, 3, 14)
)
GERARD = Identity(civility="m", used_name="Bordelais", first_names="Gérard", birth=PartialDate(1968, 6, 2))
LISTENED = DemandFacts(words="Elle veut qu’on l’écoute.", main_theme="isolement", answers=("ecoute-seule",))


def person(service: Service, identity: Identity = ROSELYNE):
    with as_jobs():
        return people.create_person(actor=SystemAt, at=NOW, identity=identity, site=service.site.pk)


def arrives(service: Service, actor, *, known=None, at=NOW, **said) -> Visit:
    """Call while acting."""
    return operations.register_visit(
        actor=actor,
        at=at,
        site=service.site.pk,
        arrival=Arrival(arrived_at=at, **said, has_person=known is not None),
        person=known.pk if known else None,
    )


def opens(service: Service, *, closes: str = "16:00") -> None:
    """Sainte-Rose opens every day from 8 to `closes`, local time."""
    from datetime import time

    from tisserand.territories.models import OpeningHours

    with as_jobs():
        OpeningHours.objects.bulk_create(
            OpeningHours(
                site_id=service.site.pk,
                weekday=weekday,
                opens=time(8),
                closes=time.fromisoformat(closes),
                starts_on=SETTLED,
            )
            for weekday in range(1, 8)
        )
