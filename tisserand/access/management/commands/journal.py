"""`tisserand journal verify|seal|heads|resume`: the chain of the journal. Run with the rights of a job."""

import sys
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tisserand.access.chain import heads, sealing, verifying
from tisserand.kernel.sentences import counted

WRONG = 2


class Command(BaseCommand):
    help = "Scelle et vérifie le journal des actes et des lectures."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify = verbs.add_parser("verify", help="vérifier chaque ligne, chaque sceau et les têtes sorties de la base")
        verify.add_argument("--heads", type=Path, help="copie du fichier des sceaux gardée ailleurs")
        verbs.add_parser("seal", help="sceller maintenant ce que la minute scellerait")
        verbs.add_parser("heads", help="écrire les têtes signées, à garder ailleurs")
        resume = verbs.add_parser("resume", help="dire que la base vient d’une sauvegarde")
        resume.add_argument("reason", help="ce qui s’est passé, par exemple : sauvegarde du 3 mars remise en place")

    def handle(self, *args, verb, **options):
        getattr(self, verb)(**options)

    def verify(self, *, heads: Path | None = None, **options):
        start = perf_counter()
        report = verify_with(heads)
        for line in report.lines():
            self.stdout.write(line)
        self.stdout.write(f"Vérifié en {perf_counter() - start:.1f} s.".replace(".", ",", 1))
        if not report.sound:
            sys.exit(WRONG)

    def seal(self, **options):
        sealed = sealing.seal(at=timezone.now())
        self.stdout.write(f"{counted(sealed, 'ligne scellée', 'lignes scellées')}.")

    def heads(self, **options):
        file = default_file()
        if not file.exists():
            raise CommandError("Aucun sceau n’est encore sorti de la base.")
        self.stdout.write(file.read_text(encoding="utf-8"), ending="")

    def resume(self, *, reason: str, **options):
        said = heads.take_out(settings.DATA_DIR, at=timezone.now(), resumes=reason)
        if said is None:
            raise CommandError("Cette base n’a aucun sceau.")
        self.stdout.write(f"Les sceaux reprennent après le {said.number}.")


def default_file() -> Path:
    return heads.file_of(settings.DATA_DIR)


def verify_with(copy: Path | None):
    key, here = heads.public_key(settings.DATA_DIR), default_file()
    return verifying.verify(copy, key, beside=here) if copy else verifying.verify(here, key)
