"""What `tisserand check` looks at in an installation, under the role of the jobs: each answer is a sentence."""

import platform
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tisserand.access import policies
from tisserand.kernel.sentences import counted, day, hour
from tisserand.project import invariants

# The shortest clock of the jobs is a minute.
PATIENCE = timedelta(minutes=10)
ATTRIBUTES = """
select rolname, rolsuper or rolcreaterole or (rolbypassrls and rolname <> %s)
from pg_roles where rolname = any(%s)
"""
# A wall stands when its table is closed to all, its owner included, and each of the two roles has its policy.
STANDING = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
where c.relname = any(%s) and c.relrowsecurity and c.relforcerowsecurity
    and exists (select from pg_policies p where p.tablename = c.relname and p.policyname = 'jobs_all')
    and exists (select from pg_policies p where p.tablename = c.relname and p.policyname in ('app_all', 'app_select'))
"""
OWNED_BY_OTHERS = "select tablename from pg_tables where schemaname = 'public' and tableowner <> %s order by tablename"
LAST_JOB = "select max(at) from procrastinate_events where type = 'succeeded'"
FAILED_JOBS = """
select count(distinct e.job_id) from procrastinate_events e where e.type = 'failed' and e.at > %s
"""


@dataclass(frozen=True)
class Said:
    """`sound` is false for what must not stay so."""

    sentence: str
    sound: bool = True


def look(*, at: datetime) -> Iterator[Said]:
    yield Said(versions())
    yield migrations()
    yield from roles()
    yield walls()
    yield from jobs(at=at)
    yield from promises()
    yield from settings_said()


def versions() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (server,) = _row("select current_setting('server_version')")
    python = platform.python_version()
    return f"Tisserand {project['version']}, Python {python}, PostgreSQL {server}, mode {settings.MODE}."


def migrations() -> Said:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        words = counted(waiting, "changement attend", "changements attendent")
        return Said(f"Structure\u00a0: {words}. Lancez\u00a0: tisserand migrate", sound=False)
    return Said("Structure\u00a0: à jour.")


def roles() -> Iterator[Said]:
    """None but the backup reads past the walls, nobody makes roles (decision D6)."""
    names = settings.DATABASE_ROLES
    ours = {role: names[role] for role in ("owner", "app", "jobs", "backup")}
    found = dict(_rows(ATTRIBUTES, ours["backup"], list(ours.values())))
    missing = [role for role, name in ours.items() if name not in found]
    strong = [role for role, name in ours.items() if found.get(name)]
    if missing:
        yield Said(f"Rôles\u00a0: il manque {', '.join(missing)}. Lancez\u00a0: tisserand migrate", sound=False)
    if strong:
        yield Said(f"Rôles\u00a0: {', '.join(strong)} peut passer les murs ou créer des rôles.", sound=False)
    if others := [table for (table,) in _rows(OWNED_BY_OTHERS, ours["owner"])]:
        yield Said(f"Rôles\u00a0: tables d’un autre propriétaire\u00a0: {', '.join(others)}.", sound=False)
    if not (missing or strong or others):
        yield Said("Rôles\u00a0: les quatre rôles de la base ont leurs droits, et rien de plus.")


def walls() -> Said:
    wanted = {model._meta.db_table for model in policies.walled_models()}
    absent = sorted(wanted - {table for (table,) in _rows(STANDING, list(wanted))})
    if absent:
        return Said(f"Murs\u00a0: absents de {', '.join(absent)}. Lancez\u00a0: tisserand migrate", sound=False)
    return Said(f"Murs\u00a0: en place sur {counted(len(wanted), 'table')}.")


def jobs(*, at: datetime) -> Iterator[Said]:
    (last,) = _row(LAST_JOB)
    if last is None:
        yield Said("Travail de fond\u00a0: aucun n’a encore été fait. Lancez\u00a0: tisserand serve", sound=False)
    else:
        said = f"Travail de fond\u00a0: le dernier s’est fini {day(last)} à {hour(last)}"
        resting = at - last > PATIENCE
        yield Said(f"{said}. Il est arrêté\u00a0: tisserand serve" if resting else f"{said}.", sound=not resting)
    (failed,) = _row(FAILED_JOBS, at - timedelta(days=1))
    if failed:
        yield Said(
            f"Travail de fond\u00a0: {counted(failed, 'échec')} en un jour, voir le journal technique.", sound=False
        )


def promises() -> Iterator[Said]:
    """Nobody between two chairs (R03)."""
    found = dict(invariants.breaches())
    for what, number in found.items():
        if number:
            yield Said(f"Règles\u00a0: {counted(number, 'ligne')}, {what}.", sound=False)
    if not any(found.values()):
        yield Said(f"Règles\u00a0: {len(found)} vérifiées, personne n’est entre deux chaises.")


def settings_said() -> Iterator[Said]:
    """Django's own look at the settings, in its own words when it has any."""
    found = checks.run_checks(include_deployment_checks=settings.MODE == "prod")
    for one in found:
        yield Said(f"Réglages\u00a0: {one.msg} ({one.id})", sound=not one.is_serious())
    if not found:
        yield Said("Réglages\u00a0: rien à signaler.")


def _rows(statement: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _row(statement: str, *values) -> tuple:
    return _rows(statement, *values)[0]
