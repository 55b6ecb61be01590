"""Coded lists of a room, in the TOML files of its `reference/`: dated data, read once."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

NOT_A_CODE = frozenset({"starts_on", "ends_before", "source"})


class Lists:
    def __init__(self, *files: Path) -> None:
        self.files = files

    @cached_property
    def _tables(self) -> Mapping[str, Mapping[str, str]]:
        return {
            name: {code: label for code, label in table.items() if code not in NOT_A_CODE}
            for file in self.files
            for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items()
        }

    def coded(self, name: str) -> Mapping[str, str]:
        """The codes and French words of one list, in its order."""
        return self._tables[name]

    def label(self, name: str, code: str) -> str:
        """The French words of a code; a code no longer listed stays readable."""
        return self.coded(name).get(code, code)

    def labels(self, name: str, codes: Iterable[str]) -> list[str]:
        return [self.label(name, code) for code in codes]

    def choices(self, name: str) -> list[tuple[str, str]]:
        return list(self.coded(name).items())
