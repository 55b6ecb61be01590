"""What the screens of an orientation show: whose turn, since when, and what may be done by the one who reads."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from tisserand.assessment.operations import orientation as operations
from tisserand.assessment.queries import orientation as queries
from tisserand.assessment.rules import orientation_lists as lists
from tisserand.assessment.rules.orientation import ENDED, NEXT, STATE_LABELS, STEPS, Owner, State
from tisserand.assessment.rules.orientation_words import CONTESTED, Told, told
from tisserand.kernel.sentences import counted, span
from tisserand.people import queries as people

PROTECTED = "Dossier protégé"


@dataclass(frozen=True)
class Action:
    """`view` opens a page, or is posted at once when nothing has to be said."""

    label: str
    view: str
    posted: bool = False


MAIN = {
    State.PROPOSED: Action("Noter sa réponse", "agreement"),
    State.AGREED: Action("Envoyer au pôle", "send", posted=True),
    State.SENT: Action("Répondre", "answer"),
    State.RECEIVED: Action("Répondre", "answer"),
    State.COMPLEMENT: Action("Répondre au pôle", "reply"),
    State.ADMISSIBLE: Action("Attribuer", "attribute"),
    State.WAITING: Action("Attribuer", "attribute"),
    State.ATTRIBUTED: Action("Noter le premier rendez-vous", "meeting"),
    State.DECLINED: Action("Proposer une autre suite", "again"),
    State.ARBITRATION: Action("Trancher", "arbitrate"),
}


def main_action(actor, row) -> Action | None:
    state = State(row.state)
    if state in ENDED or not operations.may(actor, row, STEPS[state].owner):
        return None
    return MAIN[state]


def other_actions(actor, row) -> list[Action]:
    state, sender = State(row.state), operations.may(actor, row, Owner.SENDER)
    offered = (
        (
            state is State.SENT and operations.may(actor, row, Owner.POLE),
            Action("Accuser réception", "acknowledge", True),
        ),
        (
            state is State.ATTRIBUTED and operations.may(actor, row, Owner.ATTRIBUTOR),
            Action("Attribuer à quelqu’un d’autre", "attribute"),
        ),
        (sender and State.ARBITRATION in NEXT[state], Action("La personne conteste", "contest")),
        (
            State.WITHDRAWN in NEXT[state] and (sender or operations.may(actor, row, Owner.PROFESSIONAL)),
            Action("Retirer l’orientation", "withdraw"),
        ),
    )
    return [action for allowed, action in offered if allowed]


@dataclass(frozen=True)
class Ageing:
    """« Depuis 3 jours dans cet état, 12 jours en tout. »"""

    in_state: int
    total: int
    over: bool = False

    @property
    def sentence(self) -> str:
        if self.over:
            return f"en {span(self.total)}" if self.total else "le jour même"
        if self.total == 0:
            return "depuis aujourd’hui"
        if self.in_state == self.total:
            return f"depuis {span(self.total)}"
        since = f"depuis {span(self.in_state)}" if self.in_state else "depuis aujourd’hui"
        return f"{since}, {span(self.total)} en tout"


def ageing(row, now: datetime) -> Ageing:
    end = row.closed_at or now
    return Ageing(_days(row.state_since, end), _days(row.proposed_at, end), over=row.closed_at is not None)


@dataclass(frozen=True)
class Line:
    """One orientation in a list: who, from whom to whom, where it stands, since when, the next verb."""

    row: object
    name: str
    state: str
    ageing: str
    what: str
    verb: str


def lines(actor, rows: list, now: datetime, *, mine: bool = False) -> list[Line]:
    """Two queries for any number of rows."""
    names = names_of(actor, rows)
    last = queries.last_moves(actor, [row.pk for row in rows])
    return [
        Line(
            row=row,
            name=names[row.person_id],
            state=STATE_LABELS[State(row.state)],
            ageing=ageing(row, now).sentence,
            what=sentence(last[row.pk]) if row.pk in last else STATE_LABELS[State(row.state)],
            verb=MAIN[State(row.state)].label if mine else "Suivre",
        )
        for row in rows
    ]


def names_of(actor, rows: list) -> dict:
    known = people.cards(actor, {row.person_id for row in rows})
    return {row.person_id: known[row.person_id].display_name if row.person_id in known else PROTECTED for row in rows}


@dataclass(frozen=True)
class Knot:
    """A move in the thread: what, who, when, how long after the one before."""

    said: str
    by: str
    at: datetime
    words: str
    after: str
    contested: bool


def thread(moves: list) -> list[Knot]:
    """The latest first."""
    before = [None, *moves]
    return [_knot(move, previous) for previous, move in zip(before, moves, strict=False)][::-1]


def sentence(move) -> str:
    return told(
        Told(
            came_from=move.from_state,
            state=State(move.to_state),
            to_unit=move.to_unit.name,
            on=move.at.date(),
            named=move.named.name if move.named else "",
            reason=move.reason,
            article=move.article,
            suggested=move.suggested_unit.name if move.suggested_unit else "",
        )
    )


def _knot(move, previous) -> Knot:
    waited = _days(previous.at, move.at) if previous else 0
    return Knot(
        said=sentence(move),
        by=move.by.name if move.by else "",
        at=move.at,
        words=move.words,
        after=f"{counted(waited, 'jour')} après" if waited else "",
        contested=move.reason == CONTESTED,
    )


def next_step(row) -> str:
    return STEPS[State(row.state)].label if State(row.state) in STEPS else ""


def urgency(row, on: date) -> str:
    return lists.urgencies(on).get(row.urgency, "")


def _days(since: datetime, until: datetime) -> int:
    return (timezone.localtime(until).date() - timezone.localtime(since).date()).days
