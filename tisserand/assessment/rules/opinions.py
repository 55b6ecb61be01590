"""Two professionals who see it differently: both opinions are kept, signed, and none takes the place of the other."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tisserand.assessment.rules.first_assessment import STEP_LABELS, Answers, NextStep
from tisserand.kernel.refusals import Refusal

# Beside the domains: what comes next.
PROPOSAL = "proposal"
PROPOSAL_LABEL = "La suite proposée"


@dataclass(frozen=True)
class Subject:
    """What an opinion may be about, and what the assessment says of it."""

    about: str
    label: str
    beside: str


def subjects(answers: Answers, *, next_step: str, pole: str, reason: str) -> tuple[Subject, ...]:
    """The domains that were raised; what comes next, once it is decided."""
    raised = [
        Subject(fact.code, fact.label, _joined(fact.state_label, fact.seen)) for fact in answers.facts if fact.is_raised
    ]
    if next_step:
        step = STEP_LABELS[NextStep(next_step)]
        decided = f"{step}\u00a0: {pole}" if pole else step
        raised.append(Subject(PROPOSAL, PROPOSAL_LABEL, _joined(decided, reason)))
    return tuple(raised)


def refusals_to_sign(
    about: str, words: str, *, known: Mapping[str, Subject], is_first: bool, answered: Collection[str], emergency: bool
) -> Iterator[Refusal]:
    """`answered`: what somebody else already signed about, to which the first professional may reply."""
    if emergency:
        yield Refusal("emergency", "Ce dossier vous est ouvert en urgence, en lecture\u00a0: rien ne s’y écrit.")
    if about not in known:
        yield Refusal("about", "Choisissez un domaine abordé, ou la suite proposée.", "about")
    elif is_first and about not in answered:
        yield Refusal(
            "first",
            "C’est votre évaluation\u00a0: votre avis y est. Ici, un autre professionnel signe le sien.",
            "about",
        )
    if not words.strip():
        yield Refusal("words", "Écrivez ce que vous voyez autrement, et pourquoi.", "words")


def _joined(first: str, then: str) -> str:
    return f"{first[:1].upper()}{first[1:]}. {then}".rstrip()
