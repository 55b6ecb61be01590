"""What the rules need to know of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tisserand.transmissions.rules.kinds import Asked, Kind
from tisserand.transmissions.rules.secrecy import Agreement, Case, Danger, Quality, Recipient, Victim
from tisserand.transmissions.rules.states import State


@dataclass(frozen=True)
class LetterFacts:
    """`unknown`: headings said not to be known. Coded parts are empty until somebody says them."""

    kind: Kind
    recipient: str
    state: State = State.DRAFT
    said: Mapping[str, str] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    quality: str = ""
    victim: str = ""
    victim_words: str = ""
    agreement: str = ""
    agreed_on: date | None = None
    danger: str = ""
    certificate: str = ""
    certificate_on: date | None = None
    doctor: str = ""
    doctor_is_listed: bool = False
    informed: str = ""
    informed_on: date | None = None
    informed_words: str = ""
    caisse: str = ""
    sent_to: frozenset[str] = frozenset()
    answered: bool = False
    sent_on: date | None = None

    def wants(self, asked: Asked) -> bool:
        """She who agrees is informed; without her agreement, who told her is to be said (CP 226-14, 3°)."""
        if asked == Asked.INFORMATION and self.kind.couple and self.agreement == Agreement.GIVEN:
            return False
        return asked in self.kind.asks

    def case(self, to: str) -> Case:
        """Once `missing` has nothing to say of secrecy."""
        if self.kind.by_law:
            known = (Quality.SOCIAL, Victim.UNABLE, Agreement.IMPOSSIBLE, Danger.NONE)
            return Case(Recipient(to), *known, couple=False, by_law=True)
        return Case(
            Recipient(to),
            Quality(self.quality),
            Victim(self.victim),
            Agreement(self.agreement),
            Danger(self.danger),
            couple=self.kind.couple,
        )

    @property
    def has_said_secrecy(self) -> bool:
        return self.kind.by_law or all((self.quality, self.victim, self.agreement, self.danger))
