"""One coming becoming rows: the visit, the passage or the interview, what was asked, the danger if there is one."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from tisserand.activity.rules import Function
from tisserand.demo.chance import Weighted, identifier
from tisserand.demo.mass.carrying import array
from tisserand.demo.mass.population import Inhabitant
from tisserand.demo.mass.stories import Theme, themes
from tisserand.demo.service import Desk
from tisserand.people.rules import Visibility
from tisserand.reception.rules import contacts
from tisserand.reception.rules.demands import INSTEAD_OF_HER
from tisserand.reception.rules.visits import OPEN, State

VISIT_KIND, DEMAND_KIND, EMERGENCY_KIND = "reception.visit", "reception.demand", "reception.emergency"
CHANNELS = Weighted(
    {
        "guichet": 68,
        "telephone": 22,
        "permanence": 5,
        "visite-a-domicile": 2,
        "locaux-d-un-partenaire": 2,
        "courrier": 1,
    }
)
AUTHORS = Weighted({"personne": 84, "proche": 8, "partenaire": 4, "service-departemental": 3, "elu": 1})
PURPOSES = Weighted(
    {"travailleur-social": 58, "rendez-vous": 14, "document": 11, "renseignement": 10, "message": 4, "autre-service": 3}
)
OUTCOMES = Weighted(
    {"entretien": 60, "reponse-guichet": 17, "rendez-vous": 9, "reorientee": 5, "a-revenir": 4, "partie": 5}
)
# The desk writes a coming by mistake now and then, of somebody it could not name.
MISTAKES = 0.008
DANGER = 0.022
DANGERS = Weighted(
    {
        "sans-abri-ce-soir": 24,
        "privation-alimentaire-ou-vitale": 20,
        "violences-conjugales-ou-intrafamiliales-adultes": 14,
        "sans-ressource": 14,
        "coupure-d-eau-ou-d-energie": 9,
        "expulsion-imminente": 8,
        "risque-suicidaire-crise-psychique": 5,
        "adulte-vulnerable-en-danger": 4,
        "enfant-en-danger": 2,
    }
)
DANGER_ENDS = Weighted(
    {"aide-delivree": 42, "protection-effective": 26, "danger-ecarte": 20, "secours-ou-justice-saisis": 8}
)
FOLLOW_UP = timedelta(days=10)
# An old demand left open is rare and shows as late; a recent one is often still running.
OPEN_RECENT, OPEN_OLD = 0.3, 0.0004
CLOSURES = Weighted(
    {"reponse-apportee": 78, "suite-en-orientation": 10, "sans-nouvelles": 7, "abandon-par-la-personne": 3}
)
# Now and then what is usually done together is done in her place: why, and often with her mandate (R22).
TOGETHER, INSTEAD, MANDATED = "demarche-ensemble", 0.14, 0.7
REASONS = Weighted(
    {"lecture-langue": 32, "acces-numerique": 30, "blocage-administratif": 15, "sante-handicap": 14, "urgence": 9}
)
CALL, HEARD, GONE = "telephone", "entretien", "partie"


@dataclass(frozen=True)
class End:
    """Where a visit stands: who received her, when, until when, and with what outcome."""

    state: State
    by: UUID | None = None
    received: datetime | None = None
    ended: datetime | None = None
    outcome: str = ""


class Coming:
    """`into` is the set of carriers; `day` the site's own day."""

    def __init__(self, into, desk: Desk, day: date, at: datetime, her: Inhabitant | None) -> None:
        chance = into.chance
        self.into, self.chance, self.desk, self.day, self.at, self.her = into, chance, desk, day, at, her
        self.id, self.person = identifier(chance, at), her and her.id
        self.visibility = her.visibility if her else Visibility.STAFF
        self.channel = CHANNELS.draw(chance)
        self.secretary, self.worker = chance.choice(desk.secretaries), chance.choice(desk.workers)

    def write(self, end: End | None = None) -> None:
        """`end` is given for those who are still there today."""
        end = end or self._live()
        heard = end.state is State.CLOSED and end.by is not None
        author, purpose = self._contact(end, heard=heard)
        self.into.visits.add(
            *(self.id, self.desk.unit, self.day, self.at, self.at),
            self.worker if self.channel == CALL else self.secretary,
            *(self.channel, author, purpose, self.person),
            *(end.state, end.by, end.received, end.ended, end.outcome, heard),
        )

    def _contact(self, end: End, *, heard: bool) -> tuple[str, str]:
        """Whoever is listened to speaks for herself; of a third party's contact about her, a mise à disposition."""
        author, purpose = AUTHORS.draw(self.chance), PURPOSES.draw(self.chance)
        if not contacts.opens_no_file(channel=self.channel, author=author):
            return author, purpose
        if heard or end.state in OPEN:
            return contacts.HERSELF, purpose
        return author, contacts.AT_DISPOSAL if self.person else purpose

    def _live(self) -> End:
        """What became of it, with all that was written on the way."""
        if self.person is None and self.chance.random() < MISTAKES:
            return End(State.MISTAKEN)
        outcome = HEARD if self.channel == CALL else OUTCOMES.draw(self.chance)
        if outcome == GONE:
            return End(State.LEFT, ended=self._later(25, 80), outcome=outcome)
        if outcome == HEARD:
            return self._interview()
        self._passage()
        return End(State.CLOSED, ended=self._later(3, 25), outcome=outcome)

    def _later(self, shortest: int, longest: int) -> datetime:
        return self.at + timedelta(minutes=self.chance.randint(shortest, longest))

    def _passage(self) -> None:
        self._act("desk", self.at, self.chance.randint(3, 12), by=self.secretary, kind=VISIT_KIND)

    def _act(self, nature: str, at: datetime, minutes: int, *, by: UUID, kind: str) -> str:
        return self.into.ledger.act(
            nature,
            Function.RECEPTION,
            at,
            minutes,
            by=by,
            unit=self.desk.unit,
            person=self.person,
            kind=kind,
            subject=self.id,
            channel=self.channel,
        )

    def _interview(self) -> End:
        wait = 0 if self.channel == CALL else int(self.chance.expovariate(1 / 17))
        received = self.at + timedelta(minutes=wait)
        usual = 10 if self.channel == CALL else 40
        minutes = max(4, min(120, int(self.chance.gauss(usual, usual / 4))))
        ended = received + timedelta(minutes=minutes)
        act = self._act(
            "call" if self.channel == CALL else "interview", received, minutes, by=self.worker, kind=DEMAND_KIND
        )
        self._demand(act, ended)
        if self.channel != CALL and self.chance.random() < DANGER:
            self._danger(received, ended)
        return End(State.CLOSED, self.worker, received, ended, HEARD)

    def _demand(self, act: str, written: datetime) -> None:
        theme = themes().draw(self.chance)
        closure, closed, duty = self._ending(written)
        self.into.demands.add(
            *(self.id, self.id, self.desk.unit, self.person, self.visibility, self.worker, written),
            *(self.chance.choice(theme.words), theme.code, _beside(self.chance, theme)),
            *(*self._answered(theme), closure, closed, act, duty),
        )

    def _answered(self, theme: Theme) -> tuple[str, str, bool | None]:
        answers, chance = _answers(self.chance, theme), self.into.instead
        if self.her is None or TOGETHER not in answers or chance.random() >= INSTEAD:
            return array(*answers), "", None
        said = (INSTEAD_OF_HER if answer == TOGETHER else answer for answer in answers)
        return array(*said), REASONS.draw(chance), chance.random() < MANDATED

    def _ending(self, written: datetime) -> tuple[str, datetime | None, str | None]:
        """How the demand ended and when, or the promise to answer it."""
        now = self.into.now
        if self.chance.random() >= (OPEN_RECENT if written > now - FOLLOW_UP else OPEN_OLD):
            closure, closed = CLOSURES.draw(self.chance), min(written + timedelta(days=self.chance.randint(0, 8)), now)
            return closure, max(written, self.into.service.clock.worked_at(closed)), None
        label = "Donner une suite à la demande"
        return "", None, self._duty(DEMAND_KIND, label, written, written + FOLLOW_UP, subject=self.id)

    def _duty(self, kind: str, label: str, at: datetime, due_at: datetime, *, subject: str, done=None) -> str:
        return self.into.ledger.duty(
            kind,
            label,
            at,
            due_at,
            subject=subject,
            person=self.person,
            unit=self.desk.unit,
            account=self.worker,
            by=self.worker,
            done=done,
        )

    def _danger(self, at: datetime, ended: datetime) -> None:
        danger, outcome = identifier(self.chance, at), DANGER_ENDS.draw(self.chance)
        closing = max(ended, at.replace(hour=16, minute=0))
        duty = self._duty(
            EMERGENCY_KIND, "Répondre au danger immédiat", at, closing, subject=danger, done=(ended, outcome)
        )
        self.into.dangers.add(
            *(danger, self.id, self.desk.unit, self.person, at, self.worker, State.CLOSED, duty, ended, 1)
        )
        told = (self.desk.unit, self.person, self.visibility, self.worker)
        self.into.danger_kinds.add(danger, *told, at, danger, DANGERS.draw(self.chance))
        self.into.danger_answers.add(uuid5(UUID(danger), "1"), *told, ended, danger, outcome)


def _beside(chance: random.Random, theme: Theme) -> str:
    """Up to two themes that often go with the main one."""
    number = chance.choices((0, 1, 2), (45, 38, 17))[0]
    return array(*chance.sample(theme.beside, min(number, len(theme.beside))))


def _answers(chance: random.Random, theme: Theme) -> list[str]:
    return chance.sample(theme.answers, min(len(theme.answers), chance.choice((1, 1, 2, 2, 3))))
