"""`tisserand walls apply`: rebuild schema `walls`, the grants and every policy. Run as the owner, after migrate."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from tisserand.access import policies, queries
from tisserand.kernel.zones import tell_the_same_days


class Command(BaseCommand):
    help = "Reconstruit les murs de la base : fonctions, droits et règles de visibilité."

    def handle(self, *args, **options):
        self._refuse_another_zone()
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in policies.statements():
                cursor.execute(statement)
        self.stdout.write(f"Murs en place sur {len(policies.walled_models())} tables.")

    def _refuse_another_zone(self) -> None:
        """The walls would count the days of elsewhere."""
        ours = settings.TIME_ZONE_OF_THE_ORGANISATION
        for zone in queries.zones(on=queries.today(timezone.now(), ours)):
            if not tell_the_same_days(zone, ours, year=timezone.now().year):
                raise CommandError(
                    f"L’organisation est à l’heure de «\u00a0{zone}\u00a0», l’installation à celle de "
                    f"«\u00a0{ours}\u00a0». Donnez {zone} à TISSERAND_TIME_ZONE, puis recommencez."
                )
