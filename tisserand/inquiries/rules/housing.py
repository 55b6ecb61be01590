"""What each fact of her housing starts: the date that follows, where she lives (R60, R100)."""

from datetime import date

from tisserand.deadlines.rules import Due
from tisserand.inquiries.rules.calendar import rule_date
from tisserand.inquiries.rules.lists import coded
from tisserand.kernel.refusals import Refusal

# The length is that of the territory: six months in an overseas département for DAL-1 and DAL-2.
FOLLOWED_BY = {
    "fsl": "FSL-1",
    "quit": "EXP-8a",
    "dalo": "DAL-1",
    "dalo_recognised": "DAL-2",
    "daho": "DAH-1a",
    "daho_recognised": "DAH-1b",
    "energy_fsl": "NRJ-1a",
    "energy_notice": "NRJ-1b",
    "energy_reduced": "NRJ-1d",
}


def what_follows(kind: str, on: date, zone: str) -> Due | None:
    rule = FOLLOWED_BY.get(kind)
    return rule_date(rule, on, zone) if rule else None


def refusals_to_tell(*, kind: str, said_by: str, on: date, words: str, today: date) -> tuple[Refusal, ...]:
    refusals = []
    if kind not in coded("housing_fact"):
        refusals.append(Refusal("kind", "Choisissez le fait dans la liste.", "kind"))
    if said_by not in coded("said_by"):
        refusals.append(Refusal("said_by", "Dites qui l’a dit.", "said_by"))
    if on > today:
        refusals.append(Refusal("ahead", "Cette date n’est pas encore arrivée. Corrigez-la.", "on"))
    if kind == "other" and not words.strip():
        refusals.append(Refusal("words", "Écrivez de quoi il s’agit.", "words"))
    return tuple(refusals)
