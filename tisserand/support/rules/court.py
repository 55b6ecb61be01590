"""Budget measures that a judge orders: asked, heard, decided, ended (rules MASP-2, MASP-3, MAJ-1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tisserand.deadlines.rules import Rule, limit, rule_in_force
from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import NBSP
from tisserand.support.rules.calendar import months_after
from tisserand.support.rules.dated import dated
from tisserand.support.rules.lists import coded
from tisserand.support.rules.masp import Span, began_as_if
from tisserand.support.rules.running import Running, refusals_of

UNPAID, JUDGED, APPEAL = "MASP-2a", "MASP-2d", "MASP-2e"
HEARING = "masp.audience"


class Court(StrEnum):
    DIRECT_PAYMENT = "masp_3"
    MAJ = "maj"


# For each, the rule of one measure and that of all of them together.
LENGTHS = {Court.DIRECT_PAYMENT: ("MASP-2b", "MASP-2c"), Court.MAJ: ("MAJ-1a", "MAJ-1b")}
# Curatelle and the others end a MAJ (code civil, 495-8 and following).
PROTECTION = frozenset({"sauvegarde", "curatelle", "tutelle", "habilitation_familiale"})


class Standing(StrEnum):
    ASKED = "asked"
    ORDERED = "ordered"
    REJECTED = "rejected"
    ENDED = "ended"


NEXT: dict[Standing, frozenset[Standing]] = {
    Standing.ASKED: frozenset({Standing.ORDERED, Standing.REJECTED, Standing.ENDED}),
    # Renewed by the judge.
    Standing.ORDERED: frozenset({Standing.ORDERED, Standing.ENDED}),
    Standing.REJECTED: frozenset(),
    Standing.ENDED: frozenset(),
}
STANDING_LABELS = {
    Standing.ASKED: "Demandée au juge",
    Standing.ORDERED: "En cours",
    Standing.REJECTED: "Rejetée",
    Standing.ENDED: "Terminée",
}


@dataclass(frozen=True)
class Asked:
    measure: str
    asked_by: str
    asked_on: date
    ground: str
    unpaid_months: int | None = None
    subsistence: str = ""
    reported_on: date | None = None


@dataclass(frozen=True)
class CourtFacts:
    measure: str
    standing: Standing
    asked_on: date
    today: date
    place: str
    heard_on: date | None = None
    decided_on: date | None = None
    # Measures of the same kind ordered before, this one included.
    earlier: tuple[Span, ...] = ()


def longest(measure: str, on: date, place: str) -> Rule:
    return rule_in_force(LENGTHS[Court(measure)][0], on, place)


def longest_in_all(measure: str, on: date, place: str) -> Rule:
    return rule_in_force(LENGTHS[Court(measure)][1], on, place)


def refusals_to_ask(
    said: Asked, *, masp: Sequence[Span], running: Running | None, today: date, place: str
) -> tuple[Refusal, ...]:
    """`masp`: every MASP of the person that is known, here or elsewhere."""
    if said.measure not in set(Court):
        return (Refusal("measure", "Choisissez la mesure dans la liste.", "measure"),)
    found = list(_asked(said, masp, running, today))
    return tuple(found) + tuple(_direct(said, place) if said.measure == Court.DIRECT_PAYMENT else _maj(said, today))


def _asked(said: Asked, masp: Sequence[Span], running: Running | None, today: date) -> Iterator[Refusal]:
    yield from dated(said.asked_on, None, today, "asked_on")
    yield from refusals_of(running, "Cette mesure est déjà demandée au juge", "Continuez celle-là.")
    if said.ground not in coded("court_ground"):
        yield Refusal("ground", "Dites ce qui fonde la demande.", "ground")
    elif said.ground != "refused" and not masp:
        text = (
            f"Aucune MASP de cette personne n’est connue{NBSP}: la mesure suit l’échec d’une MASP. Si elle a eu lieu"
            " ailleurs, notez-la d’abord parmi les mesures connues."
        )
        yield Refusal("no_masp", text, "ground")


def _direct(said: Asked, place: str) -> Iterator[Refusal]:
    if said.asked_by != "department":
        text = f"Le président du conseil départemental demande cette mesure{NBSP}: L. 271-5 CASF."
        yield Refusal("asked_by", text, "asked_by")
    if said.ground == "failed":
        text = f"Cette mesure suit un refus, ou un contrat non respecté{NBSP}: L. 271-5 CASF."
        yield Refusal("not_failed", text, "ground")
    least = limit(UNPAID, said.asked_on, place)
    if (said.unpaid_months or 0) < least.value:
        text = f"Il faut {int(least.value)} mois de loyer impayés au moins{NBSP}: {least.source}."
        yield Refusal("unpaid_months", text, "unpaid_months")
    if not said.subsistence.strip():
        text = f"Dites ce qui reste à la personne pour vivre, une fois le loyer versé{NBSP}: L. 271-5 CASF."
        yield Refusal("subsistence", text, "subsistence")


def _maj(said: Asked, today: date) -> Iterator[Refusal]:
    if said.asked_by != "prosecutor":
        text = f"Seul le procureur demande une mesure judiciaire{NBSP}: art. 495-2 du code civil."
        yield Refusal("asked_by", text, "asked_by")
    if said.reported_on is None:
        text = f"Datez le rapport du président du conseil départemental au procureur{NBSP}: L. 271-6 CASF."
        yield Refusal("reported_on", text, "reported_on")
    else:
        yield from dated(said.reported_on, None, min(today, said.asked_on), "reported_on")


def refusals_to_move(standing: Standing, to: Standing) -> tuple[Refusal, ...]:
    if to in NEXT[standing]:
        return ()
    over = standing in {Standing.REJECTED, Standing.ENDED}
    text = (
        "Cette mesure est terminée\u00a0: elle se lit, elle ne se change plus." if over else "Le juge n’a pas décidé."
    )
    return (Refusal("standing", text),)


def refusals_to_hear(facts: CourtFacts, *, on: date) -> tuple[Refusal, ...]:
    if facts.standing != Standing.ASKED:
        return (Refusal("standing", "L’audience se note tant que le juge n’a pas décidé."),)
    return tuple(dated(on, facts.asked_on, facts.today))


def refusals_to_judge(facts: CourtFacts, *, decision: str, on: date, months: int | None) -> tuple[Refusal, ...]:
    """Granted, refused, or granted again before its end."""
    to = Standing.ORDERED if decision == "granted" else Standing.REJECTED
    if decision not in coded("court_decision"):
        return (Refusal("decision", "Dites ce que le juge décide.", "decision"),)
    refusals = list(refusals_to_move(facts.standing, to))
    refusals += dated(on, facts.decided_on or facts.heard_on or facts.asked_on, facts.today)
    return (*refusals, *(_length(facts, on, months) if to == Standing.ORDERED and not refusals else ()))


def _length(facts: CourtFacts, on: date, months: int | None) -> Iterator[Refusal]:
    one, every = longest(facts.measure, on, facts.place), longest_in_all(facts.measure, on, facts.place)
    if not months or months < 1:
        yield Refusal("months", "Dites pour combien de mois.", "months")
        return
    if months > one.offset * 12:
        yield Refusal("months", f"{one.offset * 12} mois au plus{NBSP}: {one.source}.", "months")
    began = began_as_if(on, facts.earlier)
    if months_after(on, months) > months_after(began, every.offset * 12):
        text = f"{every.offset * 12} mois en tout, mesures précédentes comprises{NBSP}: {every.source}."
        yield Refusal("total", text, "months")


def refusals_to_notify(facts: CourtFacts, *, on: date) -> tuple[Refusal, ...]:
    if facts.decided_on is None:
        return (Refusal("standing", "Le juge n’a pas encore décidé."),)
    return tuple(dated(on, facts.decided_on, facts.today))


def refusals_to_end(facts: CourtFacts, *, on: date, reason: str) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(facts.standing, Standing.ENDED))
    refusals += dated(on, facts.decided_on or facts.asked_on, facts.today)
    if reason not in coded("court_end"):
        refusals.append(Refusal("reason", "Dites pourquoi la mesure se termine.", "reason"))
    return tuple(refusals)
