"""`make asvs`: docs/security/asvs.md and checks.md, from the two TOML files beside them and the marks of the tests."""

import ast
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "security"
LEVELS = "12"


def main() -> int:
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def pages() -> dict[str, str]:
    proofs, known = marks()
    return {
        "asvs.md": "\n".join(asvs_page(proofs, known)) + "\n",
        "checks.md": "\n".join(checks_page(proofs)) + "\n",
    }


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def marks() -> tuple[Mapping[int, list[str]], set[str]]:
    """Check → the tests that carry its mark; and every test by its name."""
    proofs, known = defaultdict(list), set()
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                test = f"{path.relative_to(ROOT).as_posix()}::{node.name}"
                known.add(test)
                for number in marked(node):
                    proofs[number].append(test)
    return proofs, known


def marked(test: ast.FunctionDef) -> Iterator[int]:
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.check":
            yield from (number.value for number in mark.args if isinstance(number, ast.Constant))


def wanted(levels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Identifier and level of each requirement that we answer."""
    for section, said in levels.items():
        yield from ((f"{section}.{place}", level) for place, level in enumerate(said, 1) if level in LEVELS)


def verdict(row: Mapping[str, Any], proofs: Mapping[int, list[str]]) -> tuple[str, str]:
    if tests := row.get("tests"):
        return "prouvé", " ; ".join(short(test) for test in tests)
    if checks := row.get("checks"):
        proved = all(proofs.get(number) for number in checks)
        return "prouvé" if proved else "pas encore", "contrôle " + ", ".join(str(number) for number in checks)
    if document := row.get("document"):
        return "écrit", f"`{document}`"
    return ("sans objet", row["without"]) if "without" in row else ("pas encore", row["not_yet"])


def short(test: str) -> str:
    file, _, name = test.removeprefix("tests/").partition("::")
    return f"`{file}` · {name.removeprefix('test_').replace('_', ' ')}"


def asvs_page(proofs: Mapping[int, list[str]], known: set[str]) -> Iterator[str]:
    said = read("asvs.toml")
    rows = [
        (one, level, said["requirement"][one], *verdict(said["requirement"][one], proofs))
        for one, level in wanted(said["levels"])
    ]
    counted = Counter(state for *_, state, _ in rows)
    yield "# ASVS 5.0.0, niveaux 1 et 2"
    yield ""
    yield "Écrit par « make asvs » d’après `asvs.toml`. Les identifiants sont ceux de l’OWASP, les mots les nôtres."
    yield "« Prouvé » : un test le rejoue. « Écrit » : un document le dit. « Pas encore » : rien ne le prouve ici."
    yield ""
    yield f"{len(rows)} exigences : " + ", ".join(f"{count} {state}" for state, count in counted.most_common()) + "."
    yield ""
    yield "| exigence | niveau | en peu de mots | état | par quoi, ou pourquoi |"
    yield "|---|---|---|---|---|"
    yield from (f"| {one} | {level} | {row['words']} | {state} | {by} |" for one, level, row, state, by in rows)


def checks_page(proofs: Mapping[int, list[str]]) -> Iterator[str]:
    yield "# Les soixante contrôles"
    yield ""
    yield "Écrit par « make asvs » d’après `checks.toml` et les marques `check(n)` des tests."
    yield ""
    yield "| n° | contrôle | ASVS | tests |"
    yield "|---|---|---|---|"
    for number, row in read("checks.toml")["check"].items():
        tests = proofs.get(int(number))
        by = "<br>".join(short(test) for test in tests) if tests else f"pas encore : {row['not_yet']}"
        yield f"| {number} | {row['words']} | {row['asvs']} | {by} |"


if __name__ == "__main__":
    sys.exit(main())
