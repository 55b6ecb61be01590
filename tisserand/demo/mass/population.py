"""The inhabitants: files, homes, telephones, households and ties, and the files opened twice by mistake."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tisserand.demo.chance import Weighted, identifier
from tisserand.demo.mass import names
from tisserand.demo.mass.asked import Answers
from tisserand.demo.mass.carrying import Carrier, array
from tisserand.demo.mass.households import ADULT, Someone, household
from tisserand.demo.service import Desk, Place, Service
from tisserand.kernel.working_days import working_days_after
from tisserand.people.rules import AddressKind, Authority, Channel, Proof, Visibility, list_key

YEARS_OF_FILES = 8
MONTHS_OF_LIFE = 18
# One file in twenty is somebody's second one: « probables doublons » to decide on.
TWINS = 0.05
DECIDED_DISTINCT = 0.3
OWN_SITE = 0.88
RESTRICTED = 0.002
BIRTHS = Weighted({"whole": 93, "month": 1, "year": 3, "unknown": 2, "refused": 1})
PROOFS = Weighted({Proof.SEEN: 52, Proof.DECLARED: 38, Proof.NOT_SHOWN: 8, Proof.REFUSED: 2})
LANGUAGES = Weighted({"": 86, "créole guadeloupéen": 7, "créole haïtien": 5, "espagnol": 1.5, "anglais": 0.5})
HOMES = Weighted({AddressKind.STABLE: 78, AddressKind.WITH_OTHERS: 13, AddressKind.REGISTERED: 5, AddressKind.NONE: 4})
STREETS = Weighted(
    {
        "rue de la République": 5,
        "rue Schœlcher": 5,
        "chemin des Alizés": 4,
        "résidence Les Flamboyants": 4,
        "impasse des Hibiscus": 4,
        "lotissement Bel Air": 3,
        "section Morne-Rouge": 3,
        "route du Bord de mer": 3,
        "allée des Manguiers": 3,
        "cité Henri IV": 2,
    }
)
# Numbers kept by Arcep for fiction: nobody answers there.
PHONES = Weighted({"+262639 98": 70, "+33536 49": 30})
HAS_PHONE = 0.86

PERSON = (
    "id",
    "visibility",
    "guard_unit_id",
    "site_id",
    "civility",
    "birth_name",
    "used_name",
    "first_names",
    "birth_year",
    "birth_month",
    "birth_day",
    "birth_date",
    "language",
    "interpreter_needed",
    "unknown_fields",
    "refused_fields",
    "proof",
    "proof_seen_on",
    "sort_key",
    "usual_place",
    "created_at",
    "created_by_id",
)
ABOUT = ("id", "person_id", "visibility", "starts_on")


@dataclass(slots=True)
class Inhabitant:
    """What the rest of her invented life needs to know of her; `opened` is `since`, at an hour when people work."""

    id: str
    visibility: str
    place: Place
    desk: Desk
    since: datetime
    opened: datetime
    adult: bool
    restricted: bool = field(default=False)


class Population:
    def __init__(self, cursor, service: Service, chance: random.Random) -> None:
        self.service, self.chance, self.today = service, chance, service.clock.today
        self.where = Weighted({place: place.population for place in service.places})
        self.persons = Carrier(cursor, "people.Person", PERSON)
        self.contacts = Carrier(
            cursor, "people.ContactPoint", (*ABOUT, "channel", "value", "figures_backwards", "voicemail_allowed")
        )
        self.addresses = Carrier(cursor, "people.Address", (*ABOUT, "kind", "lines", "commune", "commune_name"))
        self.priority = Answers(cursor, service)
        self.households = Carrier(cursor, "people.Household", ("id", "created_at"))
        self.members = Carrier(cursor, "people.HouseholdMember", (*ABOUT, "household_id", "place"))
        self.ties = Carrier(cursor, "people.Tie", (*ABOUT, "other_id", "kind", "authority"))
        self.distinct = Carrier(
            cursor,
            "people.DistinctDecision",
            ("id", "person_id", "other_id", "visibility", "decided_at", "decided_by_id"),
        )

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        return (
            self.persons,
            self.contacts,
            self.addresses,
            self.priority.carrier,
            self.households,
            self.members,
            self.ties,
            self.distinct,
        )

    def draw(self, number: int) -> Iterator[Inhabitant]:
        """So many persons, household after household."""
        drawn = 0
        while drawn < number:
            for inhabitant in self._household(number - drawn):
                yield inhabitant
                drawn += 1

    def _household(self, most: int) -> Iterator[Inhabitant]:
        chance = self.chance
        place = self.where.draw(chance)
        desk = place.desk if chance.random() < OWN_SITE else chance.choice(self.service.desks)
        since = self._opened()
        restricted = chance.random() < RESTRICTED and place.team.manager is not None
        members = household(chance, self.today)[:most]
        kept = [self._keep(member, place, desk, since, restricted) for member in members]
        self._link(members, kept, since)
        yield from kept
        for member, inhabitant in list(zip(members, kept, strict=True))[: most - len(members)]:
            if not restricted and chance.random() < TWINS:
                yield self._twin(member, inhabitant)

    def _opened(self) -> datetime:
        """Files are opened over years, and more of them lately."""
        share = self.chance.random() ** 1.6
        hours = int(share * YEARS_OF_FILES * 365 * 24) + 24
        return self.service.clock.now.astimezone(UTC).replace(microsecond=0) - timedelta(hours=hours)

    def _keep(self, who: Someone, place: Place, desk: Desk, since: datetime, restricted: bool) -> Inhabitant:
        chance = self.chance
        since = max(since, self._first_known(who.born))
        visibility = Visibility.RESTRICTED if restricted else Visibility.STAFF
        dates = (since, self.service.clock.in_office(since))
        her = Inhabitant(
            identifier(chance, since), visibility, place, desk, *dates, who.age(self.today) >= ADULT, restricted
        )
        self._person(who, her)
        if her.adult and chance.random() < HAS_PHONE:
            self._phone(her)
        self._home(her)
        return her

    def _first_known(self, born: date) -> datetime:
        """The first day after a birth on which somebody could write it."""
        clock = self.service.clock
        day = working_days_after(born - timedelta(days=1), 1, clock.zone)
        return min(datetime(day.year, day.month, day.day, 15, tzinfo=UTC), clock.now.astimezone(UTC))

    def _person(self, who: Someone, her: Inhabitant) -> None:
        chance = self.chance
        birth, silence = _said_birth(BIRTHS.draw(chance), who.born)
        proof = PROOFS.draw(chance)
        language = LANGUAGES.draw(chance)
        used = {"birth_name": who.birth_name, "used_name": who.used_name, "first_names": who.first_names}
        self.persons.add(
            her.id,
            her.visibility,
            her.place.team.unit if her.restricted else None,
            her.desk.unit,
            ("mme" if who.woman else "m") if her.adult else "",
            who.birth_name,
            who.used_name,
            who.first_names,
            *birth,
            language,
            language.endswith("haïtien") and chance.random() < 0.6,
            array("birth") if silence == "unknown" else array(),
            array("birth") if silence == "refused" else array(),
            proof,
            her.opened.date() if proof is Proof.SEEN else None,
            list_key(called_as="", **used),
            her.place.name,
            her.opened,
            chance.choice(her.desk.secretaries),
        )

    def _about(self, her: Inhabitant) -> tuple:
        return identifier(self.chance, her.since), her.id, her.visibility, her.opened.date()

    def _phone(self, her: Inhabitant) -> None:
        number = f"{PHONES.draw(self.chance).replace(' ', '')}{self.chance.randrange(10_000):04}"
        voicemail = self.chance.choice((True, True, False, None))
        self.contacts.add(*self._about(her), Channel.PHONE, number, number.removeprefix("+")[::-1], voicemail)

    def _home(self, her: Inhabitant) -> None:
        kind = HOMES.draw(self.chance)
        lines = "" if kind is AddressKind.NONE else f"{self.chance.randint(1, 180)} {STREETS.draw(self.chance)}"
        about = self._about(her)
        self.addresses.add(*about, kind, lines, her.place.code, her.place.name)
        if lines:
            self.priority.ask(about[0], her.id, her.visibility, her.place.code, her.opened, her.desk.secretaries)

    def _link(self, members: list[Someone], kept: list[Inhabitant], since: datetime) -> None:
        if len(kept) == 1:
            return
        home = identifier(self.chance, since)
        self.households.add(home, self.service.clock.in_office(since))
        for who, her in zip(members, kept, strict=True):
            self.members.add(*self._about(her), home, who.place)
            for parent in who.parents:
                kind = "mother" if members[parent].woman else "father"
                authority = "" if her.adult else self.chance.choice((Authority.HELD, Authority.HELD, Authority.UNKNOWN))
                self.ties.add(*self._about(her), kept[parent].id, kind, authority)
            if who.partner is not None:
                self.ties.add(*self._about(her), kept[who.partner].id, "partner", "")

    def _twin(self, who: Someone, first: Inhabitant) -> Inhabitant:
        """The same person again, with a slip or at another desk: somebody will say whether she is one or two."""
        again = Someone(**{name: getattr(who, name) for name in Someone.__slots__})
        if self.chance.random() < 0.7:
            again.birth_name = names.slip(self.chance, who.birth_name)
        elif who.born.day <= 12:
            again.born = date(who.born.year, who.born.day, who.born.month)
        else:
            again.first_names = names.slip(self.chance, who.first_names)
        since = first.since + (self.service.clock.now.astimezone(UTC) - first.since) * self.chance.random()
        her = self._keep(
            again, first.place, self.chance.choice(self.service.desks), since.replace(microsecond=0), False
        )
        if self.chance.random() < DECIDED_DISTINCT:
            pair = sorted((UUID(first.id), UUID(her.id)))
            self.distinct.add(
                identifier(self.chance, since),
                *pair,
                Visibility.STAFF,
                her.opened,
                self.chance.choice(her.desk.secretaries),
            )
        return her


def _said_birth(known: str, born: date) -> tuple[tuple, str]:
    """Year, month, day and date as the person said them; or why there is none."""
    match known:
        case "whole":
            return (born.year, born.month, born.day, born), ""
        case "month":
            return (born.year, born.month, None, None), ""
        case "year":
            return (born.year, None, None, None), ""
        case _:
            return (None, None, None, None), known
