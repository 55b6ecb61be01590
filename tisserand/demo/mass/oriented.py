"""Orientations in every state, each with its thread, its owner and its next date."""

import random
from datetime import datetime, timedelta

from tisserand.activity.rules import Function
from tisserand.assessment.rules.orientation import AT_THE_POLE, ENDED, STEPS, Desk, Owner, State, link
from tisserand.demo.chance import Weighted, identifier
from tisserand.demo.mass.carrying import Carrier
from tisserand.demo.mass.ledger import Ledger
from tisserand.demo.mass.population import MONTHS_OF_LIFE, Inhabitant
from tisserand.demo.mass.stories import said
from tisserand.demo.service import Service, Team

KIND, CARE_REASON = "assessment.orientation", "orientation"
SHARE = 0.11
SENT = (State.PROPOSED, State.AGREED, State.SENT)
RECEIVED = (*SENT, State.RECEIVED)
ATTRIBUTED = (*RECEIVED, State.ADMISSIBLE, State.ATTRIBUTED)
PATHS = {
    State.PROPOSED: SENT[:1],
    State.AGREED: SENT[:2],
    State.SENT: SENT,
    State.RECEIVED: RECEIVED,
    State.COMPLEMENT: (*RECEIVED, State.COMPLEMENT),
    State.ADMISSIBLE: ATTRIBUTED[:-1],
    State.WAITING: (*ATTRIBUTED[:-1], State.WAITING),
    State.ATTRIBUTED: ATTRIBUTED,
    State.DECLINED: (*RECEIVED, State.DECLINED),
    State.MET: (*ATTRIBUTED, State.MET),
    State.WITHDRAWN: (*SENT, State.WITHDRAWN),
}
STATES = Weighted(
    {
        State.MET: 74,
        State.WITHDRAWN: 9,
        State.ATTRIBUTED: 4,
        State.WAITING: 1.5,
        State.ADMISSIBLE: 2.2,
        State.RECEIVED: 2.2,
        State.SENT: 2.4,
        State.COMPLEMENT: 1,
        State.AGREED: 1,
        State.PROPOSED: 1.8,
        State.DECLINED: 0.9,
    }
)
# How many days a state lasts before the next one, and how long an open one has been waiting.
GAP, WAITED = (1, 4), 9
HOLDS_PROFESSIONAL = frozenset({State.ATTRIBUTED, State.MET})
ADMITTED = frozenset({State.ADMISSIBLE, State.WAITING}) | HOLDS_PROFESSIONAL
LEFT = Weighted({"situation_changed": 50, "disagreement": 25, "unreachable": 25})


class Orientations:
    def __init__(self, cursor, service: Service, chance: random.Random, ledger: Ledger) -> None:
        self.service, self.chance, self.ledger, self.now = service, chance, ledger, service.clock.now
        self.poles = [pole for pole in service.poles.values() if pole.manager and pole.receives]
        self.rows = Carrier(
            cursor,
            "assessment.Orientation",
            (
                *("id", "person_id", "from_unit_id", "author_id", "to_unit_id", "state", "state_since", "proposed_at"),
                *("reasons", "asks", "agreed_on", "agreed_how", "addressed_to_id", "sent_at", "admissible_at"),
                *("refusals", "attribution_unit_id", "attributed_to_id", "attributed_on", "met_on", "closed_at"),
                "version",
                *("close_reason", "owner_unit_id", "owner_id", "due_at", "obligation_id", "act_id"),
            ),
        )
        self.moves = Carrier(
            cursor,
            "assessment.OrientationMove",
            (
                *("id", "orientation_id", "person_id", "sender_id", "from_unit_id", "addressed_to_id", "at", "by_id"),
                *("from_state", "to_state", "owner_before_id", "owner_after_id", "to_unit_id", "named_id", "reason"),
                *("attribution_unit_id", "version"),
            ),
        )

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        return self.rows, self.moves

    def live(self, her: Inhabitant) -> None:
        chance = self.chance
        team = her.place.team
        if not self.poles or not her.adult or chance.random() > SHARE or not (team.workers and team.manager):
            return
        state = STATES.draw(chance)
        dates = self._dates(state)
        if dates[0] > her.since:
            _Walk(self, her, team, state, [self.service.clock.in_office(moment) for moment in dates]).write()

    def _dates(self, state: State) -> list[datetime]:
        """When each state began, the last one first chosen."""
        back = self.chance.uniform(0, MONTHS_OF_LIFE * 29) if state in ENDED else self.chance.expovariate(1 / WAITED)
        moment = (self.now - timedelta(days=back + 0.05)).replace(microsecond=0)
        dates = [moment]
        for _ in PATHS[state][1:]:
            moment -= timedelta(days=self.chance.uniform(*GAP))
            dates.append(moment.replace(microsecond=0))
        return dates[::-1]


class _Walk:
    """One orientation, its desks and its dates, becoming rows."""

    def __init__(self, into: Orientations, her: Inhabitant, team: Team, state: State, dates: list[datetime]) -> None:
        chance = into.chance
        self.into, self.her, self.team, self.state = into, her, team, state
        self.path, self.dates = PATHS[state], dates
        self.began = dict(zip(self.path, dates, strict=True))
        self.id = identifier(chance, dates[0])
        self.author, self.pole = chance.choice(her.desk.workers), chance.choice(into.poles)
        self.professional = chance.choice(team.workers)

    def desk(self, state: State) -> Desk:
        """Who has the next move there (design §2, invariant 1)."""
        match STEPS[state].owner:
            case Owner.SENDER:
                return Desk(self.her.desk.unit, self.author)
            case Owner.POLE:
                return Desk(self.pole.unit)
            case Owner.PROFESSIONAL:
                return Desk(self.team.unit, self.professional)
            case _:
                return Desk(self.team.unit, self.team.manager)

    def write(self) -> None:
        last = self.path[-2] if self.state in ENDED else self.state
        since, zone = self.began[last], self.her.desk.zone
        owed = link(last, self.desk(last), at=since, on=since.date(), zone=zone)
        closed = self.dates[-1] if self.state in ENDED else None
        duty = self.into.ledger.duty(
            KIND,
            owed.label,
            self.dates[0],
            owed.due_at,
            subject=self.id,
            person=self.her.id,
            unit=owed.desk.unit,
            account=owed.desk.account,
            by=self.author,
            done=(closed, self.state) if closed else None,
        )
        self._row(owed, closed, duty)
        self._thread()
        if attributed := self.began.get(State.ATTRIBUTED):
            self.into.ledger.accompanied(
                self.her,
                attributed,
                account=self.professional,
                unit=self.team.unit,
                reason=CARE_REASON,
                until=None if self.state is State.ATTRIBUTED else closed and closed.date(),
            )

    def _row(self, owed, closed: datetime | None, duty: str) -> None:
        agreed, sent = self.began.get(State.AGREED), self.began.get(State.SENT)
        attributed = self.began.get(State.ATTRIBUTED)
        addressed = sent and self.state is not State.DECLINED
        self.into.rows.add(
            *(self.id, self.her.id, self.her.desk.unit, self.author, self.pole.unit, self.state, self.dates[-1]),
            *(self.dates[0], said("reasons", self.into.chance), said("asks", self.into.chance)),
            *(agreed and agreed.date(), "said" if agreed else "", self.pole.unit if addressed else None, sent),
            *(self.began.get(State.ADMISSIBLE), int(self.state is State.DECLINED)),
            self.team.unit if self.state in ADMITTED else None,
            *(self.professional if attributed else None, attributed and attributed.date()),
            *(closed.date() if self.state is State.MET else None, closed, len(self.path)),
            LEFT.draw(self.into.chance) if self.state is State.WITHDRAWN else "",
            *(owed.desk.unit, owed.desk.account, None if closed else owed.due_at, duty, self._act()),
        )

    def _act(self) -> str:
        return self.into.ledger.act(
            "mail",
            Function.INFORMATION,
            self.dates[0],
            10,
            by=self.author,
            unit=self.her.desk.unit,
            person=self.her.id,
            kind=KIND,
            subject=self.id,
        )

    def _thread(self) -> None:
        before, came_from = None, ""
        for version, (state, at) in enumerate(zip(self.path, self.dates, strict=True), start=1):
            owner = Desk(before, None) if state in ENDED else self.desk(state)
            self.into.moves.add(
                *(identifier(self.into.chance, at), self.id, self.her.id, self.author, self.her.desk.unit),
                *(self.pole.unit if state in AT_THE_POLE | ADMITTED else None, at, self._by(state), came_from, state),
                *(before, owner.unit, self.pole.unit, owner.account, ""),
                *(self.team.unit if state in ADMITTED else None, version),
            )
            before, came_from = owner.unit, state

    def _by(self, state: State):
        if state in {State.RECEIVED, State.COMPLEMENT, State.ADMISSIBLE, State.DECLINED}:
            return self.pole.manager
        if state in {State.ATTRIBUTED, State.WAITING}:
            return self.team.manager
        return self.professional if state is State.MET else self.author
