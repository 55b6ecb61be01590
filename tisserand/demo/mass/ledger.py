"""What every room writes the same way: acts with their time and function, and promises with an owner and a date."""

import random
from datetime import date, datetime

from tisserand.demo.chance import identifier
from tisserand.demo.mass.carrying import Carrier
from tisserand.demo.mass.population import Inhabitant


class Ledger:
    def __init__(self, cursor, chance: random.Random) -> None:
        self.chance = chance
        self.acts = Carrier(
            cursor,
            "activity.Act",
            (
                *("id", "nature", "function", "channel", "happened_at", "recorded_at", "duration_minutes"),
                *("author_id", "unit_id", "person_id", "kind", "subject"),
            ),
        )
        self.duties = Carrier(
            cursor,
            "deadlines.Obligation",
            (
                *("id", "kind", "subject", "person_id", "label", "unit_id", "account_id", "due_at"),
                *("opened_at", "opened_by_id", "closed_at", "closed_by_id", "outcome"),
            ),
        )

        self.care = Carrier(
            cursor,
            "people.CareTeam",
            ("id", "person_id", "visibility", "account_id", "unit_id", "reason", "starts_on", "ends_before"),
        )

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        return self.acts, self.duties, self.care

    def accompanied(self, her: Inhabitant, at: datetime, *, account, unit, reason: str, until: date | None) -> None:
        """From that day on, and until then, this colleague may open her file (decision D4)."""
        self.care.add(*(identifier(self.chance, at), her.id, her.visibility, account, unit, reason, at.date(), until))

    def act(
        self,
        nature: str,
        function: str,
        at: datetime,
        minutes: int,
        *,
        by,
        unit,
        person,
        kind: str,
        subject,
        channel="",
    ) -> str:
        act = identifier(self.chance, at)
        self.acts.add(act, nature, function, channel, at, at, minutes, by, unit, person, kind, subject)
        return act

    def duty(
        self, kind: str, label: str, at: datetime, due_at: datetime, *, subject, person, unit, account, by, done=None
    ) -> str:
        """`done` says when and how it ended: (instant, outcome)."""
        duty = identifier(self.chance, at)
        closed_at, outcome = done or (None, "")
        self.duties.add(
            *(duty, kind, subject, person, label, unit, account, due_at, at, by, closed_at, by if done else None),
            outcome,
        )
        return duty
