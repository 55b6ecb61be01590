"""Amounts in euros: exact, to the cent, rounded half up (decision D14)."""

import re
from decimal import ROUND_HALF_UP, Decimal

from tisserand.kernel.refusals import Refusal, Refused
from tisserand.kernel.sentences import NARROW, NBSP

CENT = Decimal("0.01")
MOST = Decimal(10) ** 10
TYPED = re.compile(r"\d+(?:[.,]\d{1,2})?")
UNREAD = Refusal("money", "Écrivez un montant en euros, par exemple «\u00a0412,50\u00a0».")


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def read_money(typed: str) -> Decimal:
    """« 1 234,50 € », « 412 », « 412.5 »."""
    bare = re.sub(r"[\s€]", "", typed)
    if not TYPED.fullmatch(bare) or (amount := Decimal(bare.replace(",", "."))) >= MOST:
        raise Refused([UNREAD])
    return cents(amount)


def shown_money(amount: Decimal) -> str:
    """« 1 234,50 € », « 412 € », « −35 € »."""
    whole, _, part = f"{abs(cents(amount)):,.2f}".replace(",", NARROW).partition(".")
    sign = "−" if amount < 0 else ""
    return f"{sign}{whole}{'' if part == '00' else ',' + part}{NBSP}€"
