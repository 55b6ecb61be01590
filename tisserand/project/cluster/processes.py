"""Which processes work in a folder: a PostgreSQL process always has its data folder as current directory."""

import os
import signal
import time
from pathlib import Path

PROC = Path("/proc")


def works_in(pid: int, folder: Path) -> bool:
    if not PROC.is_dir():
        return alive(pid)
    try:
        # A zombie keeps its number, not its current directory: samefile then fails.
        return (PROC / str(pid) / "cwd").samefile(folder)
    except OSError:
        return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def written_in(pid_file: Path) -> int | None:
    """The number on the first line of a pid file."""
    try:
        return int(pid_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def ended(pid_file: Path, folder: Path, patience: float) -> bool:
    """Ask the server of `folder` to stop at once (SIGQUIT, PostgreSQL's immediate mode); True when nobody is left."""
    pid = written_in(pid_file)
    if pid is not None and works_in(pid, folder):
        os.kill(pid, signal.SIGQUIT)
    return wait_until_nobody_works_in(folder, patience)


def somebody_works_in(folder: Path) -> bool:
    if not PROC.is_dir():
        return False
    return any(works_in(int(entry.name), folder) for entry in PROC.iterdir() if entry.name.isdigit())


def wait_until_nobody_works_in(folder: Path, patience: float) -> bool:
    """After a kill -9 of the server, its children take a moment to notice."""
    end = time.monotonic() + patience
    while somebody_works_in(folder):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
