"""Appointments: those of the plans that run, to come; and those of the last eighteen months, kept or not."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tisserand.demo.chance import Weighted, identifier
from tisserand.demo.mass.carrying import Carrier
from tisserand.demo.mass.ledger import Ledger
from tisserand.demo.mass.population import Inhabitant
from tisserand.demo.service import Service
from tisserand.kernel.working_days import working_days_after
from tisserand.reception.rules.appointments import CONTACT_AGAIN, Place, State

KIND = "reception.appointment"
PLACES = {"interview": Place.OFFICE, "home_visit": Place.HOME}
BOOKED = 0.6
# Beside each one that was kept, those that were not.
MISHAPS = Weighted(
    {
        None: 80,
        State.MISSED: 9,
        State.POSTPONED_BY_PERSON: 5,
        State.CANCELLED_BY_PERSON: 3,
        State.POSTPONED_BY_SERVICE: 2,
        State.CANCELLED_BY_SERVICE: 1,
    }
)
MINUTES, ASKED_BEFORE = 45, timedelta(days=7)
NEXT, SOON, HOURS = 0.7, 15, (8, 9, 10, 11, 13, 14)


class Agendas:
    def __init__(self, cursor, service: Service, chance: random.Random, ledger: Ledger) -> None:
        self.service, self.chance, self.ledger = service, chance, ledger
        self.clock, self.zone = service.clock, ZoneInfo(service.clock.zone)
        self.taken: set[tuple[UUID, datetime]] = set()
        self.rows = Carrier(
            cursor,
            "reception.Appointment",
            (
                *("id", "person_id", "visibility", "professional_id", "unit_id", "place", "starts_at", "ends_at"),
                *("state", "told_at", "obligation_id", "created_at", "created_by_id"),
            ),
        )

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        return (self.rows,)

    def met(self, her: Inhabitant, professional: UUID, unit: UUID, nature: str, at: datetime) -> None:
        """She came, by appointment; sometimes an earlier one had been missed or put off."""
        place = PLACES.get(nature)
        if place is None or self.chance.random() > BOOKED:
            return
        self._add(her, professional, unit, place, at, State.HONOURED)
        mishap = MISHAPS.draw(self.chance)
        before = self.clock.worked_at(at - ASKED_BEFORE)
        if mishap and before > her.opened + ASKED_BEFORE:
            self._add(her, professional, unit, place, before, mishap, again=at)

    def next_one(self, her: Inhabitant, professional: UUID, unit: UUID, opened: datetime) -> None:
        """In the coming days, at an hour this colleague has free."""
        if self.chance.random() > NEXT:
            return
        at = next((at for at in self._hours() if (professional, at) not in self.taken), None)
        if at:
            self.taken.add((professional, at))
            self._add(her, professional, unit, Place.OFFICE, at, State.PLANNED, since=opened)

    def _hours(self) -> Iterator[datetime]:
        for _ in range(len(HOURS)):
            on = working_days_after(self.clock.today, self.chance.randint(1, SOON), self.clock.zone)
            yield datetime.combine(on, time(self.chance.choice(HOURS)), tzinfo=self.zone)

    def _add(
        self,
        her: Inhabitant,
        professional: UUID,
        unit: UUID,
        place: Place,
        at: datetime,
        state: State,
        *,
        again: datetime | None = None,
        since: datetime | None = None,
    ) -> None:
        ends = at + timedelta(minutes=MINUTES)
        asked = max(self.clock.worked_at(min(at, self.clock.now) - ASKED_BEFORE), since or her.opened)
        key = identifier(self.chance, asked)
        told = None if state is State.PLANNED else min(ends, self.clock.now)
        duty = self._contact_again(her, professional, unit, key, told, again) if state is State.MISSED else None
        self.rows.add(
            *(key, her.id, her.visibility, professional, unit, place, at, ends, state, told, duty, asked, professional)
        )

    def _contact_again(self, her: Inhabitant, professional: UUID, unit: UUID, key: str, told, again) -> str:
        due_on = working_days_after(told.astimezone(self.zone).date(), CONTACT_AGAIN, self.clock.zone)
        return self.ledger.duty(
            KIND,
            "Reprendre contact",
            told,
            datetime.combine(due_on, time(17), tzinfo=self.zone),
            subject=key,
            person=her.id,
            unit=unit,
            account=professional,
            by=professional,
            done=(max(again, told), "honore"),
        )
