"""The database's half of the walls: schema `walls`, grants and row-level security, built from the models (D5, D6)."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import UUIDField

from tisserand.access.chain import ending
from tisserand.access.walls import BASE_FUNCTIONS, Wall

ROOMS = "tisserand."


def our_models():
    """The concrete models of our rooms."""
    return [model for model in apps.get_models() if model.__module__.startswith(ROOMS)]


def walled_models():
    return [model for model in our_models() if isinstance(getattr(model, "wall", None), Wall)]


def statements() -> Iterator[str]:
    """Every statement, in order. Idempotent: the former walls fall first."""
    app, jobs, backup = (settings.DATABASE_ROLES[role] for role in ("app", "jobs", "backup"))
    yield "create schema if not exists walls"
    yield from _drop_policies()
    yield from (*BASE_FUNCTIONS, *ending.POLICIES, ending.FORGET_LINKS, *_functions_of_the_rooms())
    for role in (app, jobs):
        yield f"grant usage on schema public, walls to {role}"
        yield f"grant execute on all functions in schema walls to {role}"
        yield f"grant select, insert, update, delete on all tables in schema public to {role}"
        yield f"grant usage, select, update on all sequences in schema public to {role}"
    yield ending.JOBS_ALONE.format(app=app)
    yield f"grant usage on schema public, walls to {backup}"
    yield f"grant select on all tables in schema public to {backup}"
    yield ending.REFUSE_CHANGE
    for model in our_models():
        yield from _only_append(model, app, jobs)
        yield from _sealed(model)
    for model in walled_models():
        yield from _policies(model, app, jobs)


def _functions_of_the_rooms() -> Iterator[str]:
    """A room may add functions in its `walls` module, as FUNCTIONS: SQL that its own wall terms call."""
    for config in apps.get_app_configs():
        name = f"{config.name}.walls"
        if config.name.startswith(ROOMS) and config.label != "access" and find_spec(name):
            yield from getattr(import_module(name), "FUNCTIONS", ())


def _drop_policies() -> Iterator[str]:
    """Policies hold on to the functions they call: they go before the functions change."""
    with connection.cursor() as cursor:
        cursor.execute("select policyname, tablename from pg_policies where schemaname = 'public'")
        for policy, table in cursor.fetchall():
            yield f'drop policy "{policy}" on "{table}"'


def _only_append(model, app: str, jobs: str) -> Iterator[str]:
    if getattr(model, "append_only", False) or getattr(getattr(model, "wall", None), "append_only", False):
        # What leaves with the person is erased by the jobs of `privacy` alone.
        refused = app if getattr(model, "leaves_with_her", False) else f"{app}, {jobs}"
        yield f"revoke update, delete, truncate on {model._meta.db_table} from {refused}"


def _sealed(model) -> Iterator[str]:
    if getattr(model, "sealed", False):
        yield (
            f"create or replace trigger never_changed before update or delete or truncate on {model._meta.db_table}"
            " for each statement execute function walls.refuse_change()"
        )


def _policies(model, app: str, jobs: str) -> Iterator[str]:
    table, wall, key = model._meta.db_table, model.wall, model._meta.pk
    seen = wall.sql(key.column if isinstance(key, UUIDField) else None)
    yield f"alter table {table} enable row level security"
    yield f"alter table {table} force row level security"
    yield f"create policy jobs_all on {table} to {jobs} using (true) with check (true)"
    if wall.inserts is None:
        yield f"create policy app_all on {table} to {app} using ({seen}) with check ({seen})"
    else:
        yield f"create policy app_insert on {table} for insert to {app} with check ({wall.inserts})"
        yield f"create policy app_select on {table} for select to {app} using ({seen})"
    if wall.reads:
        yield f"create policy app_reads on {table} for select to {app} using ({wall.reading_sql()})"
