"""Text as it should have been typed: one form of each letter, nothing invisible."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict

# Direction overrides and zero-width signs: they show a reader something else than what is stored.
INVISIBLE = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


def tidy_text(text: str) -> str:
    """NFC, one kind of line end, without control characters, lone surrogates or invisible signs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(letter for letter in lines if is_kept(letter)))


def is_kept(letter: str) -> bool:
    return letter in "\n\t" or (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in INVISIBLE)


def tidy_data(data: Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(data, MultiValueDict):
        return MultiValueDict({name: [tidy_value(value) for value in data.getlist(name)] for name in data})
    return {name: tidy_value(value) for name, value in data.items()}


def tidy_value(value: Any) -> Any:
    return tidy_text(value) if isinstance(value, str) else value
