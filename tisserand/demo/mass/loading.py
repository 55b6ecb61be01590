"""Drawing the many chunk by chunk: a million persons must not need a million persons' memory."""

import random

from django.db import connection

from tisserand.demo.mass.comings import Comings
from tisserand.demo.mass.population import Population
from tisserand.demo.progress import Progress
from tisserand.demo.service import Service
from tisserand.people import operations as people

CHUNK = 10_000


def load_mass(*, service: Service, persons: int, seed: int, progress: Progress) -> None:
    with connection.cursor() as cursor:
        population = Population(cursor, service, random.Random(f"{seed}/people"))
        comings = Comings(cursor, service, random.Random(f"{seed}/comings"), seed)
        carriers = (*population.carriers, *comings.carriers)
        with progress.step("Vies inventées") as step:
            for number, her in enumerate(population.draw(persons), start=1):
                comings.live(her)
                if number % CHUNK == 0:
                    _send(carriers)
            comings.count_tickets()
            _send(carriers)
            step.count = persons
        for carrier in carriers:
            with progress.step(carrier.model._meta.db_table) as step:
                step.count = carrier.land()
    with progress.step("Index des noms") as step:
        step.count = people.index_names()


def _send(carriers) -> None:
    for carrier in carriers:
        carrier.send()
