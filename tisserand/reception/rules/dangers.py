"""«Danger immédiat»: one definition, a clock that stops before the site closes, an outcome always (R23)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tisserand.kernel.refusals import Refusal
from tisserand.reception.rules import lists

WARN_BEFORE = timedelta(hours=2)
WHEN_SHUT = timedelta(hours=2)
# The farthest a danger without solution may wait before somebody takes it up again.
LONGEST_PAUSE = timedelta(days=7)
NO_SOLUTION, RELAYED, REFUSED = "sans-solution", "relais", "proposition-refusee"
LONGEST_WORDS = 2_000
LONGEST_NAME = 200


class State(StrEnum):
    OPEN = "open"
    # Without solution tonight: the manager knows, and a day is named to start again.
    PENDING = "pending"
    CLOSED = "closed"


NEXT = {
    State.OPEN: {State.PENDING, State.CLOSED},
    State.PENDING: {State.PENDING, State.CLOSED},
    State.CLOSED: set(),
}


@dataclass(frozen=True)
class Answer:
    """What was done about it. Without outcome, it is a relay across closing time."""

    outcome: str = ""
    words: str = ""
    relay_name: str = ""
    relay_at: datetime | None = None
    manager_informed_at: datetime | None = None
    resumes_at: datetime | None = None

    @property
    def has_relay(self) -> bool:
        return bool(self.relay_name.strip()) and self.relay_at is not None


def due_at(*, at: datetime, closing: datetime, midnight: datetime) -> datetime:
    """Before the site closes today; when it is shut already, within two hours and before midnight."""
    return closing if closing > at else min(at + WHEN_SHUT, midnight)


def warns_at(*, at: datetime, due: datetime) -> datetime:
    return max(at, due - WARN_BEFORE)


def state_after(answer: Answer) -> State:
    return State.PENDING if answer.outcome == NO_SOLUTION else State.CLOSED


def refusals_to_answer(state: State, answer: Answer, *, at: datetime, today: date) -> tuple[Refusal, ...]:
    refusals = [*_closed(state), *_too_long(answer)]
    if not lists.known("danger_outcomes", answer.outcome, on=today):
        refusals.append(Refusal("outcome", "Choisissez comment ce danger se termine.", "outcome"))
    if answer.outcome == RELAYED and not answer.has_relay:
        refusals.append(Refusal("relay", "Nommez le relais et l’heure à laquelle il a confirmé.", "relay_name"))
    if answer.outcome == NO_SOLUTION:
        refusals += _without_solution(answer, at)
    return (*refusals, *_in_the_future(answer, at))


def refusals_to_outlive_closing(state: State, answer: Answer, *, at: datetime) -> tuple[Refusal, ...]:
    """A danger that lasts after closing is in named hands, and comes back on a named day."""
    refusals = [*_closed(state), *_too_long(answer)]
    if not answer.has_relay and answer.manager_informed_at is None:
        refusals.append(
            Refusal("relay", "Nommez un relais avec son heure, ou dites que le cadre est informé.", "relay_name")
        )
    return (*refusals, *_dated(answer, at), *_in_the_future(answer, at))


def refusals_to_say_kind(kind: str, text: str, *, today: date) -> tuple[Refusal, ...]:
    refusals = []
    if not lists.known("dangers", kind, on=today):
        refusals.append(Refusal("kind", "Choisissez de quel danger il s’agit.", "kind"))
    if lists.needs_text("dangers", kind) and not text.strip():
        refusals.append(Refusal("text", "Précisez l’autre danger en quelques mots.", "kind_text"))
    if len(text) > LONGEST_NAME:
        refusals.append(Refusal("long", f"Écrivez au plus {LONGEST_NAME} caractères.", "kind_text"))
    return tuple(refusals)


def _without_solution(answer: Answer, at: datetime) -> list[Refusal]:
    refusals = _dated(answer, at)
    if answer.manager_informed_at is None:
        refusals.insert(0, Refusal("manager", "Sans solution, le cadre doit être informé.", "manager_informed"))
    return refusals


def _dated(answer: Answer, at: datetime) -> list[Refusal]:
    if answer.resumes_at is None or answer.resumes_at <= at:
        return [Refusal("resumes", "Donnez le jour et l’heure, à venir, où le service reprend.", "resumes_at")]
    if answer.resumes_at > at + LONGEST_PAUSE:
        return [Refusal("far", "Un danger reprend dans les 7 jours au plus.", "resumes_at")]
    return []


def _in_the_future(answer: Answer, at: datetime) -> list[Refusal]:
    if answer.relay_at and answer.relay_at > at + timedelta(hours=12):
        return [Refusal("relay_at", "L’heure du relais est trop loin. Vérifiez-la.", "relay_at")]
    return []


def _closed(state: State) -> list[Refusal]:
    if not NEXT[state]:
        return [Refusal("closed", "Ce danger a déjà une issue.")]
    return []


def _too_long(answer: Answer) -> list[Refusal]:
    bounds = (("words", LONGEST_WORDS), ("relay_name", LONGEST_NAME))
    return [
        Refusal("long", f"Ce texte dépasse {most} caractères. Raccourcissez-le.", name)
        for name, most in bounds
        if len(getattr(answer, name)) > most
    ]
