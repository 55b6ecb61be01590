"""Coded lists: dated data, read once."""

from pathlib import Path

from tisserand.kernel.lists import Lists

REFERENCE = Path(__file__).parents[1] / "reference"
_LISTS = Lists(REFERENCE / "lists.toml", REFERENCE / "concerns.toml")
coded, label, labels, choices = _LISTS.coded, _LISTS.label, _LISTS.labels, _LISTS.choices
