"""Drawing the many chunk by chunk: a million persons must not need a million persons’ memory."""

import random
from collections.abc import Sequence
from itertools import islice

from django.db import connection

from tisserand.demo.mass.agendas import Agendas
from tisserand.demo.mass.assessed import Assessments
from tisserand.demo.mass.carrying import Carrier
from tisserand.demo.mass.comings import Comings
from tisserand.demo.mass.followed import Plans
from tisserand.demo.mass.ledger import Ledger
from tisserand.demo.mass.oriented import Orientations
from tisserand.demo.mass.population import Population
from tisserand.demo.progress import Progress
from tisserand.demo.service import Service
from tisserand.kernel.sentences import figure
from tisserand.people import operations as people

CHUNK = 10_000
LABELS = {
    "people_person": "Habitants",
    "people_household": "Foyers",
    "people_tie": "Liens entre personnes",
    "activity_act": "Actes",
    "deadlines_obligation": "Échéances",
    "reception_visit": "Venues",
    "reception_demand": "Demandes",
    "reception_emergency": "Dangers immédiats",
    "reception_appointment": "Rendez-vous",
    "assessment_firstassessment": "Premières évaluations",
    "assessment_orientation": "Orientations",
    "support_plan": "Accompagnements",
    "activity_note": "Notes",
}


def load_mass(*, service: Service, persons: int, seed: int, story_site: str, progress: Progress) -> None:
    with connection.cursor() as cursor:
        mass = Mass(cursor, service, seed, story_site)
        with progress.step("Vies inventées") as step:
            step.count = mass.draw(persons, progress)
        for carrier in mass.carriers:
            _land(carrier, progress)
    with progress.step("Noms à retrouver") as step:
        step.count = people.index_names()


class Mass:
    """Each part of a life has its own chance: drawing one more visit changes nobody’s name."""

    def __init__(self, cursor, service: Service, seed: int, story_site: str) -> None:
        def chance(about: str) -> random.Random:
            return random.Random(f"{seed}/{about}")

        self.story_site = story_site
        self.population = Population(cursor, service, chance("people"))
        self.ledger = Ledger(cursor, chance("ledger"))
        self.comings = Comings(cursor, service, chance("comings"), self.ledger, seed)
        self.assessments = Assessments(cursor, service, chance("assessments"), self.ledger)
        self.orientations = Orientations(cursor, service, chance("orientations"), self.ledger)
        self.agendas = Agendas(cursor, service, chance("agendas"), self.ledger)
        self.plans = Plans(cursor, service, chance("plans"), self.ledger, self.agendas, apart=story_site)

    @property
    def carriers(self) -> Sequence[Carrier]:
        return (
            *self.population.carriers,
            *self.ledger.carriers,
            *self.comings.carriers,
            *self.assessments.carriers,
            *self.orientations.carriers,
            *self.plans.carriers,
            *self.agendas.carriers,
        )

    def draw(self, persons: int, progress: Progress) -> int:
        drawn, lives = 0, self.population.draw(persons)
        while chunk := list(islice(lives, CHUNK)):
            for her in chunk:
                self.comings.live(her)
                self.assessments.live(her)
                self.orientations.live(her)
                self.plans.live(her)
            drawn += len(chunk)
            self._send()
            if drawn < persons:
                progress.say(f"  … {figure(drawn)} sur {figure(persons)}")
        self.comings.this_morning(except_at=self.story_site)
        self.comings.count_tickets()
        self._send()
        return drawn

    def _send(self) -> None:
        for carrier in self.carriers:
            carrier.send()


def _land(carrier: Carrier, progress: Progress) -> None:
    if label := LABELS.get(carrier.table):
        with progress.step(label) as step:
            step.count = carrier.land()
    else:
        carrier.land()
