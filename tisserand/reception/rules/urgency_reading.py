"""A protocol written in a file, version after version: an answer that is not written again stays (R24)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tisserand.reception.rules.numbers import national_numbers, read_number
from tisserand.reception.rules.urgency import Answer, Relay, Resource


@dataclass(frozen=True)
class Written:
    """One version of a file; `answers` are those it changes, `definition` is empty when it stays."""

    published_on: date
    applies_on: date
    changes: str
    definition: str
    closing_rule: str
    answers: Mapping[str, Answer]


def read_protocol(text: str) -> list[Written]:
    return [_version(table) for table in tomllib.loads(text)["version"]]


def _version(table: Mapping[str, Any]) -> Written:
    return Written(
        published_on=table["publiee_le"],
        applies_on=table["applicable_le"],
        changes=table.get("change", "").strip(),
        definition=table.get("definition", "").strip(),
        closing_rule=table.get("fermeture", "").strip(),
        answers={row["danger"]: _answer(row) for row in table.get("reponse", ())},
    )


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(
        first=row["d_abord"],
        relays=tuple(_relay(one) for one in row.get("relais", ())),
        resources=tuple(
            Resource(one["quoi"], one.get("comment", ""), one.get("limite", "")) for one in row.get("ressources", ())
        ),
        attention=row.get("attention", "").strip(),
    )


def _relay(one: Mapping[str, str]) -> Relay:
    phone = read_number(one["telephone"]) if "telephone" in one else ""
    national = next((number for number in national_numbers() if number.phone == phone), None)
    if "nom" not in one and national:
        return Relay(national.name, phone, national.when)
    return Relay(one["nom"], phone, one.get("quand", ""))
