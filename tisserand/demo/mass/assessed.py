"""First assessments of the last eighteen months: a few domains raised in each, nearly all of them concluded."""

import random
from datetime import datetime, timedelta

from tisserand.activity.rules import Function
from tisserand.assessment.rules.first_assessment import FOLLOWED, NextStep, State, View
from tisserand.assessment.rules.situation import DomainState
from tisserand.demo.chance import Weighted, identifier
from tisserand.demo.mass.carrying import Carrier
from tisserand.demo.mass.ledger import Ledger
from tisserand.demo.mass.population import MONTHS_OF_LIFE, Inhabitant
from tisserand.demo.mass.stories import said
from tisserand.demo.service import Service

KIND = "assessment.first"
SHARE, OPEN = 0.16, 0.02
DAYS_TO_CONCLUDE = 15
STEPS = Weighted(
    {
        NextStep.ANSWERED: 44,
        NextStep.SUPPORT: 24,
        NextStep.ORIENTATION: 18,
        NextStep.LISTENING: 10,
        NextStep.NOTHING: 4,
    }
)
DOMAINS = ("housing", "budget", "rights", "work", "health", "family", "children", "social_ties", "mobility", "literacy")
STANDINGS = Weighted({DomainState.TO_WORK_ON: 60, DomainState.STRENGTH: 28, DomainState.UNSPOKEN: 12})


class Assessments:
    def __init__(self, cursor, service: Service, chance: random.Random, ledger: Ledger) -> None:
        self.chance, self.ledger, self.clock, self.now = chance, ledger, service.clock, service.clock.now
        self.poles = [pole.unit for pole in service.poles.values() if pole.receives]
        about = ("id", "person_id", "site_id", "author_id", "visibility")
        self.sheets = Carrier(
            cursor,
            "assessment.FirstAssessment",
            (
                *about,
                *("state", "started_at", "saved_at", "saved_by_id", "opening_words", "inner_strengths", "autonomy"),
                *("concluded_at", "concluded_by_id", "next_step", "next_pole_id", "view", "obligation_id", "act_id"),
            ),
        )
        self.facts = Carrier(
            cursor, "assessment.SituationFact", (*about, "assessment_id", "domain", "state", "said", "as_of")
        )

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        return self.sheets, self.facts

    def live(self, her: Inhabitant) -> None:
        if not her.adult or not self.poles or self.chance.random() > SHARE:
            return
        running = self.chance.random() < OPEN
        days = self.chance.uniform(1, DAYS_TO_CONCLUDE + 3 if running else MONTHS_OF_LIFE * 30)
        at = (self.now - timedelta(days=days)).replace(microsecond=0)
        if at > her.since:
            self._assess(her, self.clock.in_office(at), running)

    def _assess(self, her: Inhabitant, at: datetime, running: bool) -> None:
        chance, sheet = self.chance, identifier(self.chance, at)
        worker = chance.choice(her.desk.workers)
        about = (her.id, her.desk.unit, worker, her.visibility)
        if running:
            end = (None, None, "", None, "", self._duty(her, worker, sheet, at, "conclude"), None)
        else:
            end = self._concluded(her, worker, sheet, at + timedelta(minutes=55))
        self.sheets.add(
            *(sheet, *about, State.OPEN if running else State.CONCLUDED, at, end[0] or at, worker),
            *(said("plans", chance), said("strengths", chance), chance.randint(1, 5), *end),
        )
        for domain in chance.sample(DOMAINS, chance.choice((1, 2, 2, 3, 4))):
            standing = STANDINGS.draw(chance)
            words = "" if standing is DomainState.UNSPOKEN else said("goals", chance)
            self.facts.add(identifier(chance, at), *about, sheet, domain, standing, words, at.date())

    def _concluded(self, her: Inhabitant, worker, sheet: str, at: datetime) -> tuple:
        step = STEPS.draw(self.chance)
        pole = self.chance.choice(self.poles) if step is NextStep.ORIENTATION else None
        done = (self.clock.worked_at(at + timedelta(days=2)), "done")
        duty = self._duty(her, worker, sheet, at, str(step), done=done) if step in FOLLOWED else None
        act = self.ledger.act(
            "assessment",
            Function.RECEPTION,
            at,
            self.chance.randint(35, 75),
            by=worker,
            unit=her.desk.unit,
            person=her.id,
            kind=KIND,
            subject=sheet,
        )
        return at, worker, step, pole, View.AGREES, duty, act

    def _duty(self, her: Inhabitant, worker, sheet: str, at: datetime, what: str, *, done=None) -> str:
        kind, label = DUTIES[what]
        return self.ledger.duty(
            f"{KIND}.{kind}",
            label,
            at,
            at + timedelta(days=DAYS_TO_CONCLUDE),
            subject=sheet,
            person=her.id,
            unit=her.desk.unit,
            account=worker,
            by=worker,
            done=done and (min(done[0], self.now), done[1]),
        )


DUTIES = {
    "conclude": ("conclude", "Conclure la première évaluation"),
    NextStep.ORIENTATION: ("send_orientation", "Envoyer l’orientation"),
    NextStep.SUPPORT: ("attribute_support", "Attribuer l’accompagnement"),
}
