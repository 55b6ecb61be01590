"""Persons as lists show them: a name, a birth, a place, the end of a telephone. One query for any number."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Reverse

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.access.walls import among
from tisserand.kernel.dates import PartialDate
from tisserand.people.models import ContactPoint, Person
from tisserand.people.rules import Identity, display_name, name_words
from tisserand.people.rules.likeness import Names
from tisserand.people.rules.naming import birth_day_words, born_words, place_words
from tisserand.people.told import is_told_of_nobody

SHOWN = (
    "id",
    "civility",
    "birth_name",
    "used_name",
    "first_names",
    "called_as",
    "birth_year",
    "birth_month",
    "birth_day",
    "birth_place",
    "usual_place",
    "death_on",
    "proof",
)


NO_PHONE = "pas de téléphone connu"
# The last number of her own that is not kept secret.
HERS = {"person": OuterRef("pk"), "ends_before": None, "kept_secret": False, "whose": ""}
NUMBERS = ContactPoint.objects.filter(**HERS).exclude(figures_backwards="").order_by("-starts_on", "-id")


@dataclass(frozen=True)
class Card:
    id: UUID
    civility: str
    names: Names
    birth: PartialDate | None
    birth_place: str
    usual_place: str
    proof: str
    is_dead: bool
    phone: str
    # False: whether she has one is not for this reader, here.
    tells_phone: bool = True

    @property
    def display_name(self) -> str:
        return display_name(civility=self.civility, **vars(self.names))

    @property
    def born_as(self) -> str:
        """The birth name, where it says more than the used one."""
        return self.names.birth_name if self.names.used_name not in ("", self.names.birth_name) else ""

    @property
    def born(self) -> str:
        """As her civility says, with what she was born with: what stands before the day."""
        return born_words(self.civility, self.born_as, is_dated=self.birth is not None)

    @property
    def birth_words(self) -> str:
        return birth_day_words(self.birth)

    @property
    def in_words(self) -> str:
        return f"{self.display_name}, {self.born} {self.birth_words}"

    @property
    def birth_place_words(self) -> str:
        return place_words(self.birth_place)

    @property
    def initials(self) -> str:
        """What a screen that the room can see may show."""
        parts = (self.names.first_names or self.names.called_as, self.names.used_name or self.names.birth_name)
        return " ".join(f"{part[0].upper()}." for part in parts if part)

    @property
    def about(self) -> str:
        """Where, and how a number that one dictates ends."""
        phone = f"téléphone terminant par {self.phone_end}" if self.phone else NO_PHONE * self.tells_phone
        return " · ".join(filter(None, ("Décès enregistré" * self.is_dead, self.usual_place, phone)))

    @property
    def phone_end(self) -> str:
        return self.phone[-2:]


def last_number(actor):
    """As figures; nothing where none is known, null where this reader is not told."""
    rows = NUMBERS.filter(ContactPoint.wall.q(actor)) if is_told_of_nobody(actor) else NUMBERS
    found = Subquery(rows.annotate(figures=Reverse("figures_backwards")).values("figures")[:1])
    return found if is_told_of_nobody(actor) else Coalesce(found, Value(""))


def cards(actor, identifiers: Iterable[UUID]) -> dict[UUID, Card]:
    """By identifier; those the actor may not see are not there."""
    asked = frozenset(identifiers)
    if not asked:
        return {}
    return {row["id"]: card_of(row) for row in _rows(actor, asked)}


def same_name_and_birth(actor, identity: Identity, *, without: Iterable[UUID] = ()) -> list[Card]:
    """Those the actor may see who bear one of her names with one of her first names, and were born the same day."""
    if identity.birth is None or identity.birth.exact is None:
        return []
    born = visible(Person, actor).filter(birth_date=identity.birth.exact, attached_to=None).values_list("pk", flat=True)
    hers = _pairs(Names(identity.birth_name, identity.used_name, identity.first_names, identity.called_as))
    around = cards(actor, set(born) - set(without)).values()
    return [card for card in around if hers & _pairs(card.names)]


def _pairs(names: Names) -> set[tuple[str, str]]:
    return {pair for pair in name_words(**vars(names)) if all(pair)}


@written_once
def _rows(actor, identifiers: frozenset[UUID]) -> QuerySet:
    rows = visible(Person, actor).filter(among("id", identifiers), attached_to=None).annotate(phone=last_number(actor))
    return rows.values(*SHOWN, "phone").order_by("sort_key", "id")


def card_of(row: dict) -> Card:
    return Card(
        id=row["id"],
        civility=row["civility"],
        names=Names(row["birth_name"], row["used_name"], row["first_names"], row["called_as"]),
        birth=birth_of(row["birth_year"], row["birth_month"], row["birth_day"]),
        birth_place=row["birth_place"],
        usual_place=row["usual_place"],
        proof=row["proof"],
        is_dead=row["death_on"] is not None,
        phone=row["phone"] or "",
        tells_phone=row["phone"] is not None,
    )


def birth_of(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    return PartialDate(year, month, day) if year else None
