"""`tisserand organisation organisations/guadeloupe.toml`, with the rights of a job."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tisserand.access.actors import System
from tisserand.kernel.refusals import Refused
from tisserand.territories import operations, queries
from tisserand.territories.rules.built_in import built_in_communes
from tisserand.territories.rules.reading import read_organisation


class Command(BaseCommand):
    help = "Charge l’organisation décrite par un fichier. Sans désaccord, ou pas du tout."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="par exemple organisations/guadeloupe.toml")
        parser.add_argument(
            "--fictitious-staff", action="store_true", help="met un agent fictif sur chaque poste (démonstration)"
        )

    def handle(self, *, file: Path, fictitious_staff: bool, **options):
        try:
            self._load(file, fictitious_staff)
        except OSError as error:
            raise CommandError(f"Le fichier {file} ne s’ouvre pas : {error.strerror}.") from None
        except Refused as refused:
            raise CommandError("\n".join(refusal.message for refusal in refused.refusals)) from None

    def _load(self, file: Path, fictitious_staff: bool) -> None:
        organisation = read_organisation(file.read_text(encoding="utf-8"))
        who = {"actor": System("load_organisation"), "at": timezone.now(), "organisation": organisation}
        communes = queries.commune_table(organisation.department) or built_in_communes(organisation.department)
        changes = operations.load_organisation(**who, communes=communes)
        if fictitious_staff:
            changes += operations.seat_fictitious_staff(**who)
        self.stdout.write(f"{organisation.name} : {changes} changements." if changes else "Rien n’a changé.")
        for given in operations.hand_over_closed(actor=who["actor"], at=who["at"]):
            self.stdout.write(f"{given.unit} → {given.to}\u00a0: {', '.join(given.numbers)}.")
