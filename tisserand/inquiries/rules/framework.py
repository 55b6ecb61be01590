"""The domains of the national framework: what guides an evaluation, as dated data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tisserand.inquiries.rules.lists import REFERENCE


@dataclass(frozen=True)
class Domain:
    code: str
    label: str
    look_at: tuple[str, ...]


@dataclass(frozen=True)
class Framework:
    title: str
    source: str
    doubtful: str
    starts_on: date
    domains: tuple[Domain, ...]


@cache
def framework() -> Framework:
    told = tomllib.loads((REFERENCE / "framework.toml").read_text(encoding="utf-8"))
    domains = tuple(Domain(row["code"], row["label"], tuple(row["look_at"])) for row in told["domain"])
    return Framework(told["title"], told["source"], told["doubtful"], told["starts_on"], domains)


def domains() -> Mapping[str, str]:
    return {domain.code: domain.label for domain in framework().domains}
