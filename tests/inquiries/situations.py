"""Inquiries named after where they stand: Mme Mirval's home, of Sainte-Rose, before the hearing of 12 February 2027."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from tests.situations import NOW, Service, acting, as_jobs
from tests.support.situations import a_person
from tisserand.access.actors import Actor
from tisserand.inquiries import operations
from tisserand.inquiries.models import Diagnosis, Eviction

TODAY = date(2026, 11, 24)
SEIZED, HEARING = date(2026, 11, 20), date(2027, 2, 12)
HER_WORDS = "Je paie de nouveau depuis octobre, je veux rester près de l’école."
HEADINGS = {
    "adults": 1,
    "children": 2,
    "debt": Decimal("2340.00"),
    "debt_on": TODAY,
    "causes": ["job_loss"],
    "steps": ["fsl"],
    "sources": ["said", "seen"],
    "keep": "helped",
    "rehouse": "no",
    "consequences": "Deux enfants changeraient d’école.",
    "tenant_words": HER_WORDS,
    "landlord_words": "Le bailleur n’a rien dit.",
}
AMOUNTS = {"rsa": Decimal("980.50"), "family": Decimal("450"), "rent": Decimal("520"), "credit": Decimal("60")}


def saisine(**changes) -> operations.Saisine:
    usual = {
        "referred_by": "prefect",
        "seized_on": SEIZED,
        "court": "Tribunal judiciaire de Basse-Terre",
        "hearing_on": HEARING,
        "landlord": "social",
        "landlord_name": "SIG",
        "lease_on": date(2021, 3, 1),
        "exploc_reference": "971-2026-00412",
        "announced_debt": Decimal("2340"),
        "summons_to_pay_on": date(2026, 7, 1),
    }
    return operations.Saisine(**usual | changes)


@dataclass(frozen=True)
class Scene:
    """The small département, a person whose home is threatened, and who conducts the inquiry."""

    service: Service
    person: UUID
    evaluator: Actor
    manager: Actor

    def received(self, **changes) -> Eviction:
        with acting(self.manager) as actor:
            said = {"person": self.person, "unit": self.service.team.pk, "saisine": saisine(**changes)}
            return operations.receive(actor=actor, at=NOW, **said)

    def attributed(self, **changes) -> Eviction:
        row = self.received(**changes)
        with acting(self.manager) as actor:
            return operations.attribute(actor=actor, at=NOW, eviction=row.pk, evaluator=self.evaluator.account_id)

    def offered(self, **changes) -> Eviction:
        return self.tried(self.attributed(**changes))

    def tried(self, row: Eviction, *, answer: str = "none", at: datetime = NOW) -> Eviction:
        said = {"channel": "registered", "on": at.date(), "proof": "2C 163 000 4521", "answer": answer}
        return self._does(operations.record_attempt, row, at=at, **said)

    def met(self, **changes) -> Eviction:
        row = self.offered(**changes)
        return self._does(operations.meet, row, on=TODAY, how="home_visit")

    def ready(self, **changes) -> Eviction:
        """Every heading is filled."""
        row = self.met(**changes)
        self._does(operations.write_diagnosis, row, expected_version=1, **HEADINGS)
        return self._does(operations.write_budget, row, expected_version=2, amounts=AMOUNTS)

    def read(self) -> Eviction:
        row = self._does(operations.finish_writing, self.ready())
        return self._does(operations.record_reading, row, on=TODAY, how="together")

    def sent(self) -> Eviction:
        row = self.read()
        for to in ("judge", "ccapex"):
            self._does(operations.send, row, to=to, on=TODAY, channel="exploc", proof=f"Récépissé {to}")
        return self.again(row)

    def not_met(self) -> Eviction:
        row = self.tried(self.offered(), at=NOW + timedelta(minutes=5))
        return self._does(operations.give_up, row, reason="silent")

    def _does(self, operation, row: Eviction, *, at: datetime = NOW, **said) -> Eviction:
        with acting(self.evaluator) as actor:
            operation(actor=actor, at=at, eviction=row.pk, **said)
        return self.again(row)

    def again(self, row: Eviction) -> Eviction:
        with as_jobs():
            return Eviction.objects.select_related("obligation", "offering", "sending", "unit").get(pk=row.pk)

    def diagnosis(self, row: Eviction) -> Diagnosis:
        with as_jobs():
            return Diagnosis.objects.get(eviction=row)


def scene(service: Service) -> Scene:
    with as_jobs():
        return Scene(service, a_person(service), service.actor("referente"), service.actor("cheffe"))
