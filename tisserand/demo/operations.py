"""Loading a département that does not exist, in one transaction: an interrupted load leaves nothing behind."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access import queries as directory
from tisserand.access.actors import System
from tisserand.access.rules import DEMO_PASSWORD
from tisserand.demo import checks, situations, urgency
from tisserand.demo.clock import Clock
from tisserand.demo.mass.loading import load_mass
from tisserand.demo.progress import Progress
from tisserand.demo.service import service_of
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people
from tisserand.people.slots import FOLLOW_FILE
from tisserand.reception import operations as reception
from tisserand.territories import operations as territories
from tisserand.territories import queries as places
from tisserand.territories.rules.built_in import built_in_communes
from tisserand.territories.rules.organisation import Organisation
from tisserand.territories.rules.reading import read_organisation

ACTOR = System("demo")
MOST_FILES, PERSONS_PER_FILE = 160, 8


@dataclass(frozen=True)
class Wanted:
    """What to load: the file of an organisation, how many persons, the seed of what is drawn."""

    organisation: Path
    persons: int
    seed: int = 971
    # Where official communes and outlines may be.
    data: Path | None = None

    @property
    def files(self) -> int:
        """How many of the story’s files are told beside its characters: fewer in a small département."""
        return min(MOST_FILES, self.persons // PERSONS_PER_FILE)


def is_empty(on: date) -> bool:
    return not directory.units(on=on).exists()


@transaction.atomic
def load(*, wanted: Wanted, clock: Clock, progress: Progress) -> None:
    if not is_empty(clock.today):
        refuse(
            [Refusal("not_empty", "La base contient déjà une organisation\u00a0: la démonstration se charge à vide.")]
        )
    organisation = read_organisation(wanted.organisation.read_text(encoding="utf-8"))
    with progress.step("Organisation et agents fictifs") as step:
        step.count = raise_organisation(organisation, clock, data=wanted.data)
    service = service_of(organisation, clock)
    with progress.step("Cadre de l’urgence sociale et astreintes") as step:
        step.count = urgency.tell(service, wanted.organisation)
    load_mass(
        service=service,
        persons=wanted.persons,
        seed=wanted.seed,
        story_site=situations.story.SITE if situations.story.can_be_told(service) else "",
        progress=progress,
    )
    with progress.step("Dossiers de l’histoire") as step:
        story = situations.tell(service, seed=wanted.seed, files=wanted.files)
        step.count = len(story.cast)
    protect_what_is_about_the_protected()
    reception.owe_endings(actor=ACTOR, at=clock.now)
    with progress.step("Règles vérifiées") as step:
        step.count = checks.refuse_breaches()


def protect_what_is_about_the_protected() -> None:
    """The mass is copied as written about anybody: what is about a protected person agrees with her file."""
    for person in people.protected_persons(ACTOR):
        for follow in FOLLOW_FILE:
            follow(person=person)


def raise_organisation(organisation: Organisation, clock: Clock, *, data: Path | None = None) -> int:
    """Territory, an invented agent on every seat, and one password that opens all their accounts."""
    who = {"actor": ACTOR, "at": clock.now}
    if data:
        territories.bring_in_communes(**who, department=organisation.department, folder=data)
    communes = places.commune_table(organisation.department) or built_in_communes(organisation.department)
    territories.load_organisation(**who, organisation=organisation, communes=communes)
    territories.seat_fictitious_staff(**who, organisation=organisation)
    return access.open_demo_accounts(**who, password=DEMO_PASSWORD)
