"""How to reach a PostgreSQL server under each of the four roles (decision D6)."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

DEFAULT_DATABASE = "tisserand"
LOGICAL_ROLES = ("owner", "app", "jobs", "backup")
EMBEDDED_FILE = "cluster.json"
EXTERNAL_FILE = "external.json"


def role_names(prefix: str = DEFAULT_DATABASE) -> dict[str, str]:
    return {role: f"{prefix}_{role}" for role in LOGICAL_ROLES}


@dataclass(frozen=True)
class Server:
    host: str  # a host name, or the folder of the socket
    port: int
    database: str
    roles: Mapping[str, str]  # logical name → name in PostgreSQL
    passwords: Mapping[str, str] = field(repr=False)  # logical name → password
    options: Mapping[str, str] = field(default_factory=dict)  # sslmode and the like, from DATABASE_URL

    def url(self, role: str, database: str | None = None) -> str:
        query = {"host": self.host, "port": str(self.port), **self.options}
        parameters = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
        account = f"{quote(self.roles[role], safe='')}:{quote(self.passwords[role], safe='')}"
        return f"postgresql://{account}@/{quote(database or self.database, safe='')}?{parameters}"

    def django(self, role: str, database: str | None = None) -> dict[str, Any]:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database or self.database,
            "USER": self.roles[role],
            "PASSWORD": self.passwords[role],
            "HOST": self.host,
            "PORT": str(self.port),
            "OPTIONS": dict(self.options),
        }


def known(data_dir: Path) -> Server | None:
    """The server that was last prepared, read from its file: nothing is started, nothing is connected."""
    file = EXTERNAL_FILE if os.environ.get("DATABASE_URL") else EMBEDDED_FILE
    written = read_private(data_dir / file)
    return Server(**written) if written else None


def remember(data_dir: Path, file: str, server: Server) -> None:
    write_private(data_dir / file, asdict(server))


def read_private(path: Path) -> dict[str, Any] | None:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return content


def write_private(path: Path, content: Mapping[str, Any]) -> None:
    """Write at once or not at all, readable by us alone."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(content, stream, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(path)
