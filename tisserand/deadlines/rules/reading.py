"""The schema of the book of rules: every error of a file at once, each with the row it is in."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tisserand.deadlines.rules.counting import IMMEDIATE, UNITS, Code, Unit
from tisserand.deadlines.rules.rows import EVERYWHERE, Book, Condition, Fact, Limit, Means, Row, Rule

IDENTIFIER = re.compile(r"[A-Z]{2,6}-\d+[a-z]?(?:-[a-z]+)?")
DEPARTEMENT = re.compile(r"\d{2,3}|2A|2B|6AE")
SAID = {"id": str, "label": str, "source": str, "evidence": str, "confidence": float, "valid_from": date}
RULE = {"event": str, "since": str, "offset": int, "code": str, "actor": str, "action": str, "on_miss": str}
LIMIT = {"value": (int, float), "measure": str}
MAY = {
    "variant": str,
    "valid_to": date,
    "territory": str,
    "when": list,
    "configurable": bool,
    "doubtful": str,
}
RULE_MAY = {"unit": str, "means": str, "warn": int, "fixed": date, "day": str, "season": list}
TESTS = {"before": "date", "since": "date", "is": "flag", "among": "code"}
EVIDENCE = {"P", "S", "K"}


class BookError(ValueError):
    """What is wrong in the book, a line each."""


def read(text: str) -> Book:
    written = tomllib.loads(text)
    facts = {name: Fact(name, **said) for name, said in written["facts"].items()}
    problems = [*_unknown(written, {"facts", "groups", "rule", "limit"}, "book")]
    for table, schema, may in (("rule", RULE, MAY | RULE_MAY), ("limit", LIMIT, MAY)):
        for rank, row in enumerate(written[table], 1):
            place = f"{table} {rank} {row.get('id', '?')}"
            problems += [f"{place}: {said}" for said in _problems(row, SAID | schema, may, written["groups"], facts)]
    _stop(problems)
    rules = tuple(_rule(row, written["groups"]) for row in written["rule"])
    limits = tuple(_limit(row, written["groups"]) for row in written["limit"])
    _stop([*_overlapping(rules), *_overlapping(limits)])
    return Book(facts, rules, limits)


def _stop(problems: list[str]) -> None:
    if problems:
        raise BookError("\n".join(problems))


def _unknown(row: Mapping[str, Any], known: set[str], where: str) -> Iterator[str]:
    yield from (f"{where}: « {name} » is not known" for name in row if name not in known)


def _problems(row: dict[str, Any], must: dict[str, Any], may: dict[str, Any], groups: Any, facts: Any) -> Iterator[str]:
    yield from (f"« {name} » is missing" for name in must if row.get(name) in (None, ""))
    yield from (f"« {name} » is not known" for name in row if name not in must | may)
    wrong = [name for name, kind in (must | may).items() if name in row and not _is_a(row[name], kind)]
    yield from (f"« {name} » is not of its kind" for name in wrong)
    if not wrong and all(name in row for name in must):
        yield from _meaning(row, groups, facts)


def _is_a(value: Any, kind: Any) -> bool:
    return isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool)


def _meaning(row: dict[str, Any], groups: Any, facts: Any) -> Iterator[str]:
    if not IDENTIFIER.fullmatch(row["id"]):
        yield "its id is not a rule’s"
    if row["evidence"] not in EVIDENCE or not 0 < row["confidence"] <= 1:
        yield "evidence is P, S or K, confidence between 0 and 1"
    if row.get("valid_to", date.max) < row["valid_from"]:
        yield "it ends before it begins"
    for name in row.get("territory", EVERYWHERE).split():
        if name != EVERYWHERE and name not in groups and not DEPARTEMENT.fullmatch(name):
            yield f"« {name} » is no territory"
    yield from _conditions(row, facts)
    if "code" in row:
        yield from _counting(row)


def _conditions(row: dict[str, Any], facts: Any) -> Iterator[str]:
    for said in row.get("when", []):
        tests = [name for name in said if name != "fact"]
        fact = facts.get(said.get("fact"))
        if fact is None or len(tests) != 1 or TESTS.get(tests[0]) != fact.kind:
            yield f"the condition {said} names no known fact, or tests it in a way that is not its own"


def _counting(row: dict[str, Any]) -> Iterator[str]:
    code, unit = row["code"], row.get("unit", "day")
    if code not in set(Code):
        yield f"« {code} » is no day-count code"
    elif row.get("day"):
        if unit != Unit.YEAR or not re.fullmatch(r"\d{2}-\d{2}", row["day"]):
            yield "a day of the year is « mm-dd », of a year counted from the event"
    elif unit not in set(Unit) or Unit(unit) not in UNITS[Code(code)]:
        yield f"{code} does not count in « {unit} »"
    elif code in IMMEDIATE and row["offset"]:
        yield f"{code} has no length"
    elif code not in IMMEDIATE and not row["offset"] and not (row.get("fixed") or row.get("season")):
        yield "it has no length"
    elif code == Code.REBOURS and row["offset"] > 0:
        yield "counted back, its length is negative"
    if row.get("means", Means.LIMIT) not in set(Means):
        yield "a date is a limit or an effect"


def _row(row: dict[str, Any], groups: Mapping[str, list[str]]) -> dict[str, Any]:
    names = row.get("territory", EVERYWHERE).split()
    return {
        "variant": row.get("variant", ""),
        "valid_to": row.get("valid_to"),
        "territories": frozenset(code for name in names for code in groups.get(name, [name])),
        "when": tuple(map(_condition, row.get("when", []))),
        "configurable": row.get("configurable", False),
        "doubtful": row.get("doubtful", ""),
        **{name: row[name] for name in SAID},
    }


def _condition(said: dict[str, Any]) -> Condition:
    ((test, value),) = ((name, value) for name, value in said.items() if name != "fact")
    return Condition(said["fact"], test, tuple(value) if isinstance(value, list) else value)


def _rule(row: dict[str, Any], groups: Mapping[str, list[str]]) -> Rule:
    return Rule(
        **_row(row, groups),
        **{name: row[name] for name in RULE if name != "code"},
        code=Code(row["code"]),
        unit=Unit(row.get("unit", "day")),
        means=Means(row.get("means", Means.LIMIT)),
        warn=row.get("warn", 3),
        fixed=row.get("fixed"),
        day=_month_day(row["day"]) if "day" in row else None,
        season=(_month_day(row["season"][0]), _month_day(row["season"][1])) if "season" in row else None,
    )


def _limit(row: dict[str, Any], groups: Mapping[str, list[str]]) -> Limit:
    return Limit(**_row(row, groups), value=row["value"], measure=row["measure"])


def _month_day(said: str) -> tuple[int, int]:
    month, day = said.split("-")
    return int(month), int(day)


def _overlapping(rows: tuple[Row, ...]) -> Iterator[str]:
    """Two rows that could both hold with nothing to choose between them, or an exception written after the rule."""
    for rank, row in enumerate(rows):
        for later in rows[rank + 1 :]:
            if later.id != row.id or not _meet(row, later):
                continue
            if not row.when and (EVERYWHERE in row.territories or row.territories >= later.territories):
                yield f"{later.version} can never hold: {row.version} comes first"
        if [other.version for other in rows].count(row.version) > 1:
            yield f"{row.version} is written twice"


def _meet(one: Row, other: Row) -> bool:
    ends = min(one.valid_to or date.max, other.valid_to or date.max)
    shared = EVERYWHERE in one.territories | other.territories or one.territories & other.territories
    return max(one.valid_from, other.valid_from) <= ends and bool(shared)
