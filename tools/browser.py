"""The browser of the journeys: Debian's Chromium, installed when we may, asked for when we may not.

The one without windows first: the same build, which draws no frame around each page and costs a quarter less.
"""

import os
import shutil
import subprocess
import sys

WITHOUT = "TISSERAND_NO_BROWSER"
BROWSERS = ("chromium-headless-shell", "chromium")


def found() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def main() -> int:
    if found():
        return 0
    if os.environ.get(WITHOUT) == "1":
        print(f"{WITHOUT}=1 : les parcours dans le navigateur ne seront pas joués.")
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get") and install():
        return 0
    print(
        "Il manque un navigateur pour les tests. Sous Debian : sudo apt install chromium\n"
        f"Ou, pour s’en passer en connaissance de cause : {WITHOUT}=1 make test",
        file=sys.stderr,
    )
    return 1


def install() -> bool:
    print("Installation de Chromium (paquet Debian)…", flush=True)
    return quietly("update") and any(quietly("install", "-y", "--no-install-recommends", name) for name in BROWSERS)


def quietly(*words: str) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(["apt-get", "-q", *words], env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
