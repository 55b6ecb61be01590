"""`tisserand import quartiers QP2024.csv --from 2025-01-01`: the priority areas of an official file."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tisserand.access.actors import System
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import counted
from tisserand.territories import operations, queries
from tisserand.territories.rules.priority import read_areas


class Command(BaseCommand):
    help = "Importe les quartiers prioritaires d’un fichier CSV (colonnes code_qp, lib_qp, insee_com). Tout, ou rien."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="le fichier de l’ANCT, de tout le pays ou du département")
        parser.add_argument(
            "--from",
            dest="on",
            type=date.fromisoformat,
            required=True,
            metavar="AAAA-MM-JJ",
            help="jour d’entrée en vigueur de cette liste",
        )

    def handle(self, *, file: Path, on: date, **options):
        try:
            text = _text(file)
            areas = read_areas(text, queries.communes_imported(), on=on)
            changes = operations.import_priority_areas(
                actor=System("import_quartiers"), at=timezone.now(), areas=areas, on=on
            )
        except OSError as error:
            raise CommandError(f"Le fichier {file} ne s’ouvre pas\u00a0: {error.strerror}.") from None
        except Refused as refused:
            raise CommandError("\n".join(refusal.message for refusal in refused.refusals)) from None
        found = counted(len(areas), "quartier prioritaire", "quartiers prioritaires")
        self.stdout.write(f"{found}, {counted(changes, 'changement')}." if changes else f"{found}, rien n’a changé.")


def _text(file: Path) -> str:
    """Spreadsheets still write the older encoding."""
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
