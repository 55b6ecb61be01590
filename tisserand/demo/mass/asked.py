"""Whether they live in a priority area, for those who were asked since there is a list, in its communes."""

import random
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tisserand.demo.chance import Weighted, identifier
from tisserand.demo.mass.carrying import Carrier
from tisserand.demo.service import Service
from tisserand.people.rules.priority import Living, SaidBy
from tisserand.territories import queries as territories

SAID = Weighted({Living.YES: 34, Living.NO: 44, Living.UNKNOWN: 7, None: 15})
SAID_BY = Weighted({SaidBy.PERSON: 80, SaidBy.MAP: 15, SaidBy.RELATIVE: 5})
COLUMNS = (
    *("id", "person_id", "visibility", "address_id", "answer", "area", "area_name"),
    *("said_by", "said_on", "recorded_by_id", "recorded_at"),
)


class Answers:
    def __init__(self, cursor, service: Service) -> None:
        self.areas = territories.priority_areas(service.clock.today)
        self.carrier = Carrier(cursor, "people.PriorityAnswer", COLUMNS)

    def ask(self, address: str, person: str, visibility: str, commune: str, at: datetime, desk: Sequence[UUID]) -> None:
        here = [area for area in self.areas if commune in area.communes and area.starts_on <= at.date()]
        if not here:
            return
        # A chance of her own: the rest of the lives stays as it was drawn before there was a list.
        chance = random.Random(address)
        if (said := SAID.draw(chance)) is None:
            return
        area = chance.choice(here) if said is Living.YES else None
        named = (area.code, area.name) if area else ("", "")
        source = (SAID_BY.draw(chance), at.date(), chance.choice(desk), at)
        self.carrier.add(identifier(chance, at), person, visibility, address, said, *named, *source)
