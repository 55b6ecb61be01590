"""`tisserand check`: versions, structure, roles, walls, jobs, and whether anybody fell between two chairs."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from tisserand.project import checks

WRONG = 2


class Command(BaseCommand):
    help = "Vérifie l’installation et dit chaque chose à corriger."
    # What Django would say first, in English, is one of the answers.
    requires_system_checks = []

    def handle(self, *args, **options):
        timezone.activate(settings.TIME_ZONE_OF_THE_ORGANISATION)
        found = []
        for said in checks.look(at=timezone.now()):
            found.append(said)
            self.stdout.write(said.sentence if said.sound else f"À CORRIGER  {said.sentence}")
            self.stdout.flush()
        if not all(said.sound for said in found):
            sys.exit(WRONG)
        self.stdout.write("Tout est en ordre.")
