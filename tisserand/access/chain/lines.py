"""The file that only grows: signed lines, each naming the one before, so that one signature vouches for all of them.

Signed with Ed25519 and not HMAC: whoever keeps a copy elsewhere checks it with the public key, and cannot forge one.
"""

import fcntl
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FOLDER, FILE, KEY, PUBLIC_KEY = "journal", "heads.jsonl", "key", "key.pub"
END = 4096


class Line(NamedTuple):
    """What a line says: nothing when it is not one of ours. `alone`: the line it names is no longer before it."""

    said: dict | None
    alone: bool = False


def file_of(data_dir: Path) -> Path:
    return data_dir / FOLDER / FILE


def public_key(data_dir: Path) -> Ed25519PublicKey | None:
    file = data_dir / FOLDER / PUBLIC_KEY
    if not file.exists():
        return None
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(file.read_text(encoding="ascii")))


def read(file: Path, key: Ed25519PublicKey | None) -> list[Line]:
    """Every line, the oldest first. A line that a sound one names is sound; another must show its signature."""
    raws = [raw for raw in file.read_bytes().splitlines() if raw.strip()] if file.exists() else []
    prints = ["", *map(_print, raws)]
    lines, named = [], None
    for place in range(len(raws), 0, -1):
        said = _sound(raws[place - 1], None if prints[place] == named else key)
        named = said.get("after") if said else None
        lines.append(Line(said, named is not None and named != prints[place - 1]))
    return lines[::-1]


def last(file: Path, key: Ed25519PublicKey | None) -> dict | None:
    """One signature to check and one end of file to read each minute, however long the file."""
    raw = _last(file)
    return _sound(raw, key) if raw else None


@contextmanager
def alone(data_dir: Path) -> Iterator[BinaryIO]:
    """Append only, one worker at a time."""
    folder = data_dir / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / FILE, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as lines:
        fcntl.flock(lines, fcntl.LOCK_EX)
        if not (folder / KEY).exists():
            _make_key(folder)
        yield lines


def append(lines: BinaryIO, data_dir: Path, said: dict) -> None:
    """Within `alone`. It begins by ending its line: what a crash left unfinished spoils no other."""
    raw = _last(file_of(data_dir))
    line = said | {"after": _print(raw) if raw else ""}
    signed = line | {"signature": b64encode(_key(data_dir).sign(_canonical(line))).decode("ascii")}
    lines.write(b"\n" * bool(raw) + json.dumps(signed, ensure_ascii=False).encode())
    lines.flush()
    os.fsync(lines.fileno())


def _last(file: Path) -> bytes:
    with file.open("rb") as lines:
        size, reach = lines.seek(0, os.SEEK_END), END
        while True:
            lines.seek(max(0, size - reach))
            end = lines.read().rstrip()
            if b"\n" in end or reach >= size:
                return end.rsplit(b"\n", 1)[-1]
            reach *= 8


def _print(raw: bytes) -> str:
    return sha256(raw.strip()).hexdigest()


def _sound(raw: bytes, key: Ed25519PublicKey | None) -> dict | None:
    """Without a key: vouched for by the next line, or by nobody when there is no key at all."""
    try:
        said = json.loads(raw)
        signature = said.pop("signature")
        if key is not None:
            key.verify(b64decode(signature), _canonical(said))
        return said
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature):
        return None


def _canonical(line: dict) -> bytes:
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _make_key(folder: Path) -> None:
    key = Ed25519PrivateKey.generate()
    descriptor = os.open(folder / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.private_bytes_raw().hex())
    (folder / PUBLIC_KEY).write_text(key.public_key().public_bytes_raw().hex(), encoding="ascii")


def _key(data_dir: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex((data_dir / FOLDER / KEY).read_text(encoding="ascii")))
