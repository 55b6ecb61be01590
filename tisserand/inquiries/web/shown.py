"""What the page of an inquiry says, in French: where it stands, what comes next and why, what is missing."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tisserand.inquiries import queries
from tisserand.inquiries.models import Eviction
from tisserand.inquiries.rules import STATE_LABELS, State, label, labels
from tisserand.inquiries.rules.states import SEEKING, WRITABLE
from tisserand.inquiries.web.sections import HEADINGS
from tisserand.kernel.money import shown_money
from tisserand.kernel.sentences import listed, plain_date


@dataclass(frozen=True)
class Gesture:
    slug: str
    label: str
    main: bool = False


# The one that matters first, in each state.
MAIN = {
    State.ATTRIBUTED: ("tentative", "Proposer un entretien"),
    State.OFFERED: ("rencontre", "Noter la rencontre"),
    State.CONTACTING: ("rencontre", "Noter la rencontre"),
    State.READ: ("envoi", "Transmettre le diagnostic"),
    State.SENT: ("decision", "Noter la décision du juge"),
    State.HEARD: ("suite", "Proposer une suite"),
    State.FOLLOWED: ("cloture", "Clore l’enquête"),
}
BEFORE = (
    ("tentative", "Noter une proposition, une relance", SEEKING - {State.ATTRIBUTED}),
    ("rencontre", "Noter une rencontre", frozenset({State.ATTRIBUTED, State.NOT_MET, State.WRITTEN})),
    ("carence", "Personne non rencontrée", frozenset({State.OFFERED, State.CONTACTING})),
    ("accord", "Son accord pour son dossier d’accompagnement", WRITABLE),
    ("envoi", "Transmettre à un autre destinataire", frozenset({State.SENT})),
    ("renvoi", "L’audience est renvoyée", WRITABLE | {State.RECEIVED, State.SENT}),
    ("decision", "Noter la décision du juge", WRITABLE | {State.RECEIVED}),
    ("cloture", "Clore sans aller à l’audience", WRITABLE | {State.RECEIVED, State.SENT}),
)


def main(row: Eviction, *, manages: bool) -> Gesture | None:
    state = State(row.state)
    if row.evaluator_id is None and state != State.CLOSED:
        return Gesture("attribution", "Attribuer l’enquête", main=True) if manages else None
    if state == State.WRITTEN:
        unmet = row.outcome == "not_met"
        return Gesture(*(("envoi", "Transmettre la carence") if unmet else ("lecture", "Noter sa lecture")), main=True)
    found = MAIN.get(state)
    return Gesture(*found, main=True) if found else None


def others(row: Eviction, *, manages: bool) -> list[Gesture]:
    found = [Gesture(slug, words) for slug, words, states in BEFORE if row.state in states]
    if manages and row.state != State.CLOSED:
        found += [Gesture("saisine", "Corriger la saisine")]
        found += [Gesture("attribution", "Changer d’évaluateur")] if row.evaluator_id else []
    return found


def may_finish(row: Eviction) -> bool:
    return row.state in {State.MET, State.NOT_MET}


def headings(sheet: queries.Sheet) -> list[tuple[str, str, bool]]:
    """Slug, title, and whether the form still wants something there."""
    wanted = {refusal.field for refusal in sheet.empty()}
    return [(section.slug, section.title, section.slug in wanted) for section in HEADINGS]


def state_words(row: Eviction) -> str:
    if row.evaluator_id is None and row.state not in {State.RECEIVED, State.CLOSED}:
        return f"{STATE_LABELS[State(row.state)]}, à réattribuer"
    return STATE_LABELS[State(row.state)]


def due_day(duty) -> date | None:
    """A promise of this room is for a day: its hour would say nothing."""
    return timezone.localdate(duty.due_at) if duty else None


def procedure(sheet: queries.Sheet) -> list[tuple[str, str]]:
    row = sheet.row
    facts = [
        ("Tribunal", row.court),
        ("Numéro de rôle", row.court_reference),
        ("Saisine", f"{label('referred_by', row.referred_by)}, {plain_date(row.seized_on)}"),
        ("EXPLOC", row.exploc_reference),
        ("Bailleur", f"{row.landlord_name}, {label('landlord', row.landlord).lower()}"),
        ("Joindre le bailleur", row.landlord_contact),
        ("Bail signé", plain_date(row.lease_on)),
        ("Dette annoncée", shown_money(row.announced_debt) if row.announced_debt is not None else ""),
    ]
    if effect := sheet.clause:
        facts.append(("Clause résolutoire", f"{plain_date(effect.on)}. {effect.why}."))
    return [(name, said) for name, said in facts if said]


def happened(sheet: queries.Sheet) -> list[tuple[str, str]]:
    """Dated facts of the procedure, as anyone who accompanies the person may know them."""
    row = sheet.row
    facts = [
        (row.met_on, f"Rencontre\u00a0: {label('meeting', row.met_how).lower()}" if row.met_on else ""),
        (row.written_on, "Diagnostic écrit"),
        (row.read_on, f"Lecture par la personne\u00a0: {label('reading', row.read_how).lower()}"),
        (row.sent_on, "Transmis au juge et à la CCAPEX"),
        (row.heard_on, f"Décision\u00a0: {label('judgment', row.judgment)}"),
        (row.delay_until, "Fin des délais accordés"),
        (row.offered_on, f"Suite proposée\u00a0: {listed(labels('follow_up', row.offers))}"),
        (row.closed_on, f"Close\u00a0: {label('closing', row.closing)}"),
    ]
    return [(plain_date(on), said) for on, said in facts if on]


def attempts(sheet: queries.Sheet) -> list[tuple]:
    return [(one, label("channel", one.channel), label("answer", one.answer)) for one in sheet.attempts]


def dispatches(sheet: queries.Sheet) -> list[tuple]:
    return [(one, label("recipient", one.to), label("sending", one.channel)) for one in sheet.dispatches]


def left(sheet: queries.Sheet) -> list[tuple[str, str]]:
    """« Reste à vivre » in words; nothing while no amount is said."""
    if not sheet.lines:
        return []
    found = sheet.budget
    facts = [
        ("Ressources", shown_money(found.resources)),
        ("Charges", shown_money(found.charges)),
        ("Remboursements", shown_money(found.debts)),
        ("Reste à vivre du foyer", shown_money(found.left)),
    ]
    if found.each is not None and found.each_day is not None:
        facts += [
            ("Par personne et par mois", shown_money(found.each)),
            ("Par personne et par jour", shown_money(found.each_day)),
        ]
    return facts
