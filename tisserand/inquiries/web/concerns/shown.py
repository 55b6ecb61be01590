"""What the page of a concern says, in French: where it stands, what comes next, each fact with its source."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from tisserand.inquiries.models import Adult, Concern, Minor, Transmission
from tisserand.inquiries.queries.concerns import Sheet
from tisserand.inquiries.rules import label, labels
from tisserand.inquiries.rules.concern_states import (
    BEFORE_DECISION,
    CLASH_LABELS,
    DECIDED,
    DESCRIBED,
    STAGE_LABELS,
    Clash,
    Conclusion,
    Stage,
    Writing,
)
from tisserand.inquiries.rules.framework import framework
from tisserand.inquiries.web.shown import due_day
from tisserand.kernel.sentences import age, listed, plain_date

PAGE = "information préoccupante"


@dataclass(frozen=True)
class Gesture:
    slug: str
    label: str


# The one that matters first: for the unit, for the evaluators.
OF_UNIT = {
    Stage.RECEIVED: Gesture("qualification", "Qualifier"),
    Stage.TO_ASSIGN: Gesture("evaluateurs", "Nommer les évaluateurs"),
    Stage.TO_REFER: Gesture("envoi", "Noter l’envoi au procureur"),
    Stage.REFERRED: Gesture("parents", "Informer les parents"),
    Stage.CONCLUDED: Gesture("parents", "Informer les parents"),
}
MORE_OF_UNIT = (
    ("danger", "Danger grave et immédiat", BEFORE_DECISION),
    ("evaluateurs", "Changer d’évaluateurs", frozenset({Stage.EVALUATING})),
    ("envoi", "Noter un envoi, une copie", DECIDED),
    ("transfert", "Transférer à un autre département", BEFORE_DECISION),
)
MORE_OF_EVALUATORS = (
    ("rencontre", "Noter une rencontre", frozenset({Stage.EVALUATING})),
    ("avis", "Demander à un professionnel", frozenset({Stage.EVALUATING})),
    ("danger", "Danger grave et immédiat", frozenset({Stage.EVALUATING})),
)


def main(sheet: Sheet, *, manages: bool, evaluates: bool, account) -> Gesture | None:
    stage = Stage(sheet.row.stage)
    if evaluates and stage == Stage.EVALUATING:
        return _of_evaluators(sheet, account)
    if manages and stage in DECIDED and sheet.known.parents_told:
        return None
    return OF_UNIT.get(stage) if manages else None


def _of_evaluators(sheet: Sheet, account) -> Gesture:
    if sheet.row.conclusion and account not in sheet.known.signed:
        return Gesture("signature", "Signer la conclusion")
    if not sheet.meetings:
        return Gesture("rencontre", "Noter une rencontre")
    return Gesture("conclusion", "Conclure ensemble") if not sheet.missing() else Gesture("fait", "Écrire un fait")


def others(row: Concern, *, manages: bool, evaluates: bool) -> list[Gesture]:
    found = [*(MORE_OF_UNIT if manages else ()), *(MORE_OF_EVALUATORS if evaluates else ())]
    open_now = {slug: Gesture(slug, words) for slug, words, stages in found if row.stage in stages}
    return list(open_now.values())


def describes(row: Concern) -> bool:
    return Stage(row.stage) in DESCRIBED


def state(row: Concern) -> str:
    return STAGE_LABELS[Stage(row.stage)]


def duty(row: Concern):
    """What the reader sees of it: the second evaluator has the same promise in hand, in a row of her own."""
    return (row.obligation or row.beside) if row.stage != Stage.CLOSED else None


def due_on(row: Concern):
    return due_day(duty(row))


def children(sheet: Sheet) -> list[tuple[Minor, str, list[tuple[str, str]]]]:
    return [(child, _born(child, sheet.row), [*_heard(child)]) for child in sheet.children]


def _born(child: Minor, row: Concern) -> str:
    born = f"{age(child.born_on, row.received_on)}, né·e le {plain_date(child.born_on)}" if child.born_on else ""
    return " · ".join(filter(None, (born or "Naissance non connue", child.place)))


def _heard(child: Minor):
    if child.agreement:
        yield "Accord des parents", label("ip_agreement", child.agreement)
    if child.heard:
        on = f", {plain_date(child.heard_on)}" if child.heard_on else ""
        yield "Rencontre", f"{label('ip_heard', child.heard)}{on}"
    if child.heard_why:
        yield "Pourquoi", child.heard_why
    if child.situation:
        yield "Situation", label("ip_situation", child.situation)


def adults(sheet: Sheet) -> list[tuple[Adult, str, list[tuple[str, str]]]]:
    return [(one, f"{one.tie}, {label('ip_authority', one.authority).lower()}", [*_met(one)]) for one in sheet.adults]


def _met(one: Adult):
    if one.heard_on or one.unheard:
        yield "Entretien", plain_date(one.heard_on) if one.heard_on else f"Non\u00a0: {one.unheard}"
    if one.informed_on or one.uninformed:
        yield "Informé·e", plain_date(one.informed_on) if one.informed_on else f"Non\u00a0: {one.uninformed}"


def alerts(sheet: Sheet) -> list[tuple[Transmission, str, str]]:
    return [(one, origin(one), label("ip_channel", one.channel)) for one in sheet.transmissions]


def origin(one: Transmission) -> str:
    return ", ".join(filter(None, (label("ip_source", one.source), one.name)))


def meetings(sheet: Sheet) -> list[tuple]:
    return [(one, label("ip_place", one.place)) for one in sheet.meetings]


def facts(sheet: Sheet) -> list[tuple[str, tuple[str, ...], list[tuple]]]:
    """Every domain of the framework, with what to look at; those without a fact say so."""
    names = {child.pk: child.name for child in sheet.children}

    def rows(code: str) -> list[tuple]:
        found = [fact for fact in sheet.facts if fact.domain == code]
        return [(one, label("ip_fact_source", one.source), names.get(one.minor_id, "")) for one in found]

    return [(domain.label, domain.look_at, rows(domain.code)) for domain in framework().domains]


def conclusion(row: Concern) -> list[tuple[str, str]]:
    if not row.conclusion:
        return []
    said = [("Conclusion commune", label("ip_conclusion", row.conclusion))]
    if row.conclusion == Conclusion.ACTION:
        said.append(("Action", listed(labels("ip_action", row.actions))))
    if row.grounds:
        said.append(("Fondement", listed(labels("ip_ground", row.grounds))))
    return said


def conflicts(sheet: Sheet) -> list[tuple]:
    return [(one, CLASH_LABELS[Clash(one.clash)]) for one in sheet.conflicts]


def clashes(sheet: Sheet, found: Mapping[UUID, Collection[Clash]]) -> list[tuple[str, str]]:
    """Those whom nobody has said why, all the same."""
    named = {one.pk: one.name for one in (sheet.row.evaluator, sheet.row.co_evaluator) if one}
    return [(named[account], listed([CLASH_LABELS[one] for one in sorted(kinds)])) for account, kinds in found.items()]


def dispatches(sheet: Sheet) -> list[tuple]:
    return [(one, label("ip_recipient", one.to), label("ip_sending", one.channel)) for one in sheet.dispatches]


def papers(sheet: Sheet) -> list[tuple[str, str]]:
    """An evaluation may be read before it is signed; a signalement, once somebody decided it."""
    stage = Stage(sheet.row.stage)
    found = [(Writing.EVALUATION, "Évaluation en PDF")] if sheet.row.evaluator_id else []
    if stage in {Stage.TO_REFER, Stage.REFERRED} or Writing.REFERRAL in sheet.papers:
        found.append((Writing.REFERRAL, "Signalement en PDF"))
    return [(str(kind), words) for kind, words in found]


def known(row: Concern) -> list[tuple[str, str]]:
    """Dated facts of the procedure."""
    said = [
        ("Reçue", plain_date(row.received_on)),
        ("D’un autre département", row.from_department),
        ("Vit à", row.place),
        ("Qualification", label("ip_qualification", row.qualification) if row.qualification else ""),
        ("Raisons", row.reasons),
        ("Évaluateurs", listed([one.name for one in (row.evaluator, row.co_evaluator) if one])),
        ("Conclue", plain_date(row.concluded_on) if row.concluded_on else ""),
        ("Procureur saisi", plain_date(row.referred_on) if row.referred_on else ""),
        ("Parents informés par écrit", plain_date(row.parents_told_on) if row.parents_told_on else ""),
        ("Parents non informés", row.parents_untold),
        ("Transférée", row.transferred_to),
        ("Close", f"{plain_date(row.closed_on)}, {label('ip_closing', row.closing).lower()}" if row.closed_on else ""),
    ]
    return [(name, words) for name, words in said if words]
