"""`tisserand walls apply`: rebuild schema `walls`, the grants and every policy. Run as the owner, after migrate."""

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from tisserand.access import policies


class Command(BaseCommand):
    help = "Reconstruit les murs de la base : fonctions, droits et règles de visibilité."

    def handle(self, *args, **options):
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in policies.statements():
                cursor.execute(statement)
        self.stdout.write(f"Murs en place sur {len(policies.walled_models())} tables.")
