"""Scenes named after what happens to people: a small département with one site, one team, one pôle."""

from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from tisserand.access import operations as access
from tisserand.access import queries, scope
from tisserand.access.actors import System
from tisserand.access.models import Account, JournalEntry, Membership, Unit

# Tuesday 24 November 2026, 10:42 in Guadeloupe.
NOW = datetime(2026, 11, 24, 14, 42, tzinfo=UTC)
SETTLED = date(2020, 1, 1)
ZONE = "America/Guadeloupe"

SystemAt = System("tests")


def local_day(at: datetime) -> date:
    """As the product says it: at 22:30 here, UTC is already tomorrow."""
    return queries.today(at, ZONE)


@contextmanager
def as_jobs():
    """Write a scene with the rights of a job, inside the test's transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local role {settings.DATABASE_ROLES['jobs']}")
        yield
        cursor.execute("reset role")


@dataclass(frozen=True)
class Service:
    """A small département: Sainte-Rose's reception site, the team of Sainte-Rose – Deshaies, two pôles."""

    direction: Unit
    territory: Unit
    site: Unit
    other_site: Unit
    team: Unit
    other_team: Unit
    pole: Unit
    other_pole: Unit

    def account(self, login: str) -> Account:
        return Account.objects.get(login=login)

    def actor(self, login: str, at: datetime = NOW):
        return queries.actor_for(self.account(login), at=at)


SEATS = (
    ("secretaire", "Sandra Nérin", "reception_secretary", "site"),
    ("accueil", "Joël Pierrot", "reception_worker", "site"),
    ("accueil.ailleurs", "Line Zami", "reception_worker", "other_site"),
    ("secretaire.ailleurs", "Rosy Galas", "reception_secretary", "other_site"),
    ("referente", "Corinne Lollia", "support_worker", "team"),
    ("collegue", "Fabrice Tacita", "support_worker", "team"),
    ("referent.ailleurs", "Alex Virapin", "support_worker", "other_team"),
    ("cheffe", "Ghislaine Ozier", "team_manager", "territory"),
    ("pole", "Odile Isidore", "pole_manager", "pole"),
    ("pole.autre", "Rémy Kancel", "pole_manager", "other_pole"),
    ("crip", "Maud Hilaire", "concern_unit", "direction"),
    ("direction", "Solange Eugénie", "director", "direction"),
    ("conseil", "Paul Coudoux", "methods_adviser", "direction"),
    ("admin", "Anne Dambas", "administrator", "direction"),
    ("dpo", "Luc Fauvel", "privacy_officer", "direction"),
)


# What building it writes, table by table; the journal numbers and dates its own rows.
WRITTEN = {
    Unit: (),
    Account: (),
    Membership: (),
    JournalEntry: ("id", "xid", "recorded_at"),
}
_built: dict = {}


def build() -> Service:
    """Raise the small département. Call inside a database test.

    By the product's own operations the first time in a process; the same rows are written again afterwards.
    """
    with as_jobs(), connection.cursor() as cursor:
        if _built:
            for statement, rows in _built["rows"]:
                cursor.execute(statement, [rows])
            return deepcopy(_built["units"])
        alone = not any(model.objects.exists() for model in WRITTEN)
        units = _raise()
        if alone:
            _built.update(units=deepcopy(units), rows=[_rows(cursor, *one) for one in WRITTEN.items()])
    return units


def _rows(cursor, model, its_own: tuple[str, ...]) -> tuple[str, str]:
    table, key = model._meta.db_table, model._meta.pk.column
    columns = ", ".join(field.column for field in model._meta.concrete_fields if field.column not in its_own)
    cursor.execute(f"select json_agg(t order by {key})::text from {table} t")  # noqa: S608
    (rows,) = cursor.fetchone()
    insert = f"insert into {table} ({columns}) select {columns} from json_populate_recordset(null::{table}, %s)"  # noqa: S608
    return insert, rows


def _raise() -> Service:
    units = _units()
    for login, name, role, where in SEATS:
        account = access.create_account(actor=SystemAt, at=NOW, login=login, name=name, fictitious=True)
        access.give_membership(
            actor=SystemAt, at=NOW, account=account.pk, unit=getattr(units, where).pk, role=role, starts_on=SETTLED
        )
    return units


def _unit(kind: str, code: str, name: str, parent: UUID | None) -> Unit:
    return access.create_unit(
        actor=SystemAt,
        at=NOW,
        kind=kind,
        code=code,
        name=name,
        short_name=name,
        parent=parent,
        time_zone=ZONE,
        starts_on=SETTLED,
    )


def _units() -> Service:
    direction = _unit("direction", "direction", "Direction de l’action sociale", None)
    territory = _unit("tas", "nord-basse-terre", "Nord Basse-Terre", direction.pk)
    elsewhere = _unit("tas", "cap-excellence", "Cap Excellence", direction.pk)
    return Service(
        direction=direction,
        territory=territory,
        site=_unit("site", "sainte-rose", "Sainte-Rose", territory.pk),
        other_site=_unit("site", "les-abymes", "Les Abymes", elsewhere.pk),
        team=_unit("team", "sainte-rose-deshaies", "Sainte-Rose – Deshaies", territory.pk),
        other_team=_unit("team", "abymes", "Les Abymes", elsewhere.pk),
        pole=_unit("pole", "logement", "Pôle Logement", direction.pk),
        other_pole=_unit("pole", "autonomie", "Pôle Autonomie", direction.pk),
    )


@contextmanager
def acting(actor):
    """Play the scene as somebody, behind the walls."""
    with scope.acting(actor):
        yield actor
