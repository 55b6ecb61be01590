"""Files here that may be of this home: who lives with those already known, and who bears the same name."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from tisserand.inquiries.queries.concerns.sheet import Sheet
from tisserand.kernel.sentences import plain_date
from tisserand.people import queries as people

FEW = 6


def known_files(actor, sheet: Sheet, *, name: str = "", born_on: date | None = None, today: date) -> dict[UUID, str]:
    """By identifier, said as the search says them. Each linked file gives its household and its ties."""
    found: dict[UUID, str] = {}
    for card in _cards(actor, sheet, name, born_on, today):
        found.setdefault(card.id, ", ".join(filter(None, (card.display_name, card.birth_words))))
    return found


def _cards(actor, sheet: Sheet, name: str, born_on: date | None, today: date) -> Iterator[people.Card]:
    linked = [one.file for one in (*sheet.children, *sheet.adults) if one.file]
    yield from people.cards(actor, linked).values()
    yield from people.around(actor, linked)
    if name:
        typed = f"{name} {plain_date(born_on)}" if born_on else name
        yield from (hit.card for hit in people.search(actor, typed, today=today, limit=FEW).hits)


def named_after(actor, file: UUID) -> tuple[str, date | None]:
    """The name and the birth that her file says."""
    card = people.cards(actor, [file]).get(file)
    return (card.display_name, card.birth.exact if card.birth else None) if card else ("", None)
