"""mypy --strict on the kernel, the command line and every rules drawer: the plain Python that must not lie."""

import subprocess
import sys
from pathlib import Path

ALWAYS = ("tisserand/kernel", "tisserand/project/cluster", "tisserand/project/cli.py", "tisserand/project/serving.py")


def main() -> int:
    rooms = Path("tisserand")
    rules = [*rooms.glob("*/rules.py"), *rooms.glob("*/rules/__init__.py")]
    typed = [*ALWAYS, *(str(path.parent if path.name == "__init__.py" else path) for path in sorted(rules))]
    # Other drawers are read to follow imports, not judged.
    return subprocess.run([sys.executable, "-m", "mypy", "--follow-imports=silent", *typed], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
