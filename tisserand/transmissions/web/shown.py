"""What the pages of the room say, in French: where a letter stands, what comes next, what is missing."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tisserand.kernel.sentences import plain_date
from tisserand.transmissions import queries
from tisserand.transmissions.rules import (
    GONE,
    GROUND_LABELS,
    STANDING_LABELS,
    STATE_LABELS,
    Standing,
    State,
    ground,
    kinds,
    label,
    warnings,
)
from tisserand.transmissions.web.sections import Place, coded, wanted, written


@dataclass(frozen=True)
class Gesture:
    slug: str
    label: str


MAIN = {
    State.SEALED: Gesture("envoi", "Noter l’envoi"),
    State.SENT: Gesture("reponse", "Noter la réponse"),
    State.ANSWERED: Gesture("cloture", "Clore la transmission"),
}
OTHERS = (
    (Gesture("hors-outil", "Elle est partie hors outil"), frozenset({State.DRAFT})),
    (Gesture("envoi", "Transmettre à un autre destinataire"), GONE),
    (Gesture("reponse", "Noter une autre réponse"), frozenset({State.ANSWERED})),
    (Gesture("suivi", "Confier le suivi à un collègue"), frozenset(State) - {State.CLOSED}),
    (Gesture("cloture", "Clore sans aller plus loin"), frozenset({State.DRAFT, State.SEALED, State.SENT})),
)


def letter(place: Place, *, leads: bool) -> dict:
    """What the page of one letter shows."""
    row, facts, missing = place.row, place.sheet.facts, wanted(place)
    basis = ground(facts.case(row.recipient)) if facts.has_said_secrecy else None
    return {
        "state": STATE_LABELS[State(row.state)],
        "to": label("recipient", row.recipient),
        "parts": [(one.slug, one.title, bool(missing.get(one.slug))) for one in (*written(place), *coded(place))],
        "missing": [refusal for refusals in missing.values() for refusal in refusals] if leads else [],
        "warnings": warnings(facts),
        "ground": GROUND_LABELS[basis] if basis else "",
        "headings": headings(place),
        "dispatches": dispatches(place.sheet),
        "answers": [(one, label(facts.kind.answers, one.answer)) for one in place.sheet.answers],
        "main": MAIN.get(State(row.state)) if leads else None,
        "others": [gesture for gesture, states in OTHERS if row.state in states] if leads else [],
        "due_on": due_day(row.obligation) if row.state != State.CLOSED else None,
        "closing": label("closing", row.closing) if row.closing else "",
    }


def headings(place: Place) -> list[tuple[str, str, bool]]:
    """Title, text, and whether they are her own words."""
    said = place.row.said
    return [
        (one.label, said[one.code], one.voice) for one in place.sheet.kind.entries if said.get(one.code, "").strip()
    ]


def dispatches(sheet: queries.Sheet) -> list[tuple]:
    return [
        (one, label("recipient", one.to), label("channel", one.channel), "" if one.paper_id else "hors outil")
        for one in sheet.dispatches
    ]


def line(line: queries.Line) -> dict:
    row = line.row
    still = row.state != State.CLOSED
    return {
        "row": row,
        "name": line.name,
        "kind": kinds()[row.kind].label,
        "to": label("recipient", row.recipient),
        "state": STATE_LABELS[State(row.state)],
        "due": due_day(row.obligation) if still else None,
        "who": row.holder.name if row.holder else row.unit.name,
    }


def due_day(duty) -> date | None:
    """A promise of this room is for a day: its hour would say nothing."""
    return timezone.localdate(duty.due_at) if duty else None


def address_line(line: queries.Line) -> dict:
    row = line.row
    return {
        "row": row,
        "name": line.name,
        "standing": STANDING_LABELS[Standing(row.standing)],
        "due": due_day(row.obligation),
        "what": "Répondre" if row.standing == Standing.REQUESTED else "Renouveler",
        "silent": due_day(row.quiet) if row.standing == Standing.GRANTED else None,
    }


def address_facts(row, contacts) -> list[tuple[str, str]]:
    """Newest contact first; the day it was granted, from which three months are counted too, is no contact noted."""
    last = next((plain_date(one.on) for one in contacts), "")
    facts = [
        ("Demande du", plain_date(row.requested_on)),
        ("Réponse du", plain_date(row.answered_on) if row.answered_on else ""),
        ("Adresse", row.address if row.standing != Standing.REQUESTED else ""),
        ("Du", plain_date(row.starts_on) if row.starts_on else ""),
        ("Jusqu’au", plain_date(row.ends_on) if row.ends_on else ""),
        ("Ayants droit", row.children),
        ("Motif du refus", f"{label('refusal', row.refusal)}. {row.refusal_words}" if row.refusal else ""),
        ("Orientée vers", row.elsewhere),
        ("Dernier contact", last),
        ("Terminée le", plain_date(row.ended_on) if row.ended_on else ""),
        ("Pourquoi", f"{label('ending', row.ending)}. {row.ending_words}" if row.ending else ""),
    ]
    return [(name, said) for name, said in facts if said]
