"""Support plans left at each stage: being built, active before régulation, regulated, reviewed, stopped, closed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from tisserand.access.actors import Actor
from tisserand.demo.situations.story import Story
from tisserand.support import operations as support
from tisserand.support.operations import Goal
from tisserand.support.rules import Decision, Formalisation, ReviewDecision, Side, StepOwner

GOAL = Goal(
    words="Retrouver un peu d’air dans mon budget.",
    family="rights",
    problem="material",
    criterion="Trois mois de suite sans découvert.",
)
CONTRACTS = frozenset({"rsa_social", "rsa_socio_pro", "masp_1", "masp_2"})


@dataclass
class Accompaniment:
    """One plan on its way: whose, who leads it, what kind, since how many days."""

    story: Story
    person: UUID
    referent: Actor
    team: UUID
    kind: str = "social_global"
    origin: str = "proposed"
    words: str = "Y voir clair, et que ça tienne."
    plan: UUID | None = None

    def _at(self, days_ago: int, hour: int = 10, minute: int = 0) -> dict:
        return {"actor": self.referent, "at": self.story.clock.at(-days_ago, hour, minute)}

    def _on(self, days_ago: int) -> date:
        return self.story.clock.day(-days_ago)

    def opened(self, days_ago: int, *, ends_on: date | None = None) -> "Accompaniment":
        plan = support.create_plan(
            **self._at(days_ago),
            person=self.person,
            kind=self.kind,
            origin=self.origin,
            team=self.team,
            words=self.words,
            ends_on=ends_on,
        )
        self.plan = plan.pk
        return self

    def agreed(self, days_ago: int, words: str = "D’accord, si je peux arrêter quand je veux.") -> "Accompaniment":
        support.record_adhesion(**self._at(days_ago, 10, 10), plan=self.plan, on=self._on(days_ago), words=words)
        return self

    def wants(self, days_ago: int, goal: Goal = GOAL) -> UUID:
        if goal.criterion:
            goal = replace(goal, criterion_on=self._on(days_ago))
        return support.write_objective(**self._at(days_ago, 10, 20), plan=self.plan, goal=goal).pk

    def promises(self, days_ago: int) -> "Accompaniment":
        """One commitment of each side: a contract has both."""
        who = self._at(days_ago, 10, 30)
        support.commit(**who, plan=self.plan, side=Side.PERSON, text="Venir, ou prévenir la veille.")
        support.commit(**who, plan=self.plan, side=Side.SERVICE, text="Répondre sous trois jours ouvrés.")
        return self

    def begun(self, days_ago: int) -> "Accompaniment":
        """Opened a week before, agreed, promised, active: the team has not looked at it yet."""
        self.opened(days_ago + 7).agreed(days_ago + 7)
        objective = self.wants(days_ago + 7)
        self.promises(days_ago + 7)
        self._step(objective, days_ago)
        support.activate(**self._at(days_ago), plan=self.plan)
        support.formalise(
            **self._at(days_ago, 10, 40), plan=self.plan, outcome=Formalisation.SIGNED, on=self._on(days_ago)
        )
        return self

    def _step(self, objective: UUID, days_ago: int) -> None:
        due_on = self._on(days_ago) + timedelta(days=45)
        support.plan_step(
            **self._at(days_ago, 10, 35),
            objective=objective,
            text="Rassembler les courriers des trois derniers mois.",
            owner=StepOwner.PERSON,
            due_on=due_on,
        )

    def met(self, days_ago: int, text: str, *, nature: str = "interview", minutes: int = 45) -> "Accompaniment":
        who = self._at(days_ago, 11, 30)
        support.write_contact(
            **who, plan=self.plan, nature=nature, happened_at=who["at"], text=text, duration_minutes=minutes
        )
        return self

    def looked_at(self, days_ago: int, decision: str = Decision.VALIDATED, **said) -> "Accompaniment":
        """The team meets under its manager and decides (R40)."""
        manager = self.story.service.actor_of(self._manager())
        who = {"actor": manager, "at": self.story.clock.at(-days_ago, 14)}
        session = support.open_session(
            **who, team=self.team, held_on=self._on(days_ago), present=[self.referent.account_id]
        ).pk
        support.decide(**who, session=session, plan=self.plan, decision=decision, opinion="Le projet tient.", **said)
        support.close_session(**who, session=session, duration_minutes=60)
        return self

    def _manager(self) -> UUID:
        return next(team.manager for team in self.story.service.teams.values() if team.unit == self.team)

    def reviewed(self, days_ago: int, decision: str = ReviewDecision.CONTINUE, **said) -> "Accompaniment":
        support.hold_review(
            **self._at(days_ago, 15),
            plan=self.plan,
            held_on=self._on(days_ago),
            words="Je dors mieux. Le reste avance.",
            decision=decision,
            autonomy=4,
            autonomy_words="Je fais, et on vérifie.",
            **said,
        )
        return self

    def stopped(self, days_ago: int) -> "Accompaniment":
        support.withdraw_adhesion(
            **self._at(days_ago, 16), plan=self.plan, on=self._on(days_ago), words="J’arrête là pour l’instant."
        )
        return self

    def closed(self, days_ago: int, reason: str, result: str = "reached", **said) -> "Accompaniment":
        support.close_plan(**self._at(days_ago, 16, 30), plan=self.plan, reason=reason, result=result, **said)
        return self
