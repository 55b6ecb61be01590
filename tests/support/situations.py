"""Plans named after where they stand: hers is Mme Mirval's, of Sainte-Rose."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tests.situations import NOW, Service, acting, as_jobs
from tisserand.access.actors import Actor
from tisserand.people import operations as people
from tisserand.people.rules import Identity
from tisserand.support import operations
from tisserand.support.models import Plan
from tisserand.support.operations import Goal

TODAY = date(2026, 11, 24)
KEEP_MY_HOME = Goal(
    words="Garder mon logement. Que les enfants ne changent pas d’école.",
    family="living",
    problem="material",
    criterion="L’échéancier est signé et tenu trois mois de suite.",
    criterion_on=TODAY,
)
MY_HOURS = Goal(words="Retrouver mes heures.", family="rights")


@dataclass(frozen=True)
class Scene:
    """The small département, its référent, and a person she accompanies."""

    service: Service
    person: UUID
    referent: Actor
    manager: Actor

    def plan(self, kind: str = "social_global", origin: str = "proposed", referent: UUID | None = None) -> Plan:
        return operations.create_plan(
            actor=self.referent,
            at=NOW,
            person=self.person,
            kind=kind,
            origin=origin,
            team=self.service.team.pk,
            referent=referent,
            words="Retrouver un peu d’air.",
        )

    def ready_plan(self, **said) -> Plan:
        """Everything is said, it only has to begin."""
        plan = self.plan(**said)
        operations.write_objective(actor=self.referent, at=NOW, plan=plan.pk, goal=KEEP_MY_HOME)
        operations.record_adhesion(actor=self.referent, at=NOW, plan=plan.pk, on=TODAY, words="D’accord.")
        plan.refresh_from_db()
        return plan

    def active_plan(self, **said) -> Plan:
        plan = self.ready_plan(**said)
        return operations.activate(actor=self.referent, at=NOW, plan=plan.pk)


def scene(service: Service) -> Scene:
    with as_jobs():
        return Scene(service, a_person(service), service.actor("referente"), service.actor("cheffe"))


def a_person(service: Service, civility: str = "mme", used_name: str = "Mirval", first_names: str = "Roselyne") -> UUID:
    identity = Identity(civility=civility, used_name=used_name, first_names=first_names)
    with acting(service.actor("accueil")) as actor:
        return people.create_person(actor=actor, at=NOW, identity=identity, site=service.site.pk).pk
