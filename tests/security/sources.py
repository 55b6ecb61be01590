"""What the product is written in, as trees: for the rules that only reading can prove."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)


@cache
def _parsed() -> tuple[tuple[Path, ast.Module], ...]:
    paths = sorted((ROOT / "tisserand").rglob("*.py"))
    return tuple((path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def of_the_product() -> Iterator[tuple[Path, ast.Module]]:
    return iter(_parsed())
