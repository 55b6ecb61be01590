"""Measures that a judge decides and others exercise (rule PRO-2): until when, who represents, whose signature binds."""

from datetime import date

from tisserand.deadlines.rules import Due, due
from tisserand.kernel.refusals import Refusal, Refused
from tisserand.kernel.sentences import plain_date
from tisserand.transmissions.rules.lists import coded
from tisserand.transmissions.rules.refusals import AHEAD

# The longest that the law allows: sauvegarde 439, curatelle and tutelle 441, renewal 442 (code civil).
LONGEST = {
    "sauvegarde": "PRO-2a",
    "sauvegarde_renewed": "PRO-2b",
    "curatelle": "PRO-2c",
    "curatelle_renforcee": "PRO-2c",
    "tutelle": "PRO-2c",
    "tutelle_ten": "PRO-2d",
    "renewed": "PRO-2e",
}
# Their end is what the judgment says: the book has no row for it.
BY_JUDGMENT = frozenset({"habilitation"})


def longest(measure: str, decided_on: date, zone: str) -> Due | None:
    """Nothing for a decision older than the book, nor for a measure without a row in it: the judgment says it."""
    if measure in BY_JUDGMENT:
        return None
    try:
        return due(LONGEST[measure], decided_on, zone)
    except Refused:
        return None


def last_day(measure: str, decided_on: date, ends_on: date | None, zone: str) -> date | None:
    most = longest(measure, decided_on, zone)
    return ends_on or (most.on if most else None)


def refusals_to_record(
    *,
    measure: str,
    decided_on: date,
    ends_on: date | None,
    representative: str,
    name: str,
    signs: str,
    today: date,
    zone: str,
) -> tuple[Refusal, ...]:
    refusals = []
    if measure not in coded("measure"):
        return (Refusal("measure", "Choisissez la mesure dans la liste.", "measure"),)
    if decided_on > today:
        refusals.append(Refusal("ahead", AHEAD, "decided_on"))
    if representative not in coded("representative"):
        refusals.append(Refusal("representative", "Dites qui exerce la mesure.", "representative"))
    elif representative != "none" and not name.strip():
        refusals.append(Refusal("name", "Nommez qui exerce la mesure.", "name"))
    if signs not in coded("signature"):
        refusals.append(Refusal("signs", "Dites qui signe les actes.", "signs"))
    return (*refusals, *_too_long(measure, decided_on, ends_on, zone))


def _too_long(measure: str, decided_on: date, ends_on: date | None, zone: str) -> tuple[Refusal, ...]:
    if ends_on is None:
        return ()
    if ends_on <= decided_on:
        return (Refusal("order", "La mesure finit après la décision. Corrigez l’une des deux dates.", "ends_on"),)
    most = longest(measure, decided_on, zone)
    if most and ends_on > most.on:
        return (
            Refusal("long", f"La loi s’arrête au {plain_date(most.on)}. {most.why}. Relisez le jugement.", "ends_on"),
        )
    return ()
