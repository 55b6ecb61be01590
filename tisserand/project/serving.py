"""The processes of a running Tisserand, started together and stopped together."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

PATIENCE_TO_SERVE = 60.0
PATIENCE_TO_STOP = 20.0
PR_SET_PDEATHSIG = 1
DEMO_COMMAND = Path(__file__).parents[1] / "demo" / "management" / "commands" / "demo.py"


class CannotServe(Exception):
    """A sentence in French for whoever started Tisserand."""


class Stopped(Exception):
    """Somebody asked for the end: Ctrl-C, or a SIGTERM."""


def processes(host: str, port: int) -> dict[str, tuple[Sequence[str], Mapping[str, str]]]:
    """What runs: a name, a command, and the database role it speaks under."""
    return {
        "web": (web_command(host, port), {"TISSERAND_DB_ROLE": "app"}),
        "jobs": (worker_command(), {"TISSERAND_DB_ROLE": "jobs"}),
    }


def web_command(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "tisserand.project.wsgi:application"),
        *("--bind", f"{host}:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        *("--log-level", "warning"),
    ]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "tisserand", "procrastinate", "worker", "--concurrency", "2"]


def serve() -> int:
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    refuse_a_taken_port(host, port)
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        with ending_on_signal():
            for name, (command, role) in processes(host, port).items():
                running[name] = start(command, role)
            wait_until_served(host, port, running)
            print(f"Tisserand est prêt : http://{shown(host)}:{port}/ (Ctrl-C pour arrêter)", flush=True)
            return wait_for_an_end(running)
    except Stopped:
        print("Arrêt de Tisserand…", flush=True)
        return 0
    finally:
        stop_all(running)


def refuse_a_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CannotServe(
                f"Le port {port} est déjà pris, peut-être par un Tisserand en marche. "
                f"Arrêtez-le, ou choisissez-en un autre : make run PORT={port + 1}"
            ) from None


def start(command: Sequence[str], role: Mapping[str, str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches us alone, and we end the others in order.
    return subprocess.Popen(command, env={**os.environ, **role}, start_new_session=True, preexec_fn=dying_with_parent())


def dying_with_parent() -> Callable[[], None] | None:
    """Even after a kill -9 of this process, nothing must keep the port: Linux can promise it."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def ending_on_signal() -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        raise Stopped

    former = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def wait_until_served(host: str, port: int, running: Mapping[str, subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + PATIENCE_TO_SERVE
    while time.monotonic() < end and all(process.poll() is None for process in running.values()):
        try:
            socket.create_connection((shown(host), port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise CannotServe("Tisserand n’a pas pu démarrer : la raison est écrite plus haut.")


def shown(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", ""} else host  # noqa: S104 (what to type, not where to listen)


def wait_for_an_end(running: Mapping[str, subprocess.Popen[bytes]]) -> int:
    while True:
        for name, process in running.items():
            if process.poll() is not None:
                raise CannotServe(f"Le processus « {name} » s’est arrêté : relancez « make run ».")
        time.sleep(0.5)


def stop_all(running: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for process in running.values():
        process.terminate()
    for process in running.values():
        try:
            process.wait(PATIENCE_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def run_step(command: Sequence[str]) -> None:
    if subprocess.run([sys.executable, "-m", "tisserand", *command], check=False).returncode != 0:
        raise CannotServe("La préparation s’est arrêtée : la raison est écrite plus haut.")


def demo_wanted() -> bool:
    """Only a demonstration loads invented people."""
    return os.environ.get("TISSERAND_MODE", "demo") == "demo" and DEMO_COMMAND.exists()
