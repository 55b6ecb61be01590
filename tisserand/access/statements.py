"""Statements written once: the SQL of a page depends on what its reader may do, not on who she is (record 0005).

Django writes the SQL of a query set anew for each request, which costs several times what PostgreSQL spends to answer.
A function marked `@written_once` is run once for each *shape* of its arguments, with blanks in the place of the reader,
her units, the persons she stepped aside from, identifiers and instants. Afterwards the blanks alone are filled, and
PostgreSQL keeps the plan. Both halves of the walls stay (decision D5): they cost nothing to write any more.

In tests the first calls of each shape, then one in twenty, are also written the long way, and must give the same words
and values.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache, wraps
from typing import ParamSpec, TypeVar
from uuid import NAMESPACE_OID, UUID, uuid5

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Aggregate, Model, QuerySet, Value
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

from tisserand.access.actors import Actor, Stand
from tisserand.access.walls import array

PROVED_FIRST, PROVED_EACH = 4, 20
NEVER = datetime(1, 1, 1, tzinfo=UTC)
Values = tuple[object, ...]
Filler = Callable[[Actor, Values], object]
Maker = Callable[[list[tuple]], list]
Asked = ParamSpec("Asked")
AnyModel = TypeVar("AnyModel", bound=Model)


class NotAStatement(TypeError):
    """A query set that depends on more than the shape of its arguments."""


def written_once(build: Callable[Asked, QuerySet[AnyModel]]) -> Callable[Asked, list[AnyModel]]:
    """`build(actor, *values)` gives a query set; what is returned gives its rows.

    A value is an identifier, a set of identifiers, a text, an instant, a day, or something that the SQL itself depends
    on: a number, a member of an enumeration, True, False, None.
    """
    statements: dict[Hashable, Statement] = {}
    calls: Counter[Hashable] = Counter()

    @wraps(build)
    def rows(actor, *values):
        key = (_shape_of_reader(actor), *map(_shape, values))
        if key not in statements:
            statements[key] = _write(build, actor, values)
        if settings.PROVE_STATEMENTS:
            calls[key] += 1
            if calls[key] <= PROVED_FIRST or calls[key] % PROVED_EACH == 0:
                statements[key].prove(build(actor, *values), actor, values)
        return statements[key].rows(actor, values)

    return rows


def by_key(rows_of: Callable[..., QuerySet[AnyModel]], actor, key: UUID) -> AnyModel | None:
    """The one row of `rows_of(actor)` that has this key. `rows_of` stands in a module: its statements are kept."""
    return next(iter(_of_key(rows_of)(actor, key)), None)


@cache
def _of_key(rows_of: Callable[..., QuerySet[AnyModel]]) -> Callable[..., list[AnyModel]]:
    @written_once
    def one(actor, key: UUID) -> QuerySet[AnyModel]:
        return rows_of(actor).order_by().filter(pk=key)

    return one


def totals(rows: QuerySet, **counted: Aggregate) -> QuerySet:
    """Figures about all these rows, in one row: `aggregate` as a query set."""
    return rows.order_by().values(everything=Value(1)).annotate(**counted)


@dataclass(frozen=True)
class Statement:
    """`sql` is None when nothing can match. `fillers` give the parameters, in order."""

    make: Maker
    sql: str | None
    fillers: tuple[Filler, ...]

    def rows(self, actor, values: Values) -> list:
        if self.sql is None:
            return []
        return self.make(read(self.sql, self.parameters(actor, values)))

    def parameters(self, actor, values: Values) -> tuple:
        return tuple(fill(actor, values) for fill in self.fillers)

    def prove(self, fresh: QuerySet, actor, values: Values) -> None:
        try:
            said = fresh.query.sql_with_params()
        except EmptyResultSet:
            said = None, ()
        if said != (self.sql, self.parameters(actor, values)):
            raise NotAStatement(f"{said} is not {self.sql, self.parameters(actor, values)}")


def _write(build, actor, values: Values) -> Statement:
    rows = build(_blank_reader(actor), *(_blank(value, place) for place, value in enumerate(values)))
    if rows._prefetch_related_lookups:
        raise NotAStatement("a prefetch is another statement")
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        sql, parameters = None, ()
    blanks = _fillers_of_reader(actor) | {
        _as_parameter(_blank(value, place)): _filler(place) for place, value in enumerate(values)
    }
    fillers = tuple(blanks.get(parameter) or _constant(parameter) for parameter in parameters)
    return Statement(_maker(rows, compiler) if sql else list, sql, fillers)


def _maker(rows: QuerySet, compiler: SQLCompiler) -> Maker:
    """What Django does with each answer, looked up once: columns, converters, and models that come along."""
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    plain = rows._iterable_class is ModelIterable and not rows._known_related_objects
    make = _models(compiler) if plain else _as_django_does(rows, compiler)
    if converters:
        return lambda found: make(list(compiler.apply_converters(found, converters))) if found else []
    return lambda found: make(found) if found else []


def _models(compiler: SQLCompiler) -> Maker:
    about, select, beside = compiler.klass_info, compiler.select, compiler.annotation_col_map.items()
    first, last = about["select_fields"][0], about["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in select[first:last]]
    model, others = about["model"], get_related_populators(about, select, DEFAULT_DB_ALIAS)

    def one(row):
        made = model.from_db(DEFAULT_DB_ALIAS, names, row[first:last])
        for other in others:
            other.populate(row, made)
        for name, place in beside:
            setattr(made, name, row[place])
        return made

    return lambda found: [one(row) for row in found]


def _as_django_does(rows: QuerySet, compiler: SQLCompiler) -> Maker:
    """Dictionaries and tuples: Django reads what was found as if it had asked."""

    def make(found):
        asked, query = copy(compiler), copy(rows.query)
        asked.execute_sql = lambda *_, **__: [found]
        asked.get_converters, asked.has_composite_fields = lambda _: {}, lambda _: False
        query.get_compiler = lambda *_, **__: asked
        return list(rows._iterable_class(QuerySet(query.model, query=query)))

    return make


def read(sql: str, parameters: tuple | dict) -> list[tuple]:
    """Values travel apart from the words, so that PostgreSQL knows a statement again and keeps its plan."""
    server = connections[DEFAULT_DB_ALIAS]
    server.ensure_connection()
    driver = server.connection
    usual, driver.cursor_factory = driver.cursor_factory, ServerBindingCursor
    try:
        with server.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()
    finally:
        driver.cursor_factory = usual


# The reader.


def reach(actor: Actor, capability: str) -> str:
    """Her units, as PostgreSQL reads them."""
    said = actor.once(f"reach {capability}", lambda: array(actor.reach(capability)))
    return str(said)


def _shape_of_reader(actor) -> Hashable:
    if actor.is_system:
        return None
    return actor.once("shape", lambda: _shape_of(actor))


def _shape_of(actor) -> Hashable:
    reaches = frozenset((capability, bool(units)) for capability, units in actor.reaches.items())
    return reaches, *(bool(persons) for persons in _sets_of(actor).values())


def _sets_of(actor) -> dict[str, frozenset[UUID]]:
    """What is hers alone, beside her units: persons and colleagues."""
    said = {"opened": frozenset(actor.opened), "declared": frozenset(actor.declared)}
    return {"denied": actor.denied, "covered": actor.covered} | said


def _blank_reader(actor):
    if actor.is_system:
        return actor
    reaches = {capability: _some(units, capability) for capability, units in actor.reaches.items()}
    blank = {name: _some(persons, name) for name, persons in _sets_of(actor).items()}
    return Actor(
        _identifier("reader"),
        "",
        reaches,
        denied=blank["denied"],
        opened=dict.fromkeys(blank["opened"], NEVER),
        declared=dict.fromkeys(blank["declared"], ""),
        covers=tuple(Stand(account, "", NEVER.date()) for account in blank["covered"]),
    )


def _fillers_of_reader(actor) -> dict[object, Filler]:
    if actor.is_system:
        return {}
    reaches = {array(_some(units, name)): _reach(name) for name, units in actor.reaches.items() if units}
    hers = {array(_some(persons, name)): _set(name) for name, persons in _sets_of(actor).items() if persons}
    return {_identifier("reader"): lambda reader, _: reader.account_id, **reaches, **hers}


def _set(name: str) -> Filler:
    return lambda reader, _: reader.once(f"set {name}", lambda: array(_sets_of(reader)[name]))


def _reach(capability: str) -> Filler:
    return lambda reader, _: reach(reader, capability)


# Values.


def _shape(value: object) -> Hashable:
    if isinstance(value, frozenset):
        return frozenset, bool(value)
    if isinstance(value, UUID | date) or type(value) is str:
        return type(value)
    if value is None or isinstance(value, int | StrEnum):
        return type(value), value
    raise NotAStatement(f"{type(value).__name__}: SQL would be written for each value")


def _blank(value: object, place: int) -> object:
    """Something of the same kind that no page ever asks for."""
    if isinstance(value, frozenset):
        return _some(value, str(place))
    if isinstance(value, UUID):
        return _identifier(str(place))
    if isinstance(value, datetime):
        return datetime(1, 1, 1, place, tzinfo=UTC)
    if isinstance(value, date):
        return date(1, 1, place + 1)
    if type(value) is str:
        return f"tisserand:{place}"
    return value


def _as_parameter(blank: object) -> object:
    return array(blank) if isinstance(blank, frozenset) else blank


def _filler(place: int) -> Filler:
    return lambda _, values: _as_parameter(values[place])


def _constant(parameter: object) -> Filler:
    return lambda *_: parameter


def _some(units: frozenset[UUID], name: str) -> frozenset[UUID]:
    return frozenset({_identifier(name)}) if units else units


def _identifier(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"tisserand:{name}")
