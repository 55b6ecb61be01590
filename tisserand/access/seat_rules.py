"""Seats given, ended and seen: why one may not be (R13, R15). No row is erased: a seat cancelled opened nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tisserand.access import rules
from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import plain_date

DAY = timedelta(days=1)
# Who holds it names colleagues: somebody must always be left who does.
MANAGES = "organisation.manage"
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,149}")


class Moment(StrEnum):
    CURRENT = "current"
    COMING = "coming"
    PAST = "past"


@dataclass(frozen=True)
class Span:
    """[starts_on, ends_before): of a unit, or of a seat."""

    starts_on: date
    ends_before: date | None = None

    @property
    def last_day(self) -> date | None:
        return self.ends_before - DAY if self.ends_before else None

    @property
    def is_cancelled(self) -> bool:
        return self.ends_before is not None and self.ends_before <= self.starts_on

    def holds(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_before is None or on < self.ends_before)

    def meets(self, other: "Span") -> bool:
        first, last = max(self.starts_on, other.starts_on), min(self.until, other.until)
        return first < last

    @property
    def until(self) -> date:
        return self.ends_before or date.max

    def moment(self, today: date) -> Moment:
        if self.is_cancelled or self.until <= today:
            return Moment.PAST
        return Moment.COMING if self.starts_on > today else Moment.CURRENT

    def in_words(self) -> str:
        if self.is_cancelled:
            return f"annulé, prévu le {plain_date(self.starts_on)}"
        if self.last_day is None:
            return f"depuis le {plain_date(self.starts_on)}"
        return f"du {plain_date(self.starts_on)} au {plain_date(self.last_day)}"


def refusals_to_open_account(*, login: str, name: str, login_taken: bool, email_shared: bool) -> tuple[Refusal, ...]:
    refusals = []
    if not LOGIN.fullmatch(login):
        words = "Écrivez l’identifiant en minuscules, sans accent ni espace\u00a0: corinne.lollia, par exemple."
        refusals.append(Refusal("login", words, "login"))
    if login_taken:
        refusals.append(Refusal("taken", "Cet identifiant est déjà pris. Choisissez-en un autre.", "login"))
    if not name.strip():
        refusals.append(Refusal("name", "Écrivez le prénom et le nom.", "name"))
    if email_shared:
        refusals.append(SHARED)
    return tuple(refusals)


SHARED = Refusal("shared", "Cette adresse est celle d’un autre compte.", "email")
OWN = Refusal(
    "own_seat",
    "On ne se donne ni ne se retire un poste soi-même. Demandez à un collègue de l’administration.",
)
LAST = Refusal(
    "last_manager",
    "Plus personne ne gérerait les comptes. Donnez d’abord ce rôle à quelqu’un d’autre.",
    "ends_on",
)


def refusals_to_give(
    *, role: str, unit: Span, seat: Span, same: Iterable[Span], open_account: bool, own: bool, alone: bool
) -> tuple[Refusal, ...]:
    """`same`: the seats that she has in this unit with this role. `alone`: nobody else could give it."""
    refusals = [OWN] if own and not alone else []
    if not open_account:
        refusals.append(Refusal("closed", "Ce compte est fermé. Rouvrez-le avant de lui donner un poste."))
    if role not in rules.roles():
        refusals.append(Refusal("unknown_role", f"Le rôle «\u00a0{role}\u00a0» n’existe pas dans ce service.", "role"))
    if seat.ends_before is not None and seat.ends_before <= seat.starts_on:
        refusals.append(Refusal("order", "Le dernier jour est avant le premier.", "ends_on"))
    refusals.extend(_closed(unit, seat))
    if held := next((other for other in same if seat.meets(other)), None):
        refusals.append(_double(held, "role"))
    return tuple(refusals)


def _closed(unit: Span, seat: Span) -> Iterable[Refusal]:
    if seat.starts_on < unit.starts_on:
        words = f"Cette unité n’existe que depuis le {plain_date(unit.starts_on)}. Choisissez une date plus tardive."
        yield Refusal("unit_later", words, "starts_on")
    elif seat.starts_on >= unit.until and unit.last_day:
        words = f"Cette unité a fermé le {plain_date(unit.last_day)}. Choisissez celle qui la remplace."
        yield Refusal("unit_closed", words, "unit")


def refusals_to_end(
    *,
    seat: Span,
    ends_before: date,
    same: Iterable[Span],
    today: date | None,
    own: bool,
    alone: bool,
    last_manager: bool,
) -> tuple[Refusal, ...]:
    """`today` is told of what a hand does: rights used until yesterday were held. A load says what its file says."""
    refusals = [OWN] if own and not alone else []
    if ends_before < seat.starts_on:
        refusals.append(Refusal("order", "Le dernier jour est avant le premier.", "ends_on"))
    elif today and not seat.until > today:
        refusals.append(Refusal("over", "Ce poste est déjà terminé.", "ends_on"))
    elif today and ends_before < today:
        words = "Ce poste a ouvert des dossiers jusqu’à hier\u00a0: il se termine hier au plus tôt."
        refusals.append(Refusal("past", words, "ends_on"))
    elif held := next((other for other in same if Span(seat.starts_on, ends_before).meets(other)), None):
        refusals.append(_double(held, "ends_on"))
    if last_manager:
        refusals.append(LAST)
    return tuple(refusals)


def _double(held: Span, field: str) -> Refusal:
    words = f"Ce poste est déjà tenu, {held.in_words()}. Terminez-le d’abord, ou choisissez d’autres dates."
    return Refusal("double", words, field)
