"""The same département with more of everything: each row is written again, beside its own folder and in others.

A sibling keeps the keys of the row it comes from: a plan has nine steps, a site nine visits of one person. A twin
belongs to a folder of its own: nine persons where there was one, each with all that is about her. The organisation
stays, with more sites and teams beside, and more colleagues on each seat.
"""

from collections.abc import Iterator
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from tests.situations import as_jobs
from tisserand.access import policies
from tisserand.access.models import Account, Membership, Unit

SIBLINGS = TWINS = 8
# Whose rows are the service itself, and not what it does.
ORGANISATION = (Account, Membership, Unit)
NUMBERS = (models.IntegerField, models.SmallIntegerField, models.BigIntegerField)
APART = 100
# One at a time in a département; a lexicon, which grows with words and not with files.
ALONE = {"reception.Protocol", "reception.ProtocolAnswer", "people.Word", "people.WordForm"}
# Words that no two rows share, or that say which comes first.
NAMED_APART = {
    "access.Account": {"login"},
    "access.Session": {"session_key"},
    "access.Draft": {"form"},
    "access.Unit": {"code", "name"},
    "privacy.Recipient": {"name"},
}


def multiply() -> dict[str, tuple[int, int]]:
    """What each table held, and what it holds now. Call inside a database test."""
    with as_jobs():
        written = {model: list(model._base_manager.values_list("pk", flat=True)) for model in _copied()}
        known = [str(key) for keys in written.values() for key in keys if isinstance(key, UUID)]
        for model, keys in written.items():
            _write_again(model, keys, known, TWINS)
            _write_again(model, keys, [], SIBLINGS)
        _colleagues()
        _write_again(Unit, list(Unit.objects.exclude(parent=None).values_list("pk", flat=True)), [], SIBLINGS)
        return {model._meta.label: (len(keys), model._base_manager.count()) for model, keys in written.items()}


def _copied() -> Iterator[type[models.Model]]:
    return (
        model
        for model in policies.our_models()
        if not (model in ORGANISATION or model._meta.app_label == "territories" or model._meta.label in ALONE)
    )


def _write_again(model, keys: list, known: list[str], times: int) -> None:
    """With `known` keys replaced by those of the twins; what may be there once only is left out."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    _insert(model, fields, [_said(model, field, twins=bool(known)) for field in fields], keys, known, times)


def _insert(model, fields, values: list[str], keys: list, known: list[str], times: int) -> None:
    table, columns = model._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
    statement = (
        f"insert into {table} ({columns}) select {', '.join(values)}"  # noqa: S608 (names of our own tables)
        f" from {table} r, generate_series(1, %(times)s) n"
        f" where r.{model._meta.pk.column}::text = any(%(keys)s) on conflict do nothing"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"times": times, "keys": [str(one) for one in keys], "known": known})


def _said(model, field, *, twins: bool) -> str:
    """What the nth copy holds in this column."""
    column = f'r."{field.column}"'
    if isinstance(field, models.UUIDField) and _drawn(field) and not (twins and field.primary_key):
        return f"case when {column} is not null then gen_random_uuid() end"
    if twins and isinstance(field.target_field if field.is_relation else field, models.UUIDField):
        return _twin(column)
    if twins and isinstance(field, ArrayField) and isinstance(field.base_field, models.UUIDField):
        return f"array(select {_twin('one')} from unnest({column}) one)"  # noqa: S608 (our own words)
    if isinstance(field, models.DateTimeField) and _apart_in_time(model):
        return f"{column} {'+' if twins else '-'} n * 5 * (r.ends_at - r.starts_at)"
    if _alone(model, field) and isinstance(field, NUMBERS):
        return f"{column} + n * {APART if twins else 1}"
    if field.name in NAMED_APART.get(model._meta.label, ()):
        return f"{column} || '.' || n || '{'t' if twins else 's'}'"
    return column


def _drawn(field) -> bool:
    return field.unique or field.name == "request_key"


def _twin(value: str) -> str:
    """The key of the nth twin of what is written again; a unit or an account is the same for all."""
    return f"case when {value}::text = any(%(known)s) then md5({value}::text || n)::uuid else {value} end"


def _alone(model, field) -> bool:
    """No two rows hold the same."""
    together = (rule for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint))
    return field.unique or any(field.name in rule.fields for rule in together)


def _apart_in_time(model) -> bool:
    return any(isinstance(rule, ExclusionConstraint) for rule in model._meta.constraints)


def _colleagues() -> None:
    """Each seat again, in new hands."""
    written = {model: list(model._base_manager.values_list("pk", flat=True)) for model in (Account, Membership)}
    known = [str(key) for keys in written.values() for key in keys]
    for model, keys in written.items():
        _write_again(model, keys, known, SIBLINGS)
