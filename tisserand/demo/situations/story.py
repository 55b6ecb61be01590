"""Telling what happens to people, through the operations the screens use."""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from tisserand.access import queries as access
from tisserand.access.actors import Actor
from tisserand.demo.clock import Clock
from tisserand.demo.service import Place, Service
from tisserand.kernel.dates import PartialDate
from tisserand.kernel.known import Knowledge
from tisserand.people import operations as people
from tisserand.people.rules import AddressKind, Channel, Identity, Proof
from tisserand.people.rules.priority import Living, Priority
from tisserand.reception import operations as reception
from tisserand.reception.rules.demands import DemandFacts
from tisserand.reception.rules.visits import Arrival
from tisserand.territories import queries as territories
from tisserand.territories.rules.priority import areas_of

CHARACTERS = Path(__file__).parents[1] / "reference" / "characters.toml"
SITE, TEAM = "tis-sainte-rose", "equipe-sainte-rose"
SANDRA, JOEL, CORINNE, GHISLAINE = "sandra.nerin", "joel.pierrot", "corinne.lollia", "ghislaine.ozier"
FABRICE, AUDREY, MYRIAM, MAUD = "fabrice.tacita", "audrey.lerus", "myriam.coudoux", "maud.hilaire"
COLLEAGUES = (SANDRA, JOEL, CORINNE, GHISLAINE, FABRICE, AUDREY, MYRIAM, MAUD)
RECEIVING = frozenset({"pole-logement", "pole-insertion"})
NAMES = ("civility", "birth_name", "used_name", "first_names", "called_as", "birth_place", "language")
HEARD = DemandFacts(words="Je voulais juste parler.", main_theme="isolement", answers=("ecoute-seule",))


@cache
def characters() -> Mapping[str, Mapping[str, Any]]:
    table = tomllib.loads(CHARACTERS.read_text(encoding="utf-8"))
    return {key: row for key, row in table.items() if isinstance(row, dict)}


def can_be_told(service: Service) -> bool:
    """Sainte-Rose, its team, the two pôles it asks and everybody the story names: another département has none."""
    here = SITE in {desk.code for desk in service.desks} and TEAM in service.teams and set(service.poles) >= RECEIVING
    return here and len(access.accounts_by_login(COLLEAGUES)) == len(COLLEAGUES)


@dataclass
class Story:
    """The service, the day of the story, and everybody met so far by the name of her part."""

    service: Service
    chance: random.Random
    cast: dict[str, UUID] = field(default_factory=dict)

    @property
    def clock(self) -> Clock:
        return self.service.clock

    @property
    def site(self) -> UUID:
        return self.service.desk(SITE).unit

    @property
    def team(self) -> UUID:
        return self.service.teams[TEAM].unit

    def actor(self, login: str) -> Actor:
        return self.service.actor(login)

    def meets(self, part: str, *, at: datetime, by: str = SANDRA) -> UUID:
        """The character `part` gives her name at the desk of Sainte-Rose."""
        row = characters()[part]
        who = {"actor": self.actor(by), "at": at}
        person = people.create_person(**who, identity=self._identity(row), site=self.site).pk
        self._reach(who, person, row)
        self.cast[part] = person
        return person

    def _identity(self, row: Mapping[str, Any]) -> Identity:
        silences = dict.fromkeys(row.get("unknown", ()), Knowledge.UNKNOWN)
        silences |= dict.fromkeys(row.get("refused", ()), Knowledge.REFUSED)
        return Identity(
            **{name: row.get(name, "") for name in NAMES},
            birth=self._birth(row),
            interpreter_needed=row.get("interpreter", False),
            proof=row.get("proof", Proof.DECLARED),
            silences=silences,
        )

    def _birth(self, row: Mapping[str, Any]) -> PartialDate | None:
        if born := row.get("born"):
            return PartialDate(born.year, born.month, born.day)
        return PartialDate(self.clock.today.year - row["age"], 1, 15) if "age" in row else None

    def _reach(self, who: dict, person: UUID, row: Mapping[str, Any]) -> None:
        on = who["at"].date()
        place = self.place(row["commune"])
        kind = row.get("home", AddressKind.STABLE)
        people.add_address(
            **who,
            person=person,
            kind=kind,
            starts_on=on,
            lines=row.get("lines", ""),
            commune=place.code,
            commune_name=place.name,
            with_whom=row.get("with_whom", ""),
            priority=self._priority(row, place, on),
        )
        if phone := row.get("phone"):
            people.set_contact(
                **who,
                person=person,
                channel=Channel.PHONE,
                value=phone,
                starts_on=on,
                safe_hours=row.get("safe_hours", ""),
                voicemail_allowed=not row.get("secret_phone"),
                kept_secret=row.get("secret_phone", False),
            )

    def _priority(self, row: Mapping[str, Any], place: Place, on: date) -> Priority | None:
        """What she said of it, where the file of the département has an area in her commune."""
        here = areas_of(territories.priority_areas(on), commune=place.code, commune_name=place.name)
        if not (said := row.get("priority")) or not here:
            return None
        return Priority(Living(said), here[0].code if said == Living.YES else "")

    def place(self, name: str) -> Place:
        """A commune by its name; in another département, its first one."""
        return next((place for place in self.service.places if place.name == name), self.service.places[0])

    def arrives(self, person: UUID | None, *, at: datetime, by: str = SANDRA, **said) -> UUID:
        arrival = Arrival(arrived_at=at, has_person=person is not None, **said)
        return reception.register_visit(actor=self.actor(by), at=at, site=self.site, arrival=arrival, person=person).pk

    def received(self, visit: UUID, *, at: datetime, by: str = JOEL) -> None:
        actor = self.actor(by)
        reception.receive_visit(actor=actor, at=at, visit=visit, by=actor.account_id)

    def heard(self, visit: UUID, said: DemandFacts, *, at: datetime, minutes: int = 40, by: str = JOEL) -> None:
        reception.write_demand(actor=self.actor(by), at=at, visit=visit, said=said, minutes=minutes)

    def leaves(self, visit: UUID, *, at: datetime, outcome: str = "entretien", by: str = SANDRA) -> None:
        reception.close_visit(actor=self.actor(by), at=at, visit=visit, outcome=outcome)

    def came(self, person: UUID | None, days_ago: int, said: DemandFacts = HEARD, *, hour: int = 9, **arrival) -> UUID:
        """A whole coming on an earlier day: arrival, interview, demand written, gone."""
        visit = self.arrives(person, at=self.clock.at(-days_ago, hour, 5), **arrival)
        self.received(visit, at=self.clock.at(-days_ago, hour, 20))
        self.heard(visit, said, at=self.clock.at(-days_ago, hour + 1))
        self.leaves(visit, at=self.clock.at(-days_ago, hour + 1, 2))
        return visit
