"""Files named after how long ago somebody last came."""

from datetime import date, datetime, timedelta
from uuid import UUID

from tests.situations import NOW, SystemAt, as_jobs
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people.rules import Identity
from tisserand.privacy.operations import announcing, bordereaux
from tisserand.privacy.operations.announcing import NIGHT
from tisserand.reception.models import Visit

LONG_AGO = NOW - timedelta(days=3 * 365)


def came(service, at: datetime = LONG_AGO, name: str = "Mirval", person: UUID | None = None) -> UUID:
    """She came that day and was answered at the desk; a file opened then, unless she had one."""
    with as_jobs():
        person = person or file_opened(service, at, name)
        Visit.objects.create(
            site=service.site,
            day=at.date(),
            ticket=Visit.objects.count() + 1,
            arrived_at=at,
            recorded_at=at,
            channel="guichet",
            contact_author="personne",
            purpose="renseignement",
            purpose_text="Parle de son loyer.",
            person_id=person,
            state="closed",
            outcome="reponse-guichet",
            ended_at=at,
            request_key=new_id(),
        )
    return person


def file_opened(service, at: datetime, name: str) -> UUID:
    identity = Identity(civility="mme", used_name=name, first_names="Roselyne")
    return people.create_person(actor=SystemAt, at=at, identity=identity, site=service.site.pk).pk


def night(at: datetime):
    with as_jobs():
        return announcing.announce(actor=NIGHT, at=at)


def officer(service, at: datetime = NOW):
    return service.actor("dpo", at)


def visaed(service, at: datetime, on: date | None = None):
    """The officer lists what is ready, the archives agree the same day."""
    from tests.situations import acting

    with acting(officer(service, at)) as actor:
        row = bordereaux.propose(actor=actor, at=at)
        bordereaux.give_visa(actor=actor, at=at, bordereau=row.pk, reference="AD971/2026/12", on=on or at.date())
    return row


def eliminated(service, at: datetime):
    row = visaed(service, at)
    with as_jobs():
        return bordereaux.eliminate(actor=NIGHT, at=at, bordereau=row.pk)
