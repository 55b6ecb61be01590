"""`tisserand retention`: what would end, without ending it; and, after a restore, ending again what had ended."""

from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tisserand.access.chain.forgetting import ChainInDoubt
from tisserand.kernel.ids import short_reference
from tisserand.kernel.register import rooms, tables
from tisserand.kernel.sentences import counted
from tisserand.privacy.operations import announcing, expiring, forgetting, ledger
from tisserand.privacy.operations.announcing import NIGHT
from tisserand.privacy.operations.rehearsing import rehearse_everything
from tisserand.privacy.rules.durations import rules_on


class Command(BaseCommand):
    help = "Conservation : essai à blanc, passage de nuit, ou nouvelle purge après une restauration."

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--dry-run", action="store_true", help="ce qui partirait aujourd’hui, sans rien changer")
        what.add_argument("--night", action="store_true", help="le passage de chaque nuit, tout de suite")
        what.add_argument("--purge-again", type=Path, metavar="REGISTRE", help="après une restauration")

    def handle(self, *, dry_run: bool, night: bool, purge_again: Path | None, **options):
        if dry_run:
            self._dry_run()
        elif night:
            self._night()
        elif purge_again is not None:
            self._purge_again(purge_again)

    def _dry_run(self) -> None:
        found = rehearse_everything(actor=NIGHT, at=timezone.now())
        rules = rules_on(announcing.local_day(timezone.now()))
        self._say(f"{counted(len(found.files), 'dossier partirait', 'dossiers partiraient')}, une fois visé.")
        for kind, number in sorted(Counter(file.kind for file in found.files).items()):
            self._say(f"  {rules[kind].label} : {number}")
        for file in found.files:
            self._say(f"  {short_reference(file.person_id)}  dernier repère {file.reference_on:%d/%m/%Y}")
        for table in (table for room in rooms() for table in tables(room) if table.label in found.rows):
            what = "détruits" if table.end in {"remove", "expire"} else "gardés sans nom ni récit"
            self._say(f"  {table.called} ({what}) : {found.rows[table.label]}")
        for reason, number in sorted(found.kept.items()):
            self._say(f"  gardés ({reason}) : {number}")
        self._say(f"Journal : {_journal(forgetting.what_ends(actor=NIGHT, at=timezone.now()))}.")
        self._say("Rien n’a été changé.")

    def _night(self) -> None:
        at = timezone.now()
        expiring.expire(at=at)
        said = announcing.announce(actor=NIGHT, at=at)
        kept = ledger.keep_ledger(settings.PURGE_LEDGER)
        self._say(
            f"Dossiers annoncés : {said.listed}, dont nouveaux : {said.new}. Lignes ajoutées au registre : {kept}."
        )
        try:
            self._say(f"Journal : {_journal(forgetting.forget_journal(actor=NIGHT, at=at))}.")
        except ChainInDoubt as doubt:
            raise CommandError(f"Rien n’est effacé du journal, dont la chaîne est en doute. {doubt}") from doubt

    def _purge_again(self, file: Path) -> None:
        if not file.exists():
            raise CommandError(f"Le registre des purges {file} n’existe pas.")
        formers = ledger.read_ledger(file)
        gone = ledger.purge_again(actor=NIGHT, at=timezone.now(), formers=formers)
        self._say(f"{len(formers)} lignes au registre ; dossiers revenus et purgés de nouveau : {gone}.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)


def _journal(found) -> str:
    """Rows past their time, and links that stay all the same."""
    rows = counted(found.rows, "ligne à la fin de sa durée", "lignes à la fin de leur durée")
    return f"{rows}, {counted(len(found.held), 'sceau retenu', 'sceaux retenus')}"
