"""Where things stand on the disk."""

import hashlib
import os
import tempfile
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[3]
SHARED_PLACE = Path("/var/lib/tisserand")  # used by root only, when the usual place is under a closed folder
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 106  # sun_path is 108 bytes, one of them the final zero


def default_data_dir() -> Path:
    return Path(os.environ.get("TISSERAND_DATA_DIR") or PROJECT_ROOT / ".data").resolve()


def short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def socket_folder(data_dir: Path) -> Path:
    name = f"tisserand-{short_hash(data_dir.resolve())}"
    wished = Path(tempfile.gettempdir()).resolve() / name
    too_long = len(os.fsencode(wished / SOCKET_NAME)) > LONGEST_SOCKET_PATH
    return Path("/tmp") / name if too_long else wished  # noqa: S108 (its owner and mode are checked at each start)
