"""Invented agents for a demonstration: the same seat always gets the same person, whatever else changes."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tisserand.territories.rules.communes import fold
from tisserand.territories.rules.organisation import Organisation, Seat, Showcase

SHARE_OF_WOMEN = 0.8


@dataclass(frozen=True)
class Names:
    feminine: Sequence[str]
    masculine: Sequence[str]
    last: Sequence[str]


@dataclass(frozen=True)
class FictitiousAgent:
    seat: Seat
    first_name: str
    last_name: str
    feminine: bool
    showcase: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def login(self) -> str:
        return f"{fold(self.first_name)}.{fold(self.last_name)}".replace(" ", "-")

    @property
    def email(self) -> str:
        """Those of the sign-in page receive the summary of the morning; example.fr belongs to nobody."""
        return f"{self.login}@example.fr" if self.showcase else ""


def agents(organisation: Organisation, names: Names) -> list[FictitiousAgent]:
    """Someone on every seat; the showcase first, so that no drawn name takes theirs."""
    named = _showcase_seats(organisation)
    chosen = [_named(seat, person) for seat, person in named.values()]
    logins = {agent.login for agent in chosen}
    for seat in organisation.seats():
        if seat.key not in named:
            agent = next(agent for agent in _draws(organisation.code, seat, names) if agent.login not in logins)
            logins.add(agent.login)
            chosen.append(agent)
    return chosen


def _showcase_seats(organisation: Organisation) -> Mapping[str, tuple[Seat, Showcase]]:
    taken: dict[str, tuple[Seat, Showcase]] = {}
    for person in organisation.showcase:
        seat = next(
            seat
            for seat in organisation.seats()
            if seat.job == person.job and person.unit in seat.units and seat.key not in taken
        )
        taken[seat.key] = (seat, person)
    return taken


def _named(seat: Seat, person: Showcase) -> FictitiousAgent:
    return FictitiousAgent(seat, person.first_name, person.last_name, person.feminine, showcase=True)


def _draws(seed: str, seat: Seat, names: Names) -> Iterator[FictitiousAgent]:
    chance = random.Random(f"{seed}/{seat.key}")
    while True:
        feminine = chance.random() < SHARE_OF_WOMEN
        first = chance.choice(names.feminine if feminine else names.masculine)
        yield FictitiousAgent(seat, first, chance.choice(names.last), feminine)
