"""Every row about one person, as her copy tells it (`kernel.copies`), scoped like any other read.

Each room gives its part by a query of its own, with the words of its coded lists; `privacy` composes them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, Model, Q

from tisserand.access.models import Account
from tisserand.access.queries import visible
from tisserand.kernel import copies, register
from tisserand.kernel.copies import MAY_BE_GIVEN, REASONS, Told
from tisserand.kernel.sentences import hour, plain_date

# « Demand.main_theme » → what a code of that column says. « Tie.kind< »: read from the other person's side.
Words = Mapping[str, Callable[[Any], str]]
TO_THE_PERSON = ("link", "also", "former")
Line = tuple[str, str, Any]


@dataclass(frozen=True)
class Part:
    """One row. `reason` says why it is not given; then it has no line, unless the caller asked for all."""

    room: str
    table: str
    key: str
    chapter: str
    what: str
    on: date | None
    by: str
    lines: tuple[Line, ...]
    reason: str = ""
    check: bool = False
    may_be_given: bool = False

    @property
    def kind(self) -> str:
        return f"{self.room}.{self.table}"


def whole_of(room: str, actor, person: UUID, *, words: Words, opened: frozenset[str] = frozenset()) -> list[Part]:
    """Every row of a room about this person. `opened`: keys of set-aside rows that somebody decided to give."""
    declared = {table.name: table for table in register.tables(room)}
    return [
        part for told in copies.tables(room) for part in _parts(told, declared[told.name], actor, person, words, opened)
    ]


def _parts(told: Told, declared: register.Table, actor, person: UUID, words: Words, opened) -> Iterator[Part]:
    model = apps.get_model(told.room, told.name)
    columns = declared.of(*TO_THE_PERSON)
    about = Q()
    for column in columns:
        about |= Q(**{column: person})
    # In the order of the keys: identifiers follow time.
    rows = visible(model, actor).filter(about).select_related(*_joined(told, model)).order_by("pk")
    hers = declared.of("link", "former")
    for row in rows.defer(*_heavy(told)):
        mine = any(_identifier(row, column) == person for column in hers)
        yield _part(told, row, mine=mine, words=words, opened=opened)


def _identifier(row: Model, column: str):
    return getattr(row, row._meta.get_field(column).attname)


def _heavy(told: Told) -> list[str]:
    """Files and what they were printed from are not loaded to be counted."""
    return [column for column, reason in dict(told.hide).items() if reason == "joined"]


def _joined(told: Told, model) -> list[str]:
    paths = {path.rpartition("__")[0] for keep in told.keep for path in (*keep.where, *keep.unless)} - {""}
    keys = [name for name in (*told.tell, told.by) if name and isinstance(model._meta.get_field(name), ForeignKey)]
    return sorted({*paths, *keys}) or [None]


def _part(told: Told, row: Model, *, mine: bool, words: Words, opened) -> Part:
    reason, key = _reason(told, row, mine=mine), str(row.pk)
    may = reason in MAY_BE_GIVEN
    shown = not reason or (may and key in opened)
    return Part(
        room=told.room,
        table=told.name,
        key=key,
        chapter=told.chapter,
        what=told.what,
        on=_day(getattr(row, told.on)) if told.on else None,
        by=_who(row, told.by),
        lines=tuple(_lines(told, row, words, mine=mine)) if shown else (),
        reason=REASONS[reason] if reason else "",
        check=told.check and not reason,
        may_be_given=may,
    )


def _reason(told: Told, row: Model, *, mine: bool) -> str:
    if told.withheld:
        return told.withheld
    if not mine and told.also != "tell":
        return told.also
    return next((keep.reason for keep in told.keep if _holds(keep, row)), "")


def _holds(keep: copies.Keep, row: Model) -> bool:
    return all(_among(_reached(row, path), value) for path, value in keep.where.items()) and not (
        keep.unless and all(_among(_reached(row, path), value) for path, value in keep.unless.items())
    )


def _reached(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _among(value: Any, wanted: Any) -> bool:
    return value in wanted if isinstance(wanted, list) else value == wanted


def _lines(told: Told, row: Model, words: Words, *, mine: bool) -> Iterator[Line]:
    for column, label in dict(told.tell).items():
        value = getattr(row, column)
        if value in (None, "", [], {}):
            continue
        known = words.get(f"{told.name}.{column}{'' if mine else '<'}") or words.get(f"{told.name}.{column}")
        yield column, label, said(value, known)


def said(value: Any, words: Callable[[Any], str] | None = None) -> Any:
    """As people read it; lists and nested answers stay lists and nested answers."""
    match value:
        case list() | tuple():
            return [said(item, words) for item in value]
        case dict():
            return {words(str(name)) if words else str(name): said(part, words) for name, part in value.items()}
        case bool():
            return "Oui" if value else "Non"
        case datetime():
            local = _local(value)
            return f"{plain_date(local.date())} à {hour(local)}"
        case date():
            return plain_date(value)
        case Model():
            return _function(value) if isinstance(value, Account) else str(getattr(value, "name", value.pk))
    return words(value) if words else str(value)


def _day(moment: date | datetime | None) -> date | None:
    return _local(moment).date() if isinstance(moment, datetime) else moment


def _local(moment: datetime) -> datetime:
    """A job has no zone of its own: the organisation's."""
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE_OF_THE_ORGANISATION))


def _who(row: Model, column: str) -> str:
    """A function, not a name: names through the privacy officer (practice.md)."""
    account = getattr(row, column) if column else None
    if isinstance(account, UUID):
        account = Account.objects.filter(pk=account).first()
    return _function(account) if account else ""


def _function(account: Account) -> str:
    return account.profession or "Professionnel du service"


def by_key(parts: Iterable[Part]) -> dict[tuple[str, str], Part]:
    return {(part.kind, part.key): part for part in parts}


def part_of_access(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[Part]:
    """This room's part of the copy: who read, when, in which function, and why."""
    return whole_of("access", actor, person, words={}, opened=opened)
