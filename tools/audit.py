"""`make audit`: does a known hole stand in what we depend on? Two registries are asked; silence is said, not hidden.

Exit 1 for a known hole. Without a network the question could not be asked: that is written, and nothing fails.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.bootstrap import npm  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
UV = [sys.executable, "-m", "uv"]
PATIENCE = 300
PYTHON = [
    *(*UV, "tool", "run", "--from", "pip-audit~=2.10", "pip-audit", "--requirement", "requirements.lock"),
    *("--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"),
]
NODE = [*map(str, npm()), "audit", "--package-lock-only", "--json"]


class NotAsked(Exception):
    """The registry did not answer: in one line, why."""


def main() -> int:
    questions = {"Python": (PYTHON, holes_of_python), "JavaScript": (NODE, holes_of_node)}
    return max(told(world, command, read) for world, (command, read) in questions.items())


def told(world: str, command: Sequence[str], read: Callable[[Any], list[str]]) -> int:
    try:
        holes = read(answer(command))
    except NotAsked as why:
        print(f"{world} : la base des failles connues n’a pas pu être interrogée ({why}). Rien n’est prouvé.")
        return 0
    for hole in holes:
        print(f"{world} : {hole}", file=sys.stderr)
    if not holes:
        print(f"{world} : aucune faille connue dans les dépendances verrouillées.")
    return 1 if holes else 0


def answer(command: Sequence[str]) -> Any:
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotAsked(type(error).__name__) from error
    try:
        return json.loads(said.stdout)
    except json.JSONDecodeError:
        raise NotAsked(last_line(said.stderr)) from None


def last_line(text: str) -> str:
    return (text.strip().splitlines() or ["aucune réponse"])[-1][:160]


def holes_of_python(said: Any) -> list[str]:
    if "dependencies" not in said:
        raise NotAsked("réponse inattendue")
    holes = [
        f"{one['name']} {one['version']} : {hole['id']}, corrigée par {', '.join(hole['fix_versions']) or 'rien'}"
        for one in said["dependencies"]
        for hole in one.get("vulns", ())
    ]
    skipped = [one["name"] for one in said["dependencies"] if "skip_reason" in one]
    if skipped and not holes:
        raise NotAsked(f"{len(skipped)} paquets sans réponse, dont {skipped[0]}")
    return holes


def holes_of_node(said: Any) -> list[str]:
    if "vulnerabilities" not in said:
        raise NotAsked(str(said.get("message") or said.get("statusCode") or "réponse inattendue")[:160])
    return [f"{name} {hole['range']} : {hole['severity']}" for name, hole in sorted(said["vulnerabilities"].items())]


if __name__ == "__main__":
    sys.exit(main())
