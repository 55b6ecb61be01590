"""A moment kept for a person: who receives her, where, and how it ended. Never why (practice.md)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import hour, month_day


class State(StrEnum):
    """The coded list of the trade."""

    PLANNED = "planned"
    HONOURED = "honoured"
    POSTPONED_BY_PERSON = "postponed_by_person"
    CANCELLED_BY_PERSON = "cancelled_by_person"
    MISSED = "missed"
    POSTPONED_BY_SERVICE = "postponed_by_service"
    CANCELLED_BY_SERVICE = "cancelled_by_service"


NEXT = {
    State.PLANNED: set(State) - {State.PLANNED},
    State.HONOURED: set(),
    State.POSTPONED_BY_PERSON: set(),
    State.CANCELLED_BY_PERSON: set(),
    # She came in the end, or somebody pressed the wrong button.
    State.MISSED: {State.HONOURED},
    State.POSTPONED_BY_SERVICE: set(),
    State.CANCELLED_BY_SERVICE: set(),
}
STATE_LABELS = {
    State.PLANNED: "Prévu",
    State.HONOURED: "Honoré",
    State.POSTPONED_BY_PERSON: "Reporté (personne)",
    State.CANCELLED_BY_PERSON: "Annulé (personne)",
    State.MISSED: "Non honoré",
    State.POSTPONED_BY_SERVICE: "Reporté (service)",
    State.CANCELLED_BY_SERVICE: "Annulé (service)",
}
POSTPONED = {State.POSTPONED_BY_PERSON, State.POSTPONED_BY_SERVICE}
CANCELLED = {State.CANCELLED_BY_PERSON, State.CANCELLED_BY_SERVICE}
# She is called, or another is fixed.
TAKEN_UP = {State.MISSED, State.CANCELLED_BY_SERVICE}


class Place(StrEnum):
    OFFICE = "bureau"
    HOME = "a-domicile"
    PERMANENCE = "permanence"
    TELEPHONE = "telephone"


PLACE_LABELS = {
    Place.OFFICE: "Au bureau",
    Place.HOME: "À domicile",
    Place.PERMANENCE: "En permanence",
    Place.TELEPHONE: "Au téléphone",
}
NATURES = {
    Place.OFFICE: "interview",
    Place.HOME: "home_visit",
    Place.PERMANENCE: "interview",
    Place.TELEPHONE: "call",
}
CHANNELS = {
    Place.OFFICE: "guichet",
    Place.HOME: "visite-a-domicile",
    Place.PERMANENCE: "permanence",
    Place.TELEPHONE: "telephone",
}

SHORTEST, LONGEST = 5, 8 * 60
OFFICE_FROM, OFFICE_TO = time(6), time(21)
FURTHEST = timedelta(days=366)
# She may come before her hour, and be received.
EARLY = timedelta(hours=1)
# « Reprendre contact » after a missed appointment, in working days.
CONTACT_AGAIN = 3


@dataclass(frozen=True)
class Slot:
    starts_at: datetime
    minutes: int
    place: str = Place.OFFICE

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def refusals_to_book(slot: Slot, *, at: datetime, closed: str = "") -> tuple[Refusal, ...]:
    """`closed` says which site is shut that day, in words; empty when it is open."""
    refusals = []
    if slot.starts_at <= at:
        refusals.append(Refusal("past", "Ce moment est passé. Choisissez un jour et une heure à venir.", "starts_at"))
    if slot.starts_at > at + FURTHEST:
        refusals.append(Refusal("far", "Ce jour est à plus d’un an. Vérifiez l’année.", "starts_at"))
    if closed:
        refusals.append(Refusal("closed", closed, "starts_at"))
    if not SHORTEST <= slot.minutes <= LONGEST:
        refusals.append(Refusal("minutes", "Un rendez-vous dure de 5 minutes à 8 heures.", "minutes"))
    if slot.place not in set(Place):
        refusals.append(Refusal("place", "Ce choix n’est plus proposé. Choisissez dans la liste.", "place"))
    return tuple(refusals)


def odd_hour(at: time) -> str:
    """What to ask whoever types an hour at which no office is open: « 3 h » is said for the afternoon."""
    if OFFICE_FROM <= at <= OFFICE_TO:
        return ""
    said = f"Un rendez-vous au bureau se fixe entre {hour(OFFICE_FROM)} et {hour(OFFICE_TO)}."
    return said if at > OFFICE_TO else f"{said} Vouliez-vous dire {hour(at.replace(hour=at.hour + 12))}\u00a0?"


def busy(name: str) -> Refusal:
    """Says neither with whom nor where."""
    return Refusal("busy", f"{name} a déjà un rendez-vous à cette heure. Choisissez une autre heure.", "hour")


def away(name: str, *, until: date, covering: str) -> Refusal:
    """Says neither why nor since when."""
    message = (
        f"{name} ne reçoit pas jusqu’au {month_day(until)}. "
        f"Choisissez {covering}, qui assure le remplacement, ou une date ultérieure."
    )
    return Refusal("away", message, "professional")


def refusals_to_move(state: State, to: State, *, starts_at: datetime, at: datetime) -> tuple[Refusal, ...]:
    if to not in NEXT[state]:
        label = STATE_LABELS[state]
        return (
            Refusal("state", f"Ce rendez-vous est déjà noté «\u00a0{label}\u00a0». La page est à jour maintenant."),
        )
    too_early = {State.HONOURED: starts_at - EARLY, State.MISSED: starts_at}.get(to)
    if too_early and at < too_early:
        return (Refusal("early", "Ce rendez-vous n’a pas encore eu lieu. Vous pouvez le reporter ou l’annuler."),)
    return ()


def refusals_to_take_up(state: State) -> tuple[Refusal, ...]:
    """What it owes, planned, is somebody to receive her: that is not done by calling."""
    if state in TAKEN_UP:
        return ()
    label = STATE_LABELS[state].lower()
    return (Refusal("state", f"Ce rendez-vous est «\u00a0{label}\u00a0»\u00a0: il n’y a pas de contact à reprendre."),)
