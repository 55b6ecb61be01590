"""What a unit holds while it runs, said by each room: once closed, all of it goes to the unit that replaces it (R08).

What is over stays where it was done: it is read from the unit that replaced it, and counted where it happened.
"""

from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import IsNull

from tisserand.kernel.sentences import counted


@dataclass(frozen=True)
class Held:
    """Rows of `model` that `still` run, and hang from a unit by these columns.

    `words`, one and several, name it; without them, it goes with what has a name. `once`: in its unit, such a row is
    the only one with these; where the other unit has its own, ours stays, and is read from there.
    """

    model: str
    columns: tuple[str, ...]
    still: Q
    words: tuple[str, str] | None = None
    once: tuple[str, ...] | None = None
    person: str | None = "person_id"

    def of(self, unit: UUID) -> QuerySet:
        anywhere = Q(*((column, unit) for column in self.columns), _connector=Q.OR)
        return self._rows().filter(anywhere).order_by("pk")

    def about(self, unit: UUID) -> dict[UUID, UUID | None]:
        """Each of them, and the person it is about."""
        rows = self.of(unit)
        if self.person is None:
            return dict.fromkeys(rows.values_list("pk", flat=True))
        return dict(rows.values_list("pk", self.person))

    def give(self, unit: UUID, to: UUID) -> None:
        for column in self.columns:
            rows = self._rows().filter(**{column: unit})
            if self.once is not None:
                rows = rows.exclude(Exists(self._rows().filter(*map(_same, self.once), **{column: to})))
            rows.order_by().update(**{column: to})

    def said(self, number: int) -> str:
        return counted(number, *self.words) if self.words and number else ""

    def _rows(self) -> QuerySet:
        return apps.get_model(self.model)._default_manager.filter(self.still)


def _same(field: str) -> Q:
    """Two rows that say nothing there say the same."""
    return Q(**{field: OuterRef(field)}) | Q(IsNull(F(field), True), IsNull(OuterRef(field), True))


# Filled by every room, in `project.wiring`.
HELD: list[Held] = []


def still_there(unit: UUID) -> list[str]:
    """« 12 échéances », « 5 accompagnements »: what a unit holds."""
    said = (held.said(held.of(unit).count()) for held in HELD if held.words)
    return [words for words in said if words]
