"""Eighteen months at the desks, and this morning: who came where and when."""

import random
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tisserand.demo.chance import Weighted, identifier
from tisserand.demo.mass.carrying import Carrier
from tisserand.demo.mass.coming import Coming, End
from tisserand.demo.mass.ledger import Ledger
from tisserand.demo.mass.population import MONTHS_OF_LIFE, Inhabitant
from tisserand.demo.mass.rhythm import arrival, days_until, open_spans, storms
from tisserand.demo.service import Desk, Service
from tisserand.reception.rules.visits import State

# How many times an adult of the files came in eighteen months.
COMINGS = Weighted({0: 12, 1: 15, 2: 15, 3: 13, 4: 11, 5: 9, 7: 9, 10: 8, 14: 5, 22: 3})
NAMELESS, ELSEWHERE = 0.12, 0.07
# People of each site who may come this morning; the ages in minutes of those still there.
KNOWN_HERE, THIS_MORNING = 12, (3, 11)
WAITING_FOR, RECEIVED_FOR = 24, 75


class Comings:
    def __init__(self, cursor, service: Service, chance: random.Random, ledger: Ledger, seed: int) -> None:
        self.service, self.chance, self.ledger = service, chance, ledger
        # A chance of its own: what was drawn before it existed stays as it was.
        self.instead = random.Random(f"{seed}/instead")
        self.now = service.clock.now
        self.tickets: Counter[tuple[Desk, date]] = Counter()
        self.known: dict[Desk, list[Inhabitant]] = defaultdict(list)
        days = days_until(service.clock.today, MONTHS_OF_LIFE)
        shut = storms(seed, {day.year for day in days})
        self.spans = {
            desk.code: open_spans(desk.hours, desk.zone, days, closed=service.closures, shut=shut)
            for desk in service.desks
        }
        self._carriers(cursor)

    def _carriers(self, cursor) -> None:
        self.visits = Carrier(
            cursor,
            "reception.Visit",
            (
                *("id", "site_id", "day", "arrived_at", "recorded_at", "recorded_by_id", "channel", "contact_author"),
                *("purpose", "person_id", "state", "received_by_id", "received_at", "ended_at", "outcome"),
                "has_demand",
            ),
            expressions={"ticket": "row_number() over (partition by site_id, day order by arrived_at, id)"},
        )
        self.demands = Carrier(
            cursor,
            "reception.Demand",
            (
                *("id", "visit_id", "site_id", "person_id", "visibility", "author_id", "written_at", "words"),
                *("main_theme", "other_themes", "answers", "instead_reason", "has_mandate"),
                *("closure", "closed_at", "act_id", "obligation_id"),
            ),
        )
        self.dangers = Carrier(
            cursor,
            "reception.Emergency",
            (
                *("id", "visit_id", "site_id", "person_id", "opened_at", "opened_by_id", "state", "obligation_id"),
                *("closed_at", "answers"),
            ),
        )
        told = ("id", "site_id", "person_id", "visibility", "author_id", "written_at", "emergency_id")
        self.danger_kinds = Carrier(cursor, "reception.EmergencyKind", (*told, "kind"))
        self.danger_answers = Carrier(cursor, "reception.EmergencyAnswer", (*told, "outcome"))
        self.site_days = Carrier(cursor, "reception.SiteDay", ("id", "site_id", "day", "tickets", "version"))

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        return (
            *(self.visits, self.demands, self.dangers, self.danger_kinds, self.danger_answers),
            self.site_days,
        )

    def live(self, her: Inhabitant) -> None:
        """Before her file exists, and sometimes after, she is counted without a name."""
        if not her.adult:
            return
        if not her.restricted and len(self.known[her.desk]) < KNOWN_HERE:
            self.known[her.desk].append(her)
        for _ in range(COMINGS.draw(self.chance)):
            desk = self.chance.choice(self.service.desks) if self.chance.random() < ELSEWHERE else her.desk
            span = self.spans[desk.code].draw(self.chance)
            at = arrival(self.chance, span)
            nameless = at < her.since or self.chance.random() < NAMELESS
            self.tickets[desk, span.day] += 1
            Coming(self, desk, span.day, at, None if nameless else her).write()

    def this_morning(self, *, except_at: str) -> None:
        """The lines of the other sites as they stand now; the story tells its own."""
        for desk in self.service.desks:
            if desk.code != except_at and self.known[desk]:
                self._morning(desk)

    def _morning(self, desk: Desk) -> None:
        today = self.service.clock.today
        midnight = datetime.combine(today, datetime.min.time(), tzinfo=ZoneInfo(desk.zone))
        free = list(desk.workers)
        for her in self.known[desk][: self.chance.randint(*THIS_MORNING)]:
            minutes = self.chance.randint(2, 165)
            at = max(midnight, self.now - timedelta(minutes=minutes)).replace(microsecond=0)
            self.tickets[desk, today] += 1
            Coming(self, desk, today, at, her).write(self._still_there(minutes, at, free))

    def _still_there(self, minutes: int, at: datetime, free: list) -> End | None:
        if minutes <= WAITING_FOR:
            return End(State.WAITING)
        if minutes <= RECEIVED_FOR and free:
            return End(State.RECEIVED, free.pop(), at + timedelta(minutes=minutes // 3))
        return End(State.CLOSED, ended=at + timedelta(minutes=minutes // 2), outcome="reponse-guichet")

    def count_tickets(self) -> None:
        """Each site keeps, day after day, how many tickets it gave."""
        for (desk, day), number in self.tickets.items():
            at = datetime(day.year, day.month, day.day, 12, tzinfo=self.now.tzinfo)
            self.site_days.add(identifier(self.chance, at), desk.unit, day, number, number)
