"""A coming: present, received, gone. What the desk may record of it, and what it may not."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import hour
from tisserand.reception.rules import contacts, lists
from tisserand.reception.rules.contacts import COUNTER, HERSELF, TELEPHONE


class State(StrEnum):
    WAITING = "waiting"
    RECEIVED = "received"
    CLOSED = "closed"
    LEFT = "left"
    # Written by mistake: out of the line and of every count, and still there to be taken back.
    MISTAKEN = "mistaken"


NEXT = {
    State.WAITING: {State.RECEIVED, State.CLOSED, State.LEFT, State.MISTAKEN},
    State.RECEIVED: {State.CLOSED},
    State.CLOSED: set(),
    State.LEFT: set(),
    State.MISTAKEN: set(),
}
# « Annuler »: each step is taken back to the one before it.
BACK = {
    State.WAITING: set(),
    State.RECEIVED: {State.WAITING},
    State.CLOSED: {State.RECEIVED, State.WAITING},
    State.LEFT: {State.WAITING},
    # A call goes back to whoever answers it.
    State.MISTAKEN: {State.WAITING, State.RECEIVED},
}
# She waits, or is listened to: somebody is to say how it ended, by the end of the next working day.
OPEN = (State.WAITING, State.RECEIVED)
ENDED_IN = 1
# A call is not an interview.
ON_THE_PHONE = "Au téléphone"
STATE_LABELS = {
    State.WAITING: "En attente",
    State.RECEIVED: "En entretien",
    State.CLOSED: "Terminée",
    State.LEFT: "Partie avant réception",
    State.MISTAKEN: "Inscrite par erreur",
}

FIRST_PURPOSE = "travailleur-social"
APPOINTMENT = "rendez-vous"
INTERVIEWED, ANSWERED, BOOKED, GONE = "entretien", "reponse-guichet", "rendez-vous", "partie"
# How a call ended: nobody came to the desk.
OUTCOMES_OF_CALLS = {INTERVIEWED: "Entretien au téléphone", ANSWERED: "Réponse au téléphone"}
RELATIVE_INTERPRETS, LEGAL_REPRESENTATIVE = "proche-interprete", "representant-legal"

LONGEST_LABEL = 60
LONGEST_LINE = 200
# A clock that runs ahead of the server's by less than this is no lie about the future.
SLACK = timedelta(minutes=2)


@dataclass(frozen=True)
class Arrival:
    """What is recorded of a coming, before anyone listens: no theme, no story."""

    arrived_at: datetime
    channel: str = COUNTER
    contact_author: str = HERSELF
    purpose: str = FIRST_PURPOSE
    purpose_text: str = ""
    called_as: str = ""
    recording_refused: bool = False
    has_person: bool = False


@dataclass(frozen=True)
class Company:
    """Who else is in the room. `measure_scope` says what a legal representative may do for her: she adheres herself."""

    kinds: tuple[str, ...] = ()
    measure_scope: str = ""
    interpreter_is_adult: bool = True


@dataclass(frozen=True)
class Alone:
    """A minor who came alone is received alone; whether her parents are told is decided and said (practice.md)."""

    minor_alone: bool = False
    parents_informed: bool | None = None
    parents_reason: str = ""


def refusals_to_register(arrival: Arrival, *, at: datetime, today: date) -> tuple[Refusal, ...]:
    refusals = [
        *_not_in_list("channels", arrival.channel, "channel", today),
        *_not_in_list("authors", arrival.contact_author, "contact_author", today),
        *refusals_to_name_purpose(arrival.purpose, arrival.purpose_text, channel=arrival.channel, today=today),
        *refusals_to_speak_of(arrival),
    ]
    if arrival.arrived_at > at + SLACK:
        refusals.append(Refusal("future", "L’arrivée est dans l’avenir. Vérifiez le jour et l’heure.", "arrived_at"))
    if len(arrival.called_as) > LONGEST_LABEL:
        refusals.append(Refusal("long", f"Écrivez au plus {LONGEST_LABEL} caractères pour l’appeler.", "called_as"))
    if arrival.recording_refused and arrival.has_person:
        refusals.append(
            Refusal(
                "refused", "Elle refuse d’être enregistrée\u00a0: sa venue est comptée sans nom.", "recording_refused"
            )
        )
    return tuple(refusals)


def refusals_to_speak_of(said: Arrival) -> tuple[Refusal, ...]:
    """What a third party may be there for, and of whom."""
    about = {"author": said.contact_author, "purpose": said.purpose}
    concern = contacts.refusals_to_concern(channel=said.channel, **about) if said.has_person else ()
    return (*concern, *contacts.refusals_to_offer(**about))


def refusals_to_name_purpose(code: str, text: str, *, channel: str, today: date) -> list[Refusal]:
    """Whoever answers a call writes down its object when she knows it."""
    refusals = _not_in_list("purposes", code, "purpose", today) if code or channel != TELEPHONE else []
    if lists.needs_text("purposes", code) and not text.strip():
        refusals.append(Refusal("text", "Dites en quelques mots de quoi il s’agit, sans raconter.", "purpose_text"))
    if len(text) > LONGEST_LINE:
        refusals.append(Refusal("long", f"Écrivez au plus {LONGEST_LINE} caractères.", "purpose_text"))
    return refusals


def refusals_to_move(state: State, to: State, *, who: str = "", when: datetime | None = None) -> tuple[Refusal, ...]:
    """`who` and `when` say who moved it first, when two colleagues press together. `when` is in the site's own time."""
    if to in NEXT[state]:
        return ()
    if to == state == State.RECEIVED and who and when:
        return (Refusal("already", f"{who} l’a déjà fait entrer à {hour(when)}."),)
    return (_already(state),)


def in_words(state: State, channel: str) -> str:
    return ON_THE_PHONE if state is State.RECEIVED and channel == TELEPHONE else STATE_LABELS[state]


def outcome_in_words(outcome: str, channel: str) -> str:
    of_call = OUTCOMES_OF_CALLS.get(outcome) if channel == TELEPHONE else None
    return of_call or lists.label("outcomes", outcome)


def is_call_in_hand(state: State, channel: str) -> bool:
    """It waits for nobody: there is no line to put it back in."""
    return state == State.RECEIVED and channel == TELEPHONE


def refusals_to_take_back(state: State, to: State) -> tuple[Refusal, ...]:
    return () if to in BACK[state] else (_already(state),)


def _already(state: State) -> Refusal:
    return Refusal(
        "state", f"Cette venue est déjà notée «\u00a0{STATE_LABELS[state]}\u00a0». La page est à jour maintenant."
    )


def attests_presence(state: State, *, channel: str, author: str) -> bool:
    """She was here herself, and was received: what a certificate may say."""
    return state in {State.RECEIVED, State.CLOSED} and channel in contacts.ON_OUR_PREMISES and author == HERSELF


def refusals_to_close(*, outcome: str, has_demand: bool, danger: bool, today: date) -> tuple[Refusal, ...]:
    refusals = _not_in_list("outcomes", outcome, "outcome", today)
    if danger:
        refusals.append(Refusal("danger", "Un danger immédiat est ouvert\u00a0: dites d’abord son issue."))
    if outcome == INTERVIEWED and not has_demand:
        refusals.append(
            Refusal(
                "demand",
                "Écrivez d’abord la demande, même en un mot\u00a0: «\u00a0Écoute seule\u00a0» suffit.",
                "outcome",
            )
        )
    return tuple(refusals)


def refusals_to_attach(*, recording_refused: bool, agrees: bool, already: bool) -> tuple[Refusal, ...]:
    refusals: list[Refusal] = []
    if already:
        refusals.append(Refusal("named", "Cette venue porte déjà un nom."))
    if recording_refused and not agrees:
        refusals.append(
            Refusal(
                "agreement", "Elle a refusé d’être enregistrée\u00a0: il faut d’abord qu’elle change d’avis.", "agrees"
            )
        )
    return tuple(refusals)


def refusals_to_attend(company: Company, *, today: date) -> tuple[Refusal, ...]:
    refusals = []
    if any(not lists.known("attendance", kind, on=today) for kind in company.kinds):
        refusals.append(Refusal("unknown", "Ce choix n’est plus proposé. Choisissez dans la liste.", "kinds"))
    if RELATIVE_INTERPRETS in company.kinds and not company.interpreter_is_adult:
        refusals.append(
            Refusal("child", "Un enfant n’interprète jamais\u00a0: trouvez un adulte.", "interpreter_is_adult")
        )
    if LEGAL_REPRESENTATIVE in company.kinds and not company.measure_scope.strip():
        refusals.append(Refusal("scope", "Dites sur quoi porte la mesure du représentant légal.", "measure_scope"))
    if len(company.measure_scope) > LONGEST_LINE:
        refusals.append(Refusal("long", f"Écrivez au plus {LONGEST_LINE} caractères.", "measure_scope"))
    return tuple(refusals)


def refusals_to_be_alone(alone: Alone) -> tuple[Refusal, ...]:
    if not alone.minor_alone:
        return ()
    refusals = []
    if alone.parents_informed is None:
        refusals.append(Refusal("parents", "Dites si ses parents sont informés.", "parents_informed"))
    if not alone.parents_reason.strip():
        refusals.append(Refusal("why", "Dites pourquoi, en une phrase.", "parents_reason"))
    if len(alone.parents_reason) > LONGEST_LINE:
        refusals.append(Refusal("long", f"Écrivez au plus {LONGEST_LINE} caractères.", "parents_reason"))
    return tuple(refusals)


def _not_in_list(name: str, code: str, field: str, today: date) -> list[Refusal]:
    if lists.known(name, code, on=today):
        return []
    return [Refusal("unknown", "Ce choix n’est plus proposé. Choisissez dans la liste.", field)]
