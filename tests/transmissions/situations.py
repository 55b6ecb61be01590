"""Letters named after where they stand: Mme Mirval's, of Sainte-Rose."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tests.situations import NOW, SETTLED, Service, acting, as_jobs
from tests.support.situations import a_person
from tisserand.access.actors import Actor
from tisserand.people import operations as people
from tisserand.transmissions import operations
from tisserand.transmissions.models import Domiciliation, Letter, ProtectiveMeasure
from tisserand.transmissions.rules import Need, kinds

TODAY = date(2026, 11, 24)
HER_WORDS = "Il m’a pris ma carte, je n’ai plus rien pour manger."
AGREED = {"quality": "social", "victim": "able", "agreement": "given", "agreed_on": TODAY, "danger": "none"}
INFORMED = {"informed": "told", "informed_on": TODAY}
CODED = {
    "protection": {"certificate": "awaited"} | INFORMED,
    "maltreatment": AGREED | INFORMED,
    "violence": AGREED,
    "emergency_aid": AGREED | {"caisse": "not_allocataire"},
}
FIRST = {kind.code: str(kind.recipients[0]) for kind in kinds().values()}


@dataclass(frozen=True)
class Scene:
    """The small département, somebody to protect, who accompanies her and who answers for the team."""

    service: Service
    person: UUID
    author: Actor
    manager: Actor

    def started(self, kind: str = "protection", **said) -> Letter:
        usual = {"person": self.person, "unit": self.service.team.pk, "kind": kind, "recipient": FIRST[kind]}
        with acting(self.author) as actor:
            return operations.start_letter(actor=actor, at=NOW, **usual | said)

    def whole(self, kind: str = "protection", **changes) -> Letter:
        """Nothing is missing."""
        row = self.started(kind)
        for page in kinds()[kind].pages:
            texts = {
                entry.code: HER_WORDS if entry.voice else f"Au titre de {entry.code}."
                for entry in page.entries
                if entry.need != Need.KNOWN
            }
            texts |= {entry.code: "" for entry in page.entries if entry.need == Need.KNOWN}
            silent = [entry.code for entry in page.entries if entry.need == Need.KNOWN]
            self.does(operations.write_page, row, expected_version=self.again(row).version, said=texts, unknown=silent)
        said = CODED[kind] | changes
        return self.does(operations.say, row, expected_version=self.again(row).version, **said)

    def sealed(self, kind: str = "protection", **changes) -> Letter:
        return self.does(operations.seal, self.whole(kind, **changes))

    def sent(self, kind: str = "protection", **changes) -> Letter:
        row = self.sealed(kind, **changes)
        proof = {"channel": "registered", "proof": "Avis signé", "reference": "2C 163 000 4521", "on": TODAY}
        return self.does(operations.send, row, to=row.recipient, **proof)

    def does(self, operation, row: Letter, *, at: datetime = NOW, by: Actor | None = None, **said) -> Letter:
        with acting(by or self.author) as actor:
            operation(actor=actor, at=at, letter=row.pk, **said)
        return self.again(row)

    def again(self, row: Letter) -> Letter:
        with as_jobs():
            return Letter.objects.select_related("obligation", "unit", "holder").get(pk=row.pk)

    def accompanied(self, login: str) -> None:
        with as_jobs():
            people.join_care_team(
                actor=self.manager,
                at=NOW,
                person=self.person,
                unit=self.service.other_team.pk,
                account=self.service.account(login).pk,
                starts_on=SETTLED,
                reason="accompagnement",
            )

    def asked(self, **changes) -> Domiciliation:
        said = {"person": self.person, "unit": self.service.site.pk, "requested_on": TODAY}
        with acting(self.service.actor("accueil")) as actor:
            return operations.request_domiciliation(actor=actor, at=NOW, **said | changes)

    def granted(self, **changes) -> Domiciliation:
        said = {"starts_on": TODAY, "address": "Espace d’accueil, Sainte-Rose"}
        return self.keeps(operations.grant, self.asked(**changes), **said)

    def keeps(self, operation, row: Domiciliation, *, at: datetime = NOW, **said) -> Domiciliation:
        with acting(self.service.actor("accueil", at)) as actor:
            operation(actor=actor, at=at, domiciliation=row.pk, **said)
        return self.address(row)

    def address(self, row: Domiciliation) -> Domiciliation:
        with as_jobs():
            return Domiciliation.objects.select_related("obligation", "quiet", "unit").get(pk=row.pk)

    def measure(self, **changes) -> ProtectiveMeasure:
        said = {
            "measure": "curatelle",
            "decided_on": date(2026, 3, 1),
            "representative": "mjpm",
            "name": "UDAF",
            "signs": "both",
        }
        about = {"person": self.person, "unit": self.service.team.pk}
        with acting(self.author) as actor:
            return operations.record_measure(actor=actor, at=NOW, **about, **said | changes)


def scene(service: Service) -> Scene:
    with as_jobs():
        return Scene(service, a_person(service), service.actor("referente"), service.actor("cheffe"))
