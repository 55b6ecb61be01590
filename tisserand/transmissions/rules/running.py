"""One address and one protection at a time for a person: what is open already, as far as its reader may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import NBSP, plain_date
from tisserand.transmissions.rules.lists import label
from tisserand.transmissions.rules.states import Standing


@dataclass(frozen=True)
class OpenAddress:
    """`kept`: by the desk of whoever asks, which may renew it or end it."""

    standing: Standing
    requested_on: date
    place: str
    kept: bool
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class OpenMeasure:
    """`until`: the day the judgment says, or the longest that the law allows."""

    measure: str
    decided_on: date
    until: date | None


# Somebody else keeps it: that something is asked for, and nothing more.
HIDDEN = Refusal(
    "elsewhere",
    f"Une demande existe déjà pour cette personne. Une seule vaut à la fois{NBSP}: voyez avec elle où elle l’a faite.",
)
HIDDEN_MEASURE = Refusal(
    "elsewhere",
    "Une mesure est déjà notée, à cette date ou après, par qui accompagne cette personne."
    " Demandez à votre chef·fe de service qui la suit.",
)


def refusal_of_address(one: OpenAddress) -> Refusal:
    if one.standing == Standing.GRANTED and one.starts_on and one.ends_on:
        dates = f"du {plain_date(one.starts_on)} au {plain_date(one.ends_on)}"
        said, then = f"Une domiciliation est accordée {dates}", "Renouvelez-la, ou mettez-y fin."
    else:
        said, then = f"Une domiciliation est demandée depuis le {plain_date(one.requested_on)}", "Répondez-y d’abord."
    return Refusal("open", f"{said} ({one.place}). {then if one.kept else 'Voyez avec ce lieu.'}")


def blocks(one: OpenAddress, today: date) -> bool:
    """A year that is over gives nothing any more; the desk that keeps it says so first."""
    return one.kept or one.standing == Standing.REQUESTED or one.ends_on is None or one.ends_on >= today


def refusals_to_add(
    known: Iterable[OpenMeasure], *, decided_on: date, until: date | None, elsewhere: bool
) -> tuple[Refusal, ...]:
    """A judgment ends the protection before it, whatever its kind (C. civ. 439, 442, 494-11): they never overlap."""
    for one in known:
        if decided_on < (one.until or date.max) and one.decided_on < (until or date.max):
            said = f"{label('measure', one.measure)}, décidée le {plain_date(one.decided_on)}"
            return (Refusal("running", f"Une mesure est déjà notée{NBSP}: {said}. Notez d’abord sa fin."),)
    return (HIDDEN_MEASURE,) if elsewhere else ()
