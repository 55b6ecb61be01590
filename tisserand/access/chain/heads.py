"""The heads that leave the database: what each sealing, each restore and each forgetting said outside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection

from tisserand.access.chain import lines
from tisserand.access.chain.lines import file_of, public_key

__all__ = ["Forgotten", "Head", "declare", "file_of", "forgotten", "public_key", "read", "take_out"]

NAMES = {"number", "total", "head", "sealed_at", "written_at"}
LINK = "select number, total, head, sealed_at from public.access_seal"
LAST, THIS = f"{LINK} order by number desc limit 1", f"{LINK} where number = %s"


class Head(NamedTuple):
    """One line, among hundreds of thousands.

    `resumes` is said by whoever restored the database: later heads before this line no longer bind.

    `forgets` says by which rule every link up to this one was emptied, but those it `keeps`.
    """

    number: int
    total: int
    head: str
    sealed_at: str
    written_at: str
    resumes: str = ""
    forgets: str = ""
    keeps: tuple[int, ...] = ()
    sound: bool = True
    alone: bool = False


NOT_OURS = Head(0, 0, "", "", "", sound=False)


@dataclass(frozen=True)
class Forgotten:
    """Every link up to this number, but those kept."""

    number: int = 0
    keeps: frozenset[int] = frozenset()


def take_out(data_dir: Path, *, at: datetime, resumes: str = "") -> Head | None:
    """Write the last head outside, unless it is there already."""
    row = _link(LAST)
    if row is None:
        return None
    with lines.alone(data_dir) as file:
        written = lines.last(file_of(data_dir), public_key(data_dir))
        if written and written["head"] == bytes(row[2]).hex() and not resumes:
            return _head(written)
        said = _said(row, at) | ({"resumes": resumes} if resumes else {})
        lines.append(file, data_dir, said)
        return _head(said)


def declare(data_dir: Path, *, at: datetime, number: int, forgets: str, keeps: Iterable[int]) -> Head:
    """Write outside that every link up to this one is emptied, but those kept."""
    with lines.alone(data_dir) as file:
        said = _said(_link(THIS, number), at) | {"forgets": forgets, "keeps": list(keeps)}
        lines.append(file, data_dir, said)
        return _head(said)


def forgotten(outside: Iterable[Head]) -> Forgotten:
    """What sound lines say was forgotten. After a restore, later numbers were given again to other links."""
    said = Forgotten()
    for head in outside:
        if head.sound and head.resumes:
            said = Forgotten(min(said.number, head.number), said.keeps)
        if head.sound and head.forgets:
            said = Forgotten(head.number, frozenset(head.keeps))
    return said


def read(file: Path, key: Ed25519PublicKey | None) -> list[Head]:
    """Every line, and whether it is sound. A line that is not one of ours is not."""
    return [
        _head(said, alone=alone) if said and said.keys() >= NAMES else NOT_OURS for said, alone in lines.read(file, key)
    ]


def _link(statement: str, *given: int) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone()


def _said(row: tuple, at: datetime) -> dict:
    number, total, head, sealed_at = row
    said = {"number": number, "total": total, "head": bytes(head).hex(), "sealed_at": sealed_at.isoformat()}
    return said | {"written_at": at.isoformat()}


def _head(said: dict, *, alone: bool = False) -> Head:
    return Head(
        said["number"],
        said["total"],
        said["head"],
        said["sealed_at"],
        said["written_at"],
        said.get("resumes", ""),
        said.get("forgets", ""),
        tuple(said.get("keeps", ())),
        alone=alone,
    )
