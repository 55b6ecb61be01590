"""`tisserand analyze`: figures for PostgreSQL's planner on tables that never had any. As the owner: others may not."""

from django.core.management.base import BaseCommand
from django.db import connection

WITHOUT_FIGURES = """
select quote_ident(relname) from pg_stat_user_tables
where schemaname = 'public' and last_analyze is null and last_autoanalyze is null order by relname
"""


class Command(BaseCommand):
    help = "Compte ce que contiennent les tables, pour que la base choisisse bien ses index."

    def handle(self, *args, **options):
        with connection.cursor() as cursor:
            cursor.execute(WITHOUT_FIGURES)
            if tables := [name for (name,) in cursor.fetchall()]:
                cursor.execute(f"analyze {', '.join(tables)}")
