"""Persons named after their situation."""

from django.utils import timezone

from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.kernel.dates import PartialDate
from tisserand.kernel.ids import new_id
from tisserand.people import operations
from tisserand.people.rules import Identity

TODAY = NOW.date()

ROSELYNE = Identity(
    civility="mme",
    birth_name="Dambas",
    used_name="Mirval",
    first_names="Roselyne",
    birth=PartialDate(1984, 3, 14),
    birth_place="Les Abymes",
)


def known(service, identity=ROSELYNE, *, site=None):
    """A file opened some time ago."""
    with as_jobs():
        return operations.create_person(
            actor=SystemAt, at=NOW, identity=identity, site=(site or service.site).pk, request_key=new_id()
        )


def named(service, first_names, used_name="Mirval", **said):
    return known(service, Identity(first_names=first_names, used_name=used_name, **said))


def protected(service, identity=ROSELYNE):
    """A file kept by the territory's manager."""
    person = known(service, identity)
    keeper = service.actor("cheffe")
    with acting(keeper):
        operations.make_restricted(
            actor=keeper, at=NOW, person=person.pk, guard_unit=service.territory.pk, reason="agente du service"
        )
    return person


def received(actor, identity, site):
    """Created at the desk, today as PostgreSQL knows it: a shadow lasts until its midnight."""
    return operations.create_person(
        actor=actor, at=timezone.now(), identity=identity, site=site.pk, request_key=new_id()
    )
