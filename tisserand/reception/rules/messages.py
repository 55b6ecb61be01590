"""A word left for whoever accompanies the person: « est passée, rappeler »."""

from collections.abc import Sequence
from datetime import date, datetime

from tisserand.deadlines.rules import in_working_days
from tisserand.kernel.refusals import Refusal
from tisserand.reception.rules import lists

LONGEST_WORDS = 280
# Answered on the next working day.
ANSWERED_IN = 1


def refusals_to_leave(codes: Sequence[str], words: str, *, has_recipient: bool, today: date) -> tuple[Refusal, ...]:
    refusals = []
    if not codes:
        refusals.append(Refusal("codes", "Choisissez au moins un message dans la liste.", "codes"))
    if any(not lists.known("messages", code, on=today) for code in codes):
        refusals.append(Refusal("unknown", "Ce choix n’est plus proposé. Choisissez dans la liste.", "codes"))
    if any(lists.needs_text("messages", code) for code in codes) and not words.strip():
        refusals.append(Refusal("text", "Dites en quelques mots de quoi il s’agit.", "words"))
    if len(words) > LONGEST_WORDS:
        refusals.append(Refusal("long", f"Écrivez au plus {LONGEST_WORDS} caractères.", "words"))
    if not has_recipient:
        refusals.append(Refusal("to", "Dites à qui ce message s’adresse.", "to"))
    return tuple(refusals)


def due(at: datetime, zone: str) -> datetime:
    return in_working_days(at, ANSWERED_IN, zone)
