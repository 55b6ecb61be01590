"""The browser of the journeys: Debian's Chromium, installed when we may, asked for when we may not."""

import os
import shutil
import subprocess
import sys

WITHOUT = "TISSERAND_NO_BROWSER"


def main() -> int:
    if shutil.which("chromium"):
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
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"])
    done = all(
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0
        for command in commands
    )
    return done and shutil.which("chromium") is not None


if __name__ == "__main__":
    sys.exit(main())
