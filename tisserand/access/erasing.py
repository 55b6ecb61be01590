"""Making rows forget a person, as the register of their room says (`kernel.register`, decision D16).

Set-based: a batch of persons, each with the pseudonym that replaces her. Runs as `jobs`. Keys between tables are
checked at the commit, so that the person's own key changes like the others.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, CharField, Field, JSONField, Model, TextField
from psycopg import sql
from psycopg.types.json import Jsonb

from tisserand.kernel import register
from tisserand.kernel.register import ERASED, Table

# Short enough for any column, and not empty: what a constraint wants said stays said.
GONE = "(effacé)"
PAIRS = sql.SQL("unnest(%s::uuid[], %s::uuid[]) as pair (former, pseudonym)")
Pseudonyms = Mapping[UUID, UUID]


def forget(room: str, pseudonyms: Pseudonyms) -> dict[str, int]:
    """Every table of a room forgets these persons; how many rows of each changed or went."""
    done = {}
    for table in register.tables(room):
        if table.end == "strip":
            done[table.label] = _strip(table, pseudonyms)
        elif table.end == "remove":
            done[table.label] = sum(_remove(table, column, pseudonyms) for column in table.of("link", "also"))
    return done


def forget_unnamed(room: str, *, before: datetime) -> dict[str, int]:
    """What was written about somebody nobody named, longer ago than a file is kept."""
    dated = [table for table in register.tables(room) if table.dated and table.end in {"strip", "remove"}]
    return {table.label: _forget_unnamed(table, before) for table in dated}


def forget_older(label: str, *, before: datetime) -> int:
    """Rows that go at their own date, whoever they are about."""
    table = _labelled(label)
    where = sql.SQL("{} < %s").format(sql.Identifier(_column(table, table.dated)))
    return _run(sql.SQL("delete from {} where {}").format(_name(table), where), [before])


def remove(label: str, column: str, subjects: Collection[UUID]) -> int:
    """Whole rows that hang by this column, whoever they are about."""
    return _remove(_labelled(label), column, subjects)


def _strip(table: Table, pseudonyms: Pseudonyms) -> int:
    (link,) = table.of("link")
    erased, values = _erasing(table)
    assigned = sql.SQL(", ").join([*erased, *_subjects(table), sql.SQL("{} = pair.pseudonym").format(_id(table, link))])
    stripped = _update(table, assigned, link, values, pseudonyms)
    for column in table.of("also"):
        renamed = sql.SQL("{} = pair.pseudonym").format(_id(table, column))
        _update(table, renamed, column, [], pseudonyms)
    return stripped


def _subjects(table: Table) -> list[sql.Composable]:
    """What a row is about changes with the person when it is the person."""
    same = sql.SQL("{0} = case kept.{0} when pair.former then pair.pseudonym else kept.{0} end")
    return [same.format(_id(table, column)) for column in table.of("subject")]


def _update(table: Table, assigned: sql.Composable, where: str, values: list, pseudonyms: Pseudonyms) -> int:
    statement = sql.SQL("update {} as kept set {} from {} where kept.{} = pair.former")
    told = statement.format(_name(table), assigned, PAIRS, _id(table, where))
    return _run(told, [*values, list(pseudonyms), list(pseudonyms.values())])


def _remove(table: Table, column: str, subjects: Collection[UUID]) -> int:
    statement = sql.SQL("delete from {} where {} = any(%s::uuid[])").format(_name(table), _id(table, column))
    return _run(statement, [list(subjects)])


def _forget_unnamed(table: Table, before: datetime) -> int:
    (link,) = table.of("link")
    old = sql.SQL("kept.{} is null and kept.{} < %s").format(_id(table, link), _id(table, table.dated))
    if table.end == "remove":
        return _run(sql.SQL("delete from {} as kept where {}").format(_name(table), old), [before])
    erased, values = _erasing(table)
    statement = sql.SQL("update {} as kept set {} where {} and not ({})")
    already, same = _as_erased(table)
    told = statement.format(_name(table), sql.SQL(", ").join(erased), old, already)
    return _run(told, [*values, before, *same])


def _erasing(table: Table) -> tuple[list[sql.Composable], list]:
    """One assignment for each column to erase, and its values."""
    columns = [_field(table, name) for name in table.of(*ERASED, "cut")]
    told = [_nothing(field) for field in columns]
    return (
        [sql.SQL("{} = {}").format(sql.Identifier(field.column), said) for field, (said, _) in _paired(columns, told)],
        [value for _, values in told for value in values],
    )


def _as_erased(table: Table) -> tuple[sql.Composable, list]:
    """Whether a row was erased already: nothing is written twice."""
    columns = [_field(table, name) for name in table.of(*ERASED, "cut")]
    told = [_nothing(field) for field in columns]
    same = [
        sql.SQL("kept.{} is not distinct from {}").format(sql.Identifier(field.column), said)
        for field, (said, _) in _paired(columns, told)
    ]
    return sql.SQL(" and ").join(same), [value for _, values in told for value in values]


def _paired(columns: Iterable[Field], told: Iterable) -> Iterable:
    return zip(columns, told, strict=True)


def _nothing(field: Field) -> tuple[sql.Composable, list]:
    """What a column says once erased."""
    kept = sql.SQL("kept.{}").format(sql.Identifier(field.column))
    if isinstance(field, ArrayField):
        return sql.SQL("array_fill(%s::text, array[cardinality({})])").format(kept), [GONE]
    if isinstance(field, JSONField) and not field.null:
        return sql.SQL("%s::jsonb"), [Jsonb(field.get_default())]
    if isinstance(field, (CharField, TextField)) and not field.null:
        return sql.SQL("case when {} = '' then '' else %s end").format(kept), [GONE]
    if isinstance(field, BooleanField) and not field.null:
        return sql.SQL("false"), []
    if not field.null:
        raise TypeError(f"{field} cannot be erased: let it be empty, or declare it otherwise")
    return sql.SQL("null"), []


def erasable(field: Field) -> bool:
    """For the test that reads the registers: a column declared as erased can be."""
    return field.null or isinstance(field, (ArrayField, JSONField, CharField, TextField, BooleanField))


def _labelled(label: str) -> Table:
    return next(table for table in register.tables(label.split(".")[0]) if table.label == label)


def _model(table: Table) -> type[Model]:
    return apps.get_model(table.room, table.name)


def _field(table: Table, name: str) -> Field:
    return _model(table)._meta.get_field(name)


def _column(table: Table, name: str) -> str:
    return _field(table, name).column


def _id(table: Table, name: str) -> sql.Identifier:
    return sql.Identifier(_column(table, name))


def _name(table: Table) -> sql.Identifier:
    return sql.Identifier(_model(table)._meta.db_table)


def _run(statement: sql.Composable, values: list) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
