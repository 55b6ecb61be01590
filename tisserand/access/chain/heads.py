"""The heads that leave the database: one signed line a sealing, in a file that only grows.

Signed with Ed25519 and not HMAC: whoever keeps a copy elsewhere checks it with the public key, and cannot forge one.
"""

import fcntl
import json
import os
from base64 import b64decode, b64encode
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.db import connection

FOLDER, FILE, KEY, PUBLIC_KEY = "journal", "heads.jsonl", "key", "key.pub"
NAMES = ("number", "total", "head", "sealed_at", "written_at")
LINK = "select number, total, head, sealed_at from public.access_seal"
LAST, THIS = f"{LINK} order by number desc limit 1", f"{LINK} where number = %s"


@dataclass(frozen=True)
class Head:
    """One line. `resumes` is said by whoever restored the database: later heads before this line no longer bind.

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
    folder = _folder(data_dir)
    with _alone(folder) as lines:
        written = _last(folder / FILE, public_key(data_dir))
        if written and written.sound and written.head == bytes(row[2]).hex() and not resumes:
            return written
        return _write(lines, folder, _said(row, at) | ({"resumes": resumes} if resumes else {}))


def declare(data_dir: Path, *, at: datetime, number: int, forgets: str, keeps: Iterable[int]) -> Head:
    """Write outside that every link up to this one is emptied, but those kept."""
    folder = _folder(data_dir)
    with _alone(folder) as lines:
        return _write(lines, folder, _said(_link(THIS, number), at) | {"forgets": forgets, "keeps": list(keeps)})


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
    """Every line, and whether its signature holds. A line that is not one of ours is not sound."""
    if not file.exists():
        return []
    return [_read(line, key) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def file_of(data_dir: Path) -> Path:
    return data_dir / FOLDER / FILE


def public_key(data_dir: Path) -> Ed25519PublicKey | None:
    file = data_dir / FOLDER / PUBLIC_KEY
    if not file.exists():
        return None
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(file.read_text(encoding="ascii")))


def _link(statement: str, *given: int) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone()


def _write(lines: TextIO, folder: Path, line: dict) -> Head:
    lines.write(json.dumps(line | {"signature": _signature(_key(folder), line)}, ensure_ascii=False) + "\n")
    lines.flush()
    os.fsync(lines.fileno())
    return _head(line)


def _last(file: Path, key: Ed25519PublicKey | None) -> Head | None:
    """One signature to check each minute, however long the file."""
    with file.open(encoding="utf-8") as lines:
        said = deque((line for line in lines if line.strip()), maxlen=1)
    return _read(said[0], key) if said else None


def _said(row: tuple, at: datetime) -> dict:
    number, total, head, sealed_at = row
    said = {"number": number, "total": total, "head": bytes(head).hex(), "sealed_at": sealed_at.isoformat()}
    return said | {"written_at": at.isoformat()}


def _read(line: str, key: Ed25519PublicKey | None) -> Head:
    try:
        said = json.loads(line)
        signature = b64decode(said.pop("signature"))
        if key is not None:
            key.verify(signature, _canonical(said))
        return _head(said)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature):
        return Head(0, 0, "", "", "", sound=False)


def _head(said: dict) -> Head:
    gesture = {"resumes": said.get("resumes", ""), "forgets": said.get("forgets", "")}
    return Head(**{name: said[name] for name in NAMES}, **gesture, keeps=tuple(said.get("keeps", ())))


def _signature(key: Ed25519PrivateKey, line: dict) -> str:
    return b64encode(key.sign(_canonical(line))).decode("ascii")


def _canonical(line: dict) -> bytes:
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _folder(data_dir: Path) -> Path:
    folder = data_dir / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def _alone(folder: Path) -> Iterator:
    """Append only, one worker at a time."""
    descriptor = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as lines:
        fcntl.flock(lines, fcntl.LOCK_EX)
        if not (folder / KEY).exists():
            _make_key(folder)
        yield lines


def _make_key(folder: Path) -> None:
    key = Ed25519PrivateKey.generate()
    descriptor = os.open(folder / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.private_bytes_raw().hex())
    (folder / PUBLIC_KEY).write_text(key.public_key().public_bytes_raw().hex(), encoding="ascii")


def _key(folder: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex((folder / KEY).read_text(encoding="ascii")))
