"""`tisserand import communes 971`: official populations and outlines when there, else the built-in table."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tisserand.access.actors import System
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import counted
from tisserand.territories import operations
from tisserand.territories.rules.built_in import built_in_communes
from tisserand.territories.rules.official import outlines, read_official


class Command(BaseCommand):
    help = "Importe les communes d’un département : population, intercommunalité, contour quand il existe."

    def add_arguments(self, parser):
        parser.add_argument("department", help="971, 972, 38…")
        parser.add_argument("--folder", type=Path, default=_folder(), help="dossier des données ouvertes")

    def handle(self, *, department: str, folder: Path, **options):
        file = folder / "communes" / f"communes_{department}.json"
        shapes = {}
        try:
            if file.is_file():
                table = read_official(file.read_text(encoding="utf-8"))
                shapes = _outlines(folder, table)
            else:
                table = built_in_communes(department)
        except Refused as refused:
            raise CommandError(str(refused.refusals[0].message)) from None
        changed = operations.import_communes(
            actor=System("import_communes"), at=timezone.now(), table=table, outlines=shapes
        )
        said = (counted(len(table.communes), "commune"), f"{changed} à jour", counted(len(shapes), "contour"))
        self.stdout.write(f"{', '.join(said)}. Source : {table.source}.")


def _folder() -> Path:
    return Path(os.environ.get("TISSERAND_DATA") or settings.BASE_DIR.parent / "shared" / "data")


def _outlines(folder: Path, table) -> dict:
    files = sorted((folder / "communes").glob(f"communes-{table.department}-*.geojson"))
    return dict(outlines(files[0].read_text(encoding="utf-8"), table.communes)) if files else {}
