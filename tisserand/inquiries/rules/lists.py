"""Coded lists: dated data, read once."""

from pathlib import Path

from tisserand.kernel.lists import Lists

_LISTS = Lists(Path(__file__).parents[1] / "reference" / "lists.toml")
coded, label, labels, choices = _LISTS.coded, _LISTS.label, _LISTS.labels, _LISTS.choices
