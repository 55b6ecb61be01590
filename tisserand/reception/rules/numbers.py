"""Numbers that answer everywhere in France, each with its source, and how any number is dialled and shown."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tisserand.kernel import phones
from tisserand.kernel.refusals import Refusal, Refused

REFERENCE = Path(__file__).parents[1] / "reference" / "national_numbers.toml"
# 15, 115, 3919; 116 117.
SHORT = re.compile(r"[1-9]\d{1,3}|116\d{3}")


@dataclass(frozen=True)
class Number:
    phone: str
    name: str
    when: str
    source: str
    evidence: str
    kinds: tuple[str, ...]

    @property
    def shown(self) -> str:
        return shown_number(self.phone)


@cache
def national_numbers() -> tuple[Number, ...]:
    rows = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))["number"]
    return tuple(Number(**row | {"kinds": tuple(row["kinds"])}) for row in rows)


def numbers_for(kind: str) -> tuple[Number, ...]:
    """Those of this danger first; all of them, since no list replaces a judgement."""
    return tuple(sorted(national_numbers(), key=lambda number: kind not in number.kinds))


def read_number(typed: str) -> str:
    """A short number stays as it is dialled; another one is kept in E.164."""
    digits = re.sub(r"[\s.\-]", "", typed)
    if SHORT.fullmatch(digits):
        return digits
    try:
        return phones.read_phone(typed)
    except Refused:
        raise Refused([Refusal("phone", HOW_TO_WRITE_A_NUMBER)]) from None


HOW_TO_WRITE_A_NUMBER = (
    "Écrivez un numéro court, comme «\u00a0115\u00a0», ou à dix chiffres, comme «\u00a00590 00 00 47\u00a0»."
)


def shown_number(number: str) -> str:
    if number.startswith("+"):
        return phones.shown_phone(number)
    return f"{number[:3]}\u00a0{number[3:]}" if len(number) == 6 else number
