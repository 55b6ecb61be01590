"""The fresh-machine proof: from a clone alone to a served page, then again without network.

Empty HOME, unprivileged user, path with a space and an accent, POSIX locale, no data folder, no virtual environment.
Standard library only: nothing is installed when it starts.
"""

import fcntl
import os
import pwd
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_START = 180  # seconds, promised by the README's reader: « moins de trois minutes »
SECOND_START = 60
PAGE = "/connexion/"
# The network of the machine, not the comfort of its user.
KEPT = re.compile(r"(?i).*_proxy|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|(PIP|CURL|REQUESTS)_(CERT|CA_BUNDLE)")
NOWHERE = "http://127.0.0.1:9"
UNPLUGGED = {"PIP_INDEX_URL": NOWHERE, "UV_INDEX_URL": NOWHERE, "NPM_CONFIG_REGISTRY": NOWHERE}


class Failure(Exception):
    pass


def main() -> int:
    if sys.argv[1:2] == ["--without-network"]:
        return inside_an_empty_network(Path(sys.argv[2]))
    folder = Path(tempfile.mkdtemp(prefix="machine-neuve-"))
    try:
        prove(folder)
    except Failure as sentence:
        print(f"Machine neuve : {sentence}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def prove(folder: Path) -> None:
    place = cloned(folder)
    first = start_and_stop(place, FIRST_START, {})
    print(f"Machine neuve : page servie en {first:.0f} s depuis le clone seul.", flush=True)
    if can_leave_the_network():
        if subprocess.run(["unshare", "-n", sys.executable, __file__, "--without-network", str(place)]).returncode != 0:
            raise Failure("le second démarrage, sans réseau, a échoué.")
    else:
        second = start_and_stop(place, SECOND_START, UNPLUGGED)
        print(f"Machine neuve : second démarrage en {second:.0f} s, registres injoignables.", flush=True)


def inside_an_empty_network(place: Path) -> int:
    raise_loopback()
    try:
        second = start_and_stop(place, SECOND_START, UNPLUGGED)
    except Failure as sentence:
        print(f"Machine neuve : {sentence}", file=sys.stderr)
        return 1
    print(f"Machine neuve : second démarrage en {second:.0f} s, sans réseau.", flush=True)
    return 0


def cloned(folder: Path) -> Path:
    folder.chmod(0o755)
    place = folder / "un clone à côté"
    (folder / "home").mkdir()
    if subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(place)]).returncode != 0:
        raise Failure("le dépôt ne se laisse pas cloner.")
    if user := unprivileged():
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    return place


def unprivileged() -> pwd.struct_passwd | None:
    """`nobody` when we are root; ourselves otherwise."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def identity() -> dict:
    user = unprivileged()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def environment(place: Path, port: int, more: dict[str, str]) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if KEPT.fullmatch(name)},
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(place.parent / "home"),
        "LC_ALL": "POSIX",
        "PORT": str(port),
        "TISSERAND_DEMO_PERSONS": os.environ.get("TISSERAND_DEMO_PERSONS", "300"),
        **more,
    }


def start_and_stop(place: Path, patience: float, more: dict[str, str]) -> float:
    """Type `make run`, wait for the page, type Ctrl-C; the seconds it took to see the page."""
    port = free_port()
    began = time.monotonic()
    with (place.parent / "output").open("w+", encoding="utf-8") as output:
        running = subprocess.Popen(
            ["make", "run", f"PYTHON={python_for_the_user(place)}"],
            cwd=place,
            env=environment(place, port, more),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **identity(),
        )
        try:
            wait_for_page(port, running, began + patience)
            took = time.monotonic() - began
            look(port)
        except Failure:
            output.seek(0)
            print(output.read()[-6000:], file=sys.stderr)
            raise
        finally:
            end(running)
    nothing_left(place)
    return took


def python_for_the_user(place: Path) -> str:
    """The first recent Python that this user may run: ours may live under a closed home."""
    wanted = "import sys; sys.exit(sys.version_info < (3, 11))"
    for candidate in ("/usr/local/bin/python3", "/usr/bin/python3", sys.executable):
        if not Path(candidate).exists():
            continue
        try:
            found = subprocess.run([candidate, "-c", wanted], cwd=place, env={}, capture_output=True, **identity())
        except PermissionError:
            continue
        if found.returncode == 0:
            return candidate
    raise Failure("aucun Python 3.11 n’est utilisable par un compte ordinaire : installez le paquet Debian python3.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_page(port: int, running: subprocess.Popen, deadline: float) -> None:
    while time.monotonic() < deadline:
        if running.poll() is not None:
            raise Failure("« make run » s’est arrêté avant de servir une page.")
        try:
            fetch(port, PAGE)
            return
        except urllib.error.HTTPError as error:
            raise Failure(f"{PAGE} répond {error.code}.") from None
        except OSError:
            time.sleep(0.25)
    raise Failure("aucune page n’est servie dans le délai.")


def fetch(port: int, path: str) -> str:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return answer.read().decode("utf-8", errors="replace")


def look(port: int) -> None:
    """The page is in French, and every style sheet, font and script it names is served from here."""
    page = fetch(port, PAGE)
    if 'lang="fr"' not in page:
        raise Failure("la page servie n’est pas celle de Tisserand.")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    if not files:
        raise Failure("la page ne nomme aucune feuille de style.")
    for file in files:
        try:
            fetch(port, file)
        except OSError as error:
            raise Failure(f"{file} n’est pas servi ({error}).") from None


def end(running: subprocess.Popen) -> None:
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGINT)  # what Ctrl-C does
    try:
        running.wait(60)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        raise Failure("Ctrl-C n’a pas arrêté Tisserand.") from None


def nothing_left(place: Path) -> None:
    left = [entry.name for entry in Path("/proc").glob("[0-9]*") if works_under(entry, place)]
    if left:
        raise Failure(f"des processus restent après Ctrl-C : {', '.join(left)}.")


def works_under(process: Path, place: Path) -> bool:
    try:
        return (process / "cwd").resolve().is_relative_to(place)
    except OSError:
        return False


def can_leave_the_network() -> bool:
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode == 0


def raise_loopback() -> None:
    """A new network namespace has a loopback interface that is down, and perhaps no `ip` command to raise it."""
    get_flags, set_flags, up = 0x8913, 0x8914, 0x1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, get_flags, request))[1]
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", flags | up))


if __name__ == "__main__":
    sys.exit(main())
