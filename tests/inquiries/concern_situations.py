"""Concerns named after where they stand: Lina, six, and her baby brother Noé, of Sainte-Rose."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tests.situations import NOW, SETTLED, Service, acting, as_jobs
from tests.support.situations import a_person
from tisserand.access.actors import Actor
from tisserand.inquiries.models import Adult, Concern, Minor, Transmission
from tisserand.inquiries.operations import concerns
from tisserand.people import operations as people

TODAY = date(2026, 11, 24)
RECEIVED = date(2026, 11, 23)
ALERT = "Lina arrive sans avoir mangé et dit avoir peur de rentrer."
CHILD_WORDS = "Je veux rester avec maman, mais pas quand il crie."
ANALYSIS = "La mère reconnaît les cris et demande de l’aide."
NEEDS = "Retrouver un sommeil calme et des repas réguliers."
HEARD = {"agreement": "given", "agreement_why": "", "heard": "alone", "heard_on": TODAY, "heard_why": ""}
IMPOSSIBLE = HEARD | {"heard": "impossible", "heard_on": None, "heard_why": "Trois visites, personne."}
PARENT = {"heard_on": TODAY, "unheard": "", "heard_words": "", "informed_on": TODAY, "uninformed": ""}
FACT = {"domain": "health", "source": "said", "who": "l’infirmière scolaire", "words": "Lina s’endort en classe."}


@dataclass(frozen=True)
class ConcernScene:
    """The small département, a mother known by a référente, the unit, and two who may evaluate."""

    service: Service
    mother: UUID
    unit: Actor
    first: Actor
    second: Actor
    referent: Actor

    def received(self, **changes) -> Concern:
        said = {
            "source": "school",
            "channel": "letter",
            "on": RECEIVED,
            "words": ALERT,
            "name": "École des Flamboyants",
        }
        with acting(self.unit) as actor:
            whole = concerns.Received(**said | changes)
            return concerns.receive(actor=actor, at=NOW, unit=self.service.direction.pk, said=whole)

    def transmitted(self) -> Transmission:
        with acting(self.referent) as actor:
            said = {"children": "Lina, 6 ans", "words": ALERT, "told": "yes"}
            return concerns.transmit(actor=actor, at=NOW, unit=self.service.direction.pk, **said)

    def described(self, *, baby: bool = False, **changes) -> Concern:
        """Lina, and their mother who has a file here."""
        row = self.received(**changes)
        self.unit_does(concerns.name_child, row, name="Lina Mirval", born_on=date(2020, 5, 2))
        if baby:
            self.unit_does(concerns.name_child, row, name="Noé Mirval", born_on=date(2025, 12, 1))
        said = {"name": "Roselyne Mirval", "tie": "Mère", "authority": "yes", "file": self.mother}
        self.unit_does(concerns.name_adult, row, **said)
        return self.again(row)

    def qualified(self, qualification: str = "evaluate", **changes) -> Concern:
        row = self.described(**changes)
        return self.unit_does(concerns.qualify, row, qualification=qualification, reasons="Faits répétés.")

    def assigned(self, **changes) -> Concern:
        row = self.qualified(**changes)
        named = {"first": self.first.account_id, "second": self.second.account_id}
        return self.unit_does(concerns.assign, row, **named)

    def met(self, **changes) -> Concern:
        row = self.assigned(**changes)
        said = {"place": "home", "on": TODAY, "present": "La mère, Lina"}
        return self.first_does(concerns.meet, row, **said)

    def evaluated(self, *, heard: dict | None = None, **changes) -> Concern:
        """Everything the law wants is there."""
        row = self.met(**changes)
        with acting(self.first) as actor:
            said = {"actor": actor, "at": NOW}
            for child in Minor.objects.filter(concern=row).order_by("id"):
                words = {"heard_words": CHILD_WORDS} | HEARD | (heard or {})
                concerns.hear_child(**said, child=child.pk, expected_version=child.version, **words)
                about = {"situation": "risk", "needs": NEEDS, "expected_version": child.version + 1}
                concerns.write_child(**said, child=child.pk, **about)
            for adult in Adult.objects.filter(concern=row).order_by("id"):
                concerns.hear_parent(**said, adult=adult.pk, expected_version=adult.version, **PARENT)
            concerns.note_fact(**said, concern=row.pk, **FACT)
        row = self.again(row)
        return self.first_does(concerns.write_analysis, row, expected_version=row.version, analysis=ANALYSIS)

    def proposed(self, conclusion: str = "action", **changes) -> Concern:
        row = self.evaluated(**changes)
        said = {"conclusion": conclusion, "words": "Aide acceptée.", "actions": ["aed"], "grounds": ["refused"]}
        return self.first_does(concerns.conclude, row, expected_version=row.version, **said)

    def concluded(self, conclusion: str = "action", **changes) -> Concern:
        row = self.proposed(conclusion, **changes)
        self.first_signs(row, agrees=True)
        return self.second_signs(row, agrees=True)

    def referred(self) -> Concern:
        row = self.concluded("referral")
        said = {"to": "prosecutor", "on": TODAY, "channel": "mail", "proof": "Accusé de 14 h 12"}
        return self.unit_does(concerns.dispatch, row, **said)

    def accompanied_by(self, account: UUID) -> None:
        """The mother's own référente, or a second one."""
        with as_jobs():
            people.join_care_team(
                actor=self.referent,
                at=NOW,
                person=self.mother,
                unit=self.service.team.pk,
                account=account,
                starts_on=SETTLED,
                reason="accompagnement",
            )

    def unit_does(self, operation, row: Concern, *, at: datetime = NOW, **said) -> Concern:
        return self._does(self.unit, operation, row, at=at, **said)

    def first_does(self, operation, row: Concern, *, at: datetime = NOW, **said) -> Concern:
        return self._does(self.first, operation, row, at=at, **said)

    def second_does(self, operation, row: Concern, *, at: datetime = NOW, **said) -> Concern:
        return self._does(self.second, operation, row, at=at, **said)

    def first_signs(self, row: Concern, **said) -> Concern:
        return self._signs(self.first, row, **said)

    def second_signs(self, row: Concern, **said) -> Concern:
        return self._signs(self.second, row, **said)

    def unit_signs(self, row: Concern, **said) -> Concern:
        return self._signs(self.unit, row, **said)

    def _signs(self, who: Actor, row: Concern, **said) -> Concern:
        """What she has just read."""
        read = {"expected_version": self.again(row).version}
        return self._does(who, concerns.sign, row, at=NOW, **read | said)

    def _does(self, who: Actor, operation, row: Concern, /, *, at: datetime, **said) -> Concern:
        with acting(who) as actor:
            operation(actor=actor, at=at, concern=row.pk, **said)
        return self.again(row)

    def again(self, row: Concern) -> Concern:
        with as_jobs():
            return Concern.objects.select_related("obligation", "evaluating", "beside", "unit").get(pk=row.pk)

    def child(self, row: Concern, name: str = "Lina") -> Minor:
        with as_jobs():
            return Minor.objects.get(concern=row, name__startswith=name)


def concern_scene(service: Service) -> ConcernScene:
    with as_jobs():
        people = {"unit": "crip", "first": "collegue", "second": "accueil.ailleurs", "referent": "referente"}
        actors = {part: service.actor(login) for part, login in people.items()}
        return ConcernScene(service, a_person(service), **actors)
