"""What is left to live on, once everything due each month is paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tisserand.inquiries.rules.states import Side
from tisserand.kernel.money import cents

DAYS_OF_A_MONTH = 30
ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    side: str
    amount: Decimal


@dataclass(frozen=True)
class Budget:
    """Each month, in euros. `each` and `each_day` are for one person of the home; None while nobody is counted."""

    resources: Decimal
    charges: Decimal
    debts: Decimal
    people: int

    @property
    def left(self) -> Decimal:
        return self.resources - self.charges - self.debts

    @property
    def each(self) -> Decimal | None:
        return cents(self.left / self.people) if self.people else None

    @property
    def each_day(self) -> Decimal | None:
        return cents(self.left / self.people / DAYS_OF_A_MONTH) if self.people else None


def budget(lines: Iterable[Line], *, people: int) -> Budget:
    rows = list(lines)

    def total(side: Side) -> Decimal:
        return sum((row.amount for row in rows if row.side == side), ZERO)

    return Budget(total(Side.RESOURCE), total(Side.CHARGE), total(Side.DEBT), people)
