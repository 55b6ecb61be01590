"""Finding the file of somebody who exercises her rights, by one who has no business looking people up (record 0007)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from tisserand.kernel.ids import short_reference
from tisserand.kernel.names import words
from tisserand.people.rules.naming import place_words


@dataclass(frozen=True)
class Confirmed:
    """`birth_place` tells apart two persons of the same names born the same day."""

    id: UUID
    birth_place: str

    @property
    def reference(self) -> str:
        return short_reference(self.id)


def persons_confirmed(*, family: str, given: str, born: date) -> list[Confirmed]:
    """Exact names and the whole birth date, restricted files included. Under the scope of who asks."""
    with connection.cursor() as cursor:
        statement = "select person, birth_place from walls.persons_confirmed(%s::text[], %s::text[], %s)"
        cursor.execute(statement, [list(words(family)), list(words(given)), born])
        return [Confirmed(person, place_words(place)) for person, place in cursor.fetchall()]
