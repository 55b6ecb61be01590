"""How the page speaks of the person: by her name first, then « elle » or « lui » when she said which."""

from typing import Protocol

NBSP = "\u00a0"
TITLES = {"mme": "Mme", "m": "M."}
PRONOUNS = {"mme": "elle", "m": "lui"}


class Named(Protocol):
    @property
    def civility(self) -> str: ...

    @property
    def display_name(self) -> str: ...

    @property
    def names(self) -> "Names": ...


class Names(Protocol):
    @property
    def birth_name(self) -> str: ...

    @property
    def used_name(self) -> str: ...


def spoken_name(card: Named | None) -> str:
    """« Mme Mirval », as one says it to her; her whole name where no title was given."""
    if card is None:
        return "la personne"
    family = card.names.used_name or card.names.birth_name
    title = TITLES.get(card.civility)
    return f"{title}{NBSP}{family}" if title and family else card.display_name


def pronoun(card: Named | None) -> str:
    """« elle », « lui », or her name: nobody guesses from a first name."""
    return PRONOUNS.get(card.civility, spoken_name(card)) if card else "la personne"
