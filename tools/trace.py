"""`make trace`: which requirements (R01…R104) are proved, by which tests, from their `requirement` marks."""

import contextlib
import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest

ALL = [f"R{number:02d}" for number in range(1, 105)]


class Collector:
    """A pytest plugin that looks at the collected tests and runs none."""

    def __init__(self) -> None:
        self.proofs: dict[str, set[str]] = defaultdict(set)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            for mark in item.iter_markers("requirement"):
                for name in mark.args:
                    self.proofs[name].add(item.nodeid.split("[")[0])


def main() -> int:
    collector = Collector()
    with contextlib.redirect_stdout(io.StringIO()):
        outcome = pytest.main(["--collect-only", "-qq"], plugins=[collector])
    if outcome not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        print("Les tests ne se laissent pas collecter : lancez « make test ».", file=sys.stderr)
        return 1
    print("\n".join(table(collector.proofs)))
    return wrong_names(collector.proofs)


def table(proofs: Mapping[str, set[str]]) -> Iterable[str]:
    for requirement in ALL:
        tests = sorted(proofs.get(requirement, ()))
        if tests:
            yield f"{requirement:<5} {len(tests):>3}  {short(tests[0])}"
            yield from (f"           {short(test)}" for test in tests[1:])
    proved = sum(1 for requirement in ALL if proofs.get(requirement))
    yield ""
    yield f"{proved} exigences prouvées sur {len(ALL)}."
    yield "Pas encore : " + " ".join(requirement for requirement in ALL if not proofs.get(requirement))


def short(nodeid: str) -> str:
    return nodeid.removeprefix("tests/").replace(".py::", " · ")


def wrong_names(proofs: Mapping[str, set[str]]) -> int:
    unknown = sorted(set(proofs) - set(ALL))
    if unknown:
        print(f"Ces exigences n’existent pas : {', '.join(unknown)}", file=sys.stderr)
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
