"""`tisserand demo`: a département of invented people, to look at, to learn with and to test on."""

import os
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tisserand.demo import operations
from tisserand.demo.clock import Clock
from tisserand.demo.operations import Wanted
from tisserand.demo.progress import Progress
from tisserand.kernel.refusals import Refused
from tisserand.territories import operations as territories

ORGANISATION = settings.BASE_DIR / "organisations" / "guadeloupe.toml"
PERSONS = 20_000


class Command(BaseCommand):
    help = "Charge un département de démonstration : une organisation, des agents et des habitants inventés."

    def add_arguments(self, parser):
        parser.add_argument("--organisation", type=Path, default=ORGANISATION, help="fichier de l’organisation")
        parser.add_argument("--persons", type=int, default=_persons(), help="nombre d’habitants inventés")
        parser.add_argument("--seed", type=int, default=971, help="même graine, mêmes habitants")
        parser.add_argument("--today", type=date.fromisoformat, help="jour où l’histoire se passe, AAAA-MM-JJ")
        parser.add_argument("--if-empty", action="store_true", help="ne fait rien si la base a déjà des données")

    def handle(self, *, organisation: Path, persons: int, seed: int, today: date | None, if_empty: bool, **options):
        if settings.MODE == "prod":
            raise CommandError("Aucun habitant inventé n’entre dans une installation en service.")
        zone = settings.TIME_ZONE_OF_THE_ORGANISATION
        clock = Clock.on(today, zone) if today else Clock(timezone.now(), zone)
        if if_empty and not operations.is_empty(clock.today):
            return
        wanted = Wanted(organisation, persons, seed, territories.open_data())
        try:
            operations.load(wanted=wanted, clock=clock, progress=Progress(self._say))
        except Refused as refused:
            raise CommandError("\n".join(refusal.message for refusal in refused.refusals)) from None

    def _say(self, line: str) -> None:
        """At once, even into a file: a load that lasts must be seen moving."""
        self.stdout.write(line)
        self.stdout.flush()


def _persons() -> int:
    return int(os.environ.get("TISSERAND_DEMO_PERSONS", PERSONS))
