"""From a template and its data to a PDF/A-3a and PDF/UA-1: archivable, tagged, and the same bytes for the same data."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
TEMPLATES = HERE / "typst"
FONTS = HERE / "fonts"
STANDARDS = ["a-3a", "ua-1"]
# The first two are copied by tools/fonts.py; the others are inside typst and always there.
FAMILIES = ("Atkinson Hyperlegible Next", "Noto Sans Arabic", "Libertinus Serif", "DejaVu Sans Mono")
# A line holds about 60 letters: a longer run without a space would leave the page.
LONG_RUN = re.compile(r"\S{50}(?=\S)")
UNBREAKABLE_RUN_BREAK = "\u200b"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
REFUSED = re.compile(r'the (?:text|PDF contains the codepoint) `("(?:[^"\\]|\\.)*")`')
MISSING = "□"


def render(template: str, data: Mapping[str, Any]) -> bytes:
    """Print `data` (see rules.frozen) with the template of that name.

    A character that no font of ours can draw (an emoji, a rare script) is printed □ rather than refused.
    """
    printable = _each_text(data, _printable)
    try:
        return _compile(template, printable)
    except typst.TypstError as error:
        undrawable = _undrawable(error)
        if not undrawable:
            raise
    return _render_without(undrawable, template, printable)


def _render_without(undrawable: set[str], template: str, data: Mapping[str, Any]) -> bytes:
    without = str.maketrans(dict.fromkeys(undrawable, MISSING))
    return render(template, _each_text(data, lambda text: text.translate(without)))


def _compile(template: str, data: Mapping[str, Any]) -> bytes:
    compiler = typst.Compiler(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "fonts": json.dumps(_families())},
    )
    pdf, _ = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, timestamp=_printed_at(data))
    assert isinstance(pdf, bytes)
    return pdf


def _printed_at(data: Mapping[str, Any]) -> datetime:
    """Dated by its letterhead and not by the clock, so that the same data give the same bytes."""
    return datetime.fromisoformat(data["letterhead"]["printed_on"]).replace(tzinfo=UTC)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    # System fonts differ from one machine to the next, hence the paper would too.
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS] if FONTS.is_dir() else [])


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    present = set(_fonts().families())
    return tuple(family for family in FAMILIES if family in present)


def _each_text(value: Any, change: Any) -> Any:
    match value:
        case str():
            return change(value)
        case Mapping():
            return {name: _each_text(part, change) for name, part in value.items()}
        case list() | tuple():
            return [_each_text(part, change) for part in value]
    return value


def _printable(text: str) -> str:
    text = UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\t", " "))
    return LONG_RUN.sub(lambda run: run[0] + UNBREAKABLE_RUN_BREAK, text)


def _undrawable(error: typst.TypstError) -> set[str]:
    quoted = REFUSED.findall(f"{error.message}\n{error.diagnostic}")
    return set().union(*(_unquoted(text) for text in quoted)) if quoted else set()


def _unquoted(text: str) -> set[str]:
    """Typst quotes as Rust does: \\u{1f469} for what it would not print."""
    letters = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda code: chr(int(code[1], 16)), text[1:-1])
    return set(letters) - set(" \n")
