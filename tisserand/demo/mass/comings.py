"""Eighteen months at the desk: visits, calls, what was asked and answered, dangers and how they ended."""

import random
from collections import Counter
from datetime import date, datetime, timedelta

from tisserand.activity.rules import Function
from tisserand.demo.chance import Weighted, identifier
from tisserand.demo.mass.carrying import Carrier, array
from tisserand.demo.mass.population import MONTHS_OF_LIFE, Inhabitant
from tisserand.demo.mass.rhythm import Span, arrival, days_until, open_spans, storms
from tisserand.demo.mass.stories import Theme, themes
from tisserand.demo.service import Desk, Service
from tisserand.people.rules import Visibility
from tisserand.reception.rules.visits import State

VISIT_KIND, DEMAND_KIND, EMERGENCY_KIND = "reception.visit", "reception.demand", "reception.emergency"
# How many times an adult of the files came in eighteen months.
COMINGS = Weighted({0: 12, 1: 15, 2: 15, 3: 13, 4: 11, 5: 9, 7: 9, 10: 8, 14: 5, 22: 3})
NAMELESS = 0.12
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
# People leave when the wait is long, and the desk writes one coming by mistake now and then.
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
CALL = "telephone"


class Comings:
    def __init__(self, cursor, service: Service, chance: random.Random, seed: int) -> None:
        self.service, self.chance = service, chance
        self.now = service.clock.now
        self.tickets: Counter[tuple[Desk, date]] = Counter()
        days = days_until(service.clock.today, MONTHS_OF_LIFE)
        shut = storms(seed, {day.year for day in days})
        self.spans = {
            desk.code: open_spans(desk.hours, desk.zone, days, closed=service.closures, shut=shut)
            for desk in service.desks
        }
        self._carriers(cursor)

    def _carriers(self, cursor) -> None:
        self.visits = Carrier(
            cursor,
            "reception.Visit",
            (
                *("id", "site_id", "day", "arrived_at", "recorded_at", "recorded_by_id", "channel", "contact_author"),
                *(
                    "purpose",
                    "person_id",
                    "state",
                    "received_by_id",
                    "received_at",
                    "ended_at",
                    "outcome",
                    "has_demand",
                ),
            ),
            expressions={"ticket": "row_number() over (partition by site_id, day order by arrived_at, id)"},
        )
        self.demands = Carrier(
            cursor,
            "reception.Demand",
            (
                *("id", "visit_id", "site_id", "person_id", "visibility", "author_id", "written_at", "words"),
                *("main_theme", "other_themes", "answers", "closure", "closed_at", "act_id", "obligation_id"),
            ),
        )
        self.acts = Carrier(
            cursor,
            "activity.Act",
            (
                *("id", "nature", "function", "channel", "happened_at", "recorded_at", "duration_minutes"),
                *("author_id", "unit_id", "person_id", "kind", "subject"),
            ),
        )
        self.duties = Carrier(
            cursor,
            "deadlines.Obligation",
            (
                *("id", "kind", "subject", "person_id", "label", "unit_id", "account_id", "due_at"),
                *("opened_at", "opened_by_id", "closed_at", "closed_by_id", "outcome"),
            ),
        )
        self.dangers = Carrier(
            cursor,
            "reception.Emergency",
            (
                *("id", "visit_id", "site_id", "person_id", "opened_at", "opened_by_id", "state", "obligation_id"),
                *("closed_at", "answers"),
            ),
        )
        told = ("id", "site_id", "person_id", "visibility", "author_id", "written_at", "emergency_id")
        self.danger_kinds = Carrier(cursor, "reception.EmergencyKind", (*told, "kind"))
        self.danger_answers = Carrier(cursor, "reception.EmergencyAnswer", (*told, "outcome"))
        self.site_days = Carrier(cursor, "reception.SiteDay", ("id", "site_id", "day", "tickets", "version"))

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        return (
            *(self.acts, self.duties, self.visits, self.demands),
            *(self.dangers, self.danger_kinds, self.danger_answers, self.site_days),
        )

    def live(self, her: Inhabitant) -> None:
        """Her comings since her file exists. Somebody must have come once for it to be opened."""
        if not her.adult:
            return
        for _ in range(COMINGS.draw(self.chance)):
            desk = her.desk if self.chance.random() < 0.93 else self.chance.choice(self.service.desks)
            span = self.spans[desk.code].draw(self.chance)
            at = arrival(self.chance, span)
            nameless = at < her.since or self.chance.random() < NAMELESS
            self._come(desk, span, at, None if nameless else her)

    def count_tickets(self) -> None:
        """Each site keeps, day after day, how many tickets it gave."""
        for (desk, day), number in self.tickets.items():
            at = datetime(day.year, day.month, day.day, 12, tzinfo=self.now.tzinfo)
            self.site_days.add(identifier(self.chance, at), desk.unit, day, number, number)

    def _come(self, desk: Desk, span: Span, at: datetime, her: Inhabitant | None) -> None:
        chance = self.chance
        visit = identifier(chance, at)
        channel, person = CHANNELS.draw(chance), her and her.id
        outcome = "entretien" if channel == CALL else OUTCOMES.draw(chance)
        mistaken = her is None and chance.random() < MISTAKES
        secretary, worker = chance.choice(desk.secretaries), chance.choice(desk.workers)
        if mistaken:
            end = (State.MISTAKEN, None, None, None, "")
        elif outcome == "partie":
            end = (State.LEFT, None, None, at + timedelta(minutes=chance.randint(25, 80)), outcome)
        elif outcome == "entretien":
            received = at + timedelta(minutes=0 if channel == CALL else int(chance.expovariate(1 / 17)))
            minutes = _interview_minutes(chance, channel)
            end = (State.CLOSED, worker, received, received + timedelta(minutes=minutes), outcome)
            self._demand(visit, desk, worker, channel, received, minutes, her)
        else:
            end = (State.CLOSED, None, None, at + timedelta(minutes=chance.randint(3, 25)), outcome)
            self._passage(visit, desk, secretary, channel, at, person)
        state, receiver, received, ended, said = end
        self.tickets[desk, span.day] += 1
        self.visits.add(
            *(visit, desk.unit, span.day, at, at, worker if channel == CALL else secretary, channel),
            *(AUTHORS.draw(chance), PURPOSES.draw(chance), person, state, receiver, received, ended, said),
            state is State.CLOSED and outcome == "entretien",
        )

    def _passage(self, visit, desk: Desk, author, channel: str, at: datetime, person) -> None:
        self.acts.add(
            *(identifier(self.chance, at), "desk", Function.RECEPTION, channel, at, at, self.chance.randint(3, 12)),
            *(author, desk.unit, person, VISIT_KIND, visit),
        )

    def _demand(self, visit, desk: Desk, worker, channel: str, at: datetime, minutes: int, her) -> None:
        chance, theme = self.chance, themes().draw(self.chance)
        person, visibility = (her.id, her.visibility) if her else (None, Visibility.STAFF)
        written = at + timedelta(minutes=minutes)
        act = identifier(chance, at)
        self.acts.add(
            *(act, "call" if channel == CALL else "interview", Function.RECEPTION, channel, at, written, minutes),
            *(worker, desk.unit, person, DEMAND_KIND, visit),
        )
        closure, closed, duty = self._ending(visit, desk, worker, written, person)
        self.demands.add(
            *(visit, visit, desk.unit, person, visibility, worker, written, chance.choice(theme.words)),
            *(theme.code, _beside(chance, theme), array(*_answers(chance, theme)), closure, closed, act, duty),
        )
        if channel != CALL and chance.random() < DANGER:
            self._danger(visit, desk, worker, at, written, person, visibility)

    def _ending(self, visit, desk: Desk, worker, written: datetime, person):
        """How the demand ended, when, or who must answer it and before when."""
        recent = written > self.now - FOLLOW_UP
        if self.chance.random() >= (OPEN_RECENT if recent else OPEN_OLD):
            return CLOSURES.draw(self.chance), min(written + timedelta(days=self.chance.randint(0, 8)), self.now), None
        duty = identifier(self.chance, written)
        self.duties.add(
            *(duty, DEMAND_KIND, visit, person, "Donner une suite à la demande", desk.unit, worker),
            *(written + FOLLOW_UP, written, worker, None, None, ""),
        )
        return "", None, duty

    def _danger(self, visit, desk: Desk, worker, at: datetime, ended: datetime, person, visibility) -> None:
        chance = self.chance
        danger, duty, outcome = identifier(chance, at), identifier(chance, at), DANGER_ENDS.draw(chance)
        self.duties.add(
            *(duty, EMERGENCY_KIND, danger, person, "Répondre au danger immédiat", desk.unit, worker),
            *(at.replace(hour=16, minute=0), at, worker, ended, worker, outcome),
        )
        self.dangers.add(danger, visit, desk.unit, person, at, worker, State.CLOSED, duty, ended, 1)
        told = (desk.unit, person, visibility, worker)
        self.danger_kinds.add(danger, *told, at, danger, DANGERS.draw(chance))
        self.danger_answers.add(identifier(chance, ended), *told, ended, danger, outcome)


def _interview_minutes(chance: random.Random, channel: str) -> int:
    usual = 10 if channel == CALL else 40
    return max(4, min(120, int(chance.gauss(usual, usual / 4))))


def _beside(chance: random.Random, theme: Theme) -> str:
    """Up to two themes that often go with the main one."""
    number = chance.choices((0, 1, 2), (45, 38, 17))[0]
    return array(*chance.sample(theme.beside, min(number, len(theme.beside))))


def _answers(chance: random.Random, theme: Theme) -> list[str]:
    return chance.sample(theme.answers, min(len(theme.answers), chance.choice((1, 1, 2, 2, 3))))
