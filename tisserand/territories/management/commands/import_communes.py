"""`tisserand import communes 971`: official populations and outlines when there, else the built-in table."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tisserand.access.actors import System
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import counted
from tisserand.territories import operations


class Command(BaseCommand):
    help = "Importe les communes d’un département : population, intercommunalité, contour quand il existe."

    def add_arguments(self, parser):
        parser.add_argument("department", help="971, 972, 38…")
        parser.add_argument("--folder", type=Path, default=operations.open_data(), help="dossier des données ouvertes")

    def handle(self, *, department: str, folder: Path, **options):
        who = {"actor": System("import_communes"), "at": timezone.now()}
        try:
            brought = operations.bring_in_communes(**who, department=department, folder=folder)
        except Refused as refused:
            raise CommandError(str(refused.refusals[0].message)) from None
        number, shapes = counted(len(brought.table.communes), "commune"), counted(brought.outlines, "contour")
        self.stdout.write(f"{number}, {brought.changed} à jour, {shapes}. Source\u00a0: {brought.table.source}.")
