"""Roselyne asks to see her file: she has a daughter, a former husband kept apart, and what others said of her."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tests.people.situations import ROSELYNE, known, named
from tests.situations import NOW, SETTLED, Service, SystemAt, acting, as_jobs
from tisserand.activity import operations as activity
from tisserand.activity.rules import Level
from tisserand.people import operations as people
from tisserand.privacy import jobs
from tisserand.privacy.models import RightsRequest
from tisserand.privacy.operations import rights, rights_copy
from tisserand.reception import operations as reception
from tisserand.reception.rules.visits import Arrival

TODAY = date(2026, 11, 24)
HER_WORDS = "Je voudrais garder mon logement, CANARI-ELLE."
# Each belongs to somebody else, or is not hers to read: none may ever leave.
OTHERS = {
    "relative's telephone": "0690 55 12 34",
    "relative's telephone as kept": "+590690551234",
    "relative's name": "Canarineige",
    "former husband's address": "7 impasse CANARI-EX",
    "note de travail": "CANARI-TRAVAIL hypothèse à vérifier",
    "informant": "CANARI-VOISIN dit qu’elle crie",
    "informant's name": "Mme CANARI-INFORMATRICE",
    "number of a neighbour": "+590690777777",
}


@dataclass(frozen=True)
class Scene:
    service: Service
    person: UUID
    note: str = "Elle a apporté sa quittance, CANARI-NOTE."

    @property
    def officer(self):
        return self.service.actor("dpo")

    @property
    def receiver(self):
        return self.service.actor("accueil")


def scene(service: Service) -> Scene:
    person = known(service, ROSELYNE)
    told = Scene(service, person.pk)
    daughter, former = named(service, "Inès", "Canarineige"), named(service, "Steeve", "Canariex")
    with as_jobs():
        _relatives(person.pk, daughter.pk, former.pk)
        _written(service, person.pk, told.note)
        _informed(service, person.pk)
    return told


def _relatives(person: UUID, daughter: UUID, former: UUID) -> None:
    hand = {"actor": SystemAt, "at": NOW}
    people.set_contact(
        **hand, person=daughter, channel="phone", value=OTHERS["relative's telephone"], starts_on=SETTLED
    )
    people.declare_tie(**hand, person=person, other=daughter, kind="child")
    people.add_address(
        **hand, person=former, kind="stable", lines=OTHERS["former husband's address"], starts_on=SETTLED
    )
    people.declare_tie(**hand, person=former, other=person, kind="former_partner", confidential=True)
    people.set_contact(
        **hand, person=person, channel="phone", value="0690 77 77 77", whose="une voisine", starts_on=SETTLED
    )
    people.set_contact(**hand, person=person, channel="phone", value="0690 10 20 30", starts_on=SETTLED)


def _written(service: Service, person: UUID, note: str) -> None:
    act = activity.record_act(
        actor=service.actor("referente"),
        at=NOW,
        happened_at=NOW,
        nature="interview",
        function="accompagnement",
        unit=service.team.pk,
        kind="support.plan",
        subject=person,
        person=person,
    )
    hand = {"actor": service.actor("referente"), "at": NOW, "act": act}
    activity.write_note(**hand, text=note)
    activity.write_note(**hand, text=OTHERS["note de travail"], level=Level.WORKING)


def _informed(service: Service, person: UUID) -> None:
    """A neighbour came to speak of her: what he said, and that he came, stay with the service."""
    reception.register_visit(
        actor=SystemAt,
        at=NOW,
        site=service.site.pk,
        arrival=Arrival(
            arrived_at=NOW - timedelta(hours=1),
            contact_author="proche",
            purpose="mise-a-disposition",
            purpose_text=OTHERS["informant"],
            called_as=OTHERS["informant's name"],
            has_person=True,
        ),
        person=person,
    )


def asks(told: Scene, asked: str = "access", **said) -> RightsRequest:
    """At the reception, with her words when there is something to change."""
    usual = {
        "asked": asked,
        "received_on": TODAY,
        "channel": "guichet",
        "words": "" if asked == "access" else "Mon adresse est fausse.",
        "answer_name": "Mme Roselyne Mirval",
    }
    with acting(told.receiver) as actor:
        return rights.receive_request(actor=actor, at=NOW, person=told.person, demand=rights.Demand(**(usual | said)))


def decided(told: Scene, row: RightsRequest, decision: str = "granted", reasons: str = "") -> RightsRequest:
    with acting(told.officer) as actor:
        return rights.decide(
            actor=actor, at=NOW, request=row.pk, expected_version=row.version, decision=decision, reasons=reasons
        )


def gathered(told: Scene, row: RightsRequest):
    with acting(told.officer) as actor:
        copy = rights_copy.start_copy(actor=actor, at=NOW, request=row.pk)
    with as_jobs():
        jobs.gather_copy(copy=str(copy.pk))
    return copy


def made(told: Scene, row: RightsRequest):
    """Everything read and given as proposed."""
    copy = gathered(told, row)
    with acting(told.officer) as actor:
        for chapter in rights_copy.rules.CHAPTERS:
            rights_copy.read_all(actor=actor, at=NOW, copy=copy.pk, chapter=chapter)
        rights_copy.make_copy(actor=actor, at=NOW, copy=copy.pk)
    with as_jobs():
        jobs.make_copy(copy=str(copy.pk))
    return copy
