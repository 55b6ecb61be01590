"""A breach of the contract of the RSA, step by step: nothing is decided by the machine (rules RSA-7 and RSA-8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tisserand.deadlines.rules import Due, due
from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import NBSP, plain_date
from tisserand.support.rules.dated import AHEAD, dated
from tisserand.support.rules.lists import coded
from tisserand.support.rules.rsa import Stage
from tisserand.support.rules.sanction import SCALE_FROM, Left, Sanction, refusals_of_scale, refusals_to_change

OBSERVE, RADIATE = "RSA-7a", "RSA-7d"
APPEAL, ADVISE, DECIDE_ADVISED, DECIDE_APPEAL = "RSA-8a", "RSA-8b", "RSA-8c", "RSA-8d"
# What an appeal may bring, when code depends on it.
ANNULLED, CHANGED = "annulled", "changed"


class Step(StrEnum):
    NOTED = "noted"
    INFORMED = "informed"
    # Her observations are there, or the time to give them is over.
    HEARD = "heard"
    SANCTIONED = "sanctioned"
    LIFTED = "lifted"
    DROPPED = "dropped"


NEXT: dict[Step, frozenset[Step]] = {
    Step.NOTED: frozenset({Step.INFORMED, Step.DROPPED}),
    Step.INFORMED: frozenset({Step.HEARD, Step.DROPPED}),
    # What she adds later is written too.
    Step.HEARD: frozenset({Step.HEARD, Step.SANCTIONED, Step.DROPPED}),
    Step.SANCTIONED: frozenset({Step.LIFTED}),
    Step.LIFTED: frozenset(),
    Step.DROPPED: frozenset(),
}
STEP_LABELS = {
    Step.NOTED: "Manquement constaté, personne à informer",
    Step.INFORMED: "Personne informée, observations attendues",
    Step.HEARD: "Observations recueillies, décision à prendre",
    Step.SANCTIONED: "Sanction décidée",
    Step.LIFTED: "Sanction terminée",
    Step.DROPPED: "Sans suite",
}
FIRST = {
    Step.INFORMED: "Notez d’abord l’information préalable de la personne, avec sa preuve.",
    Step.HEARD: f"La personne n’est pas encore informée{NBSP}: envoyez d’abord l’information préalable.",
    Step.SANCTIONED: f"Les observations de la personne manquent{NBSP}: L. 262-37 CASF.",
    Step.LIFTED: "Aucune sanction n’est décidée.",
}


@dataclass(frozen=True)
class BreachFacts:
    step: Step
    noted_on: date
    today: date
    place: str
    informed_on: date | None = None
    # The last day to give observations.
    until: date | None = None
    opinion_on: date | None = None
    earlier: bool = False
    decided_on: date | None = None
    effective_on: date | None = None
    notified_on: date | None = None
    appeal_on: date | None = None
    answered_on: date | None = None


def observations_until(informed_on: date, place: str, *, offset: int | None = None) -> Due:
    return due(OBSERVE, informed_on, place, offset=offset)


def refusals_to_move(step: Step, to: Step) -> tuple[Refusal, ...]:
    if to in NEXT[step]:
        return ()
    if step in {Step.LIFTED, Step.DROPPED}:
        return (Refusal("over", f"Cette procédure est terminée{NBSP}: elle se lit, elle ne se change plus."),)
    if step == Step.SANCTIONED:
        return (Refusal("decided", "La décision est prise. La sanction se lève, elle ne se reprend pas."),)
    return (Refusal("step", FIRST.get(to, "Cette étape est déjà faite.")),)


def refusals_to_note(
    stage: Stage, *, kind: str, noted_by: str, on: date, words: str, today: date
) -> tuple[Refusal, ...]:
    refusals = []
    if stage not in {Stage.ORIENTED, Stage.ENGAGED}:
        refusals.append(Refusal("stage", "Un manquement suppose une orientation notifiée ou un contrat."))
    if kind not in coded("rsa_breach"):
        refusals.append(Refusal("kind", "Choisissez le manquement dans la liste.", "kind"))
    if noted_by not in coded("rsa_noted_by"):
        refusals.append(Refusal("noted_by", "Dites qui l’a constaté.", "noted_by"))
    if on > today:
        refusals.append(Refusal("ahead", AHEAD, "on"))
    elif on < SCALE_FROM:
        text = f"Ce barème vaut depuis le {plain_date(SCALE_FROM)} (décret 2025-478)."
        refusals.append(Refusal("scale", text, "on"))
    if not words.strip():
        refusals.append(Refusal("words", "Écrivez les faits, avec leurs dates. La personne les lira.", "words"))
    return tuple(refusals)


def refusals_to_inform(
    facts: BreachFacts, *, on: date, channel: str, proof: str, envisaged: str
) -> tuple[Refusal, ...]:
    """She is told the facts, what is considered, and that she may answer with whoever she chooses (L. 262-37)."""
    refusals = list(refusals_to_move(facts.step, Step.INFORMED) or dated(on, facts.noted_on, facts.today))
    if channel not in coded("rsa_channel"):
        refusals.append(Refusal("channel", "Dites par quel moyen la personne est informée.", "channel"))
    if not proof.strip():
        text = f"Écrivez ce qui le prouve{NBSP}: numéro du recommandé, signature, accusé de réception."
        refusals.append(Refusal("proof", text, "proof"))
    if not envisaged.strip():
        refusals.append(Refusal("envisaged", "Écrivez la sanction que la lettre annonce.", "envisaged"))
    return tuple(refusals)


def refusals_to_hear(facts: BreachFacts, *, on: date, how: str, words: str) -> tuple[Refusal, ...]:
    first = refusals_to_move(facts.step, Step.HEARD)
    if first or facts.informed_on is None:
        return first
    refusals = list(dated(on, facts.informed_on, facts.today))
    if how not in coded("rsa_heard"):
        refusals.append(Refusal("how", "Dites comment la personne a présenté ses observations.", "how"))
    if not words.strip():
        refusals.append(Refusal("words", "Écrivez ses observations, avec ses mots.", "observations"))
    return tuple(refusals)


def refusals_to_say_silent(facts: BreachFacts) -> tuple[Refusal, ...]:
    first = refusals_to_move(facts.step, Step.HEARD)
    if facts.step == Step.HEARD:
        return (Refusal("heard", "Ses observations sont déjà notées, ou son silence."),)
    if first or facts.until is None or facts.today > facts.until:
        return first
    text = f"La personne peut encore présenter ses observations jusqu’au {plain_date(facts.until)}."
    return (Refusal("until", text),)


def refusals_to_advise(facts: BreachFacts, *, on: date, words: str) -> tuple[Refusal, ...]:
    """The équipe pluridisciplinaire gives an opinion once the person was informed."""
    if facts.informed_on is None:
        return (Refusal("step", FIRST[Step.HEARD]),)
    if facts.step not in {Step.INFORMED, Step.HEARD}:
        return refusals_to_move(facts.step, Step.HEARD)
    refusals = list(dated(on, facts.informed_on, facts.today))
    if not words.strip():
        refusals.append(Refusal("words", "Écrivez l’avis de l’équipe pluridisciplinaire.", "opinion"))
    return tuple(refusals)


def refusals_to_sanction(facts: BreachFacts, said: Sanction, *, noted_it: bool) -> tuple[Refusal, ...]:
    """All the reasons at once: the steps that are missing, the bounds that are exceeded."""
    first = refusals_to_move(facts.step, Step.SANCTIONED)
    return (
        *first,
        *_procedure(facts, said, noted_it),
        *refusals_of_scale(said, place=facts.place, earlier=facts.earlier),
    )


def _procedure(facts: BreachFacts, said: Sanction, noted_it: bool) -> Iterator[Refusal]:
    if noted_it:
        yield Refusal("own_notice", f"Vous avez constaté ce manquement{NBSP}: un autre cadre enregistre la décision.")
    if said.decided_on > facts.today:
        yield Refusal("ahead", AHEAD, "decided_on")
    if facts.until and said.decided_on <= facts.until:
        text = f"La personne a jusqu’au {plain_date(facts.until)} pour ses observations{NBSP}: décidez ensuite."
        yield Refusal("too_early", text, "decided_on")
    if said.effective_on < said.decided_on:
        yield Refusal("effective_on", "L’effet ne peut pas être avant la décision.", "effective_on")
    if not said.reasons.strip():
        yield Refusal("reasons", "Motivez la décision, et répondez aux observations de la personne.", "reasons")
    if said.kind == "suppress" and (facts.opinion_on is None or facts.opinion_on > said.decided_on):
        text = f"Une suppression suit l’avis de l’équipe pluridisciplinaire{NBSP}: L. 262-37 CASF."
        yield Refusal("opinion", text, "kind")


def refusals_to_notify(facts: BreachFacts, *, on: date, proof: str) -> tuple[Refusal, ...]:
    if facts.decided_on is None:
        return (Refusal("undecided", FIRST[Step.LIFTED]),)
    if facts.notified_on:
        return (Refusal("known", "Cette décision est déjà notifiée."),)
    refusals = list(dated(on, facts.decided_on, facts.today))
    if not proof.strip():
        refusals.append(Refusal("proof", "Écrivez ce qui prouve la notification.", "proof"))
    return tuple(refusals)


def refusals_to_lift(facts: BreachFacts, *, on: date, reason: str) -> tuple[Refusal, ...]:
    """As soon as she keeps her commitments again (R. 262-68)."""
    refusals = list(refusals_to_move(facts.step, Step.LIFTED))
    if facts.effective_on and not refusals:
        refusals += dated(on, facts.effective_on, facts.today)
    if reason not in coded("rsa_lift"):
        refusals.append(Refusal("reason", "Dites pourquoi la sanction prend fin.", "reason"))
    return tuple(refusals)


def refusals_to_drop(facts: BreachFacts, *, reason: str, words: str) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(facts.step, Step.DROPPED))
    if reason not in coded("rsa_drop"):
        refusals.append(Refusal("reason", "Dites pourquoi le manquement reste sans suite.", "reason"))
    if not words.strip():
        refusals.append(Refusal("words", "Écrivez ce qui l’explique.", "words"))
    return tuple(refusals)


def refusals_to_appeal(facts: BreachFacts, *, on: date, commission_on: date | None) -> tuple[Refusal, ...]:
    """Received late, it is still kept: the département answers."""
    if facts.notified_on is None:
        return (Refusal("not_notified", "La décision n’est pas encore notifiée à la personne."),)
    if facts.appeal_on:
        return (Refusal("known", "Un recours est déjà noté contre cette décision."),)
    refusals = list(dated(on, facts.notified_on, facts.today))
    if commission_on and not on <= commission_on <= facts.today:
        text = "La commission est saisie après la réception du recours. Corrigez la date."
        refusals.append(Refusal("commission_on", text, "commission_on"))
    return tuple(refusals)


def refusals_to_note_advice(
    facts: BreachFacts, *, on: date, commission_on: date | None, known: date | None
) -> tuple[Refusal, ...]:
    if commission_on is None:
        return (Refusal("no_commission", "La commission n’est pas saisie de ce recours."),)
    if known:
        return (Refusal("known", "L’avis de la commission est déjà noté."),)
    return tuple(dated(on, commission_on, facts.today))


def refusals_to_answer_appeal(
    facts: BreachFacts, decided: Sanction, *, on: date, outcome: str, left: Left
) -> tuple[Refusal, ...]:
    if facts.appeal_on is None:
        return (Refusal("no_appeal", "Aucun recours n’est noté contre cette décision."),)
    if facts.answered_on:
        return (Refusal("known", "Une réponse à ce recours est déjà notée."),)
    refusals = list(dated(on, facts.appeal_on, facts.today))
    if outcome not in coded("rsa_appeal"):
        refusals.append(Refusal("outcome", "Dites ce que le département répond.", "outcome"))
    elif outcome == CHANGED:
        refusals += refusals_to_change(decided, left, place=facts.place)
    elif left != Left():
        refusals.append(Refusal("not_changed", "Ce qui reste de la sanction se dit d’une décision modifiée.", "share"))
    return tuple(refusals)
