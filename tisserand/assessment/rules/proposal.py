"""What could come next and why, in sentences that quote the facts. The professional and the person decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tisserand.assessment.rules import lists
from tisserand.assessment.rules.first_assessment import STEP_LABELS, Answers, NextStep
from tisserand.assessment.rules.situation import DomainState, Fact, Urgency, pressing_first
from tisserand.kernel.names import sort_key
from tisserand.kernel.sentences import counted, listed

QUOTE_LENGTH = 90
# From three domains on, one pôle alone would leave the rest to nobody.
MANY_DOMAINS = 3
NEEDS_SOMEONE = 2
MANAGES_WITH_SOMEONE = 3


@dataclass(frozen=True)
class Pole:
    id: UUID
    name: str

    @property
    def words(self) -> frozenset[str]:
        return frozenset(sort_key(self.name).lower().split())


@dataclass(frozen=True)
class Option:
    """One way on. `key` is what the page sends back; a proposal that suggests puts its suggestion first."""

    step: NextStep
    label: str
    reasons: tuple[str, ...] = ()
    pole: UUID | None = None

    @property
    def key(self) -> str:
        return f"{self.step}:{self.pole}" if self.pole else str(self.step)


@dataclass(frozen=True)
class Proposal:
    options: tuple[Option, ...]
    set_aside: tuple[str, ...] = ()
    attention: tuple[str, ...] = ()

    # Nothing raised gives nothing to propose from: opening words alone are no reason for any way on.
    suggests: bool = True

    @property
    def suggested(self) -> Option | None:
        return self.options[0] if self.suggests else None


def proposal(answers: Answers, poles: Iterable[Pole], *, on: date) -> Proposal:
    poles = tuple(poles)
    todo = pressing_first(answers.to_work_on)
    orientations = _orientations(todo, poles, on)
    support = Option(NextStep.SUPPORT, STEP_LABELS[NextStep.SUPPORT], _support_reasons(answers, orientations, on))
    here = (
        Option(NextStep.ANSWERED, STEP_LABELS[NextStep.ANSWERED], _answer_reasons(answers, on)),
        Option(NextStep.LISTENING, STEP_LABELS[NextStep.LISTENING], _listening_reasons(answers)),
        Option(NextStep.NOTHING, STEP_LABELS[NextStep.NOTHING]),
    )
    raised = any(fact.is_raised for fact in answers.facts)
    others = tuple(_unfounded(pole) for pole in poles if pole.id not in {option.pole for option in orientations})
    ranked = _suggested_first((*orientations, support, *here), answers, on)
    return Proposal((*ranked, *others), _set_aside(answers, todo), _attention(answers, on), raised)


def _suggested_first(options: tuple[Option, ...], answers: Answers, on: date) -> tuple[Option, ...]:
    """The first option whose reasons stand, in the order that leaves nobody with half an answer."""
    first = next(option for option in options if option.step is _best_step(options, answers, on))
    return (first, *(option for option in options if option is not first))


def _best_step(options: tuple[Option, ...], answers: Answers, on: date) -> NextStep:
    todo = answers.to_work_on
    if not todo:
        return NextStep.LISTENING if _only_kept_to_herself(answers) else NextStep.ANSWERED
    support = next(option for option in options if option.step is NextStep.SUPPORT)
    if support.reasons:
        return NextStep.SUPPORT
    if _is_light(answers, on):
        return NextStep.ANSWERED
    return NextStep.ORIENTATION if options[0].step is NextStep.ORIENTATION else NextStep.SUPPORT


def _orientations(todo: tuple[Fact, ...], poles: tuple[Pole, ...], on: date) -> tuple[Option, ...]:
    """The pôles that answer for a domain to work on, the one for what presses most first."""
    known = {domain.code: domain.words for domain in lists.domains(on)}
    found: dict[UUID, tuple[Pole, list[str]]] = {}
    for fact in todo:
        for pole in poles:
            if pole.words & known.get(fact.code, frozenset()):
                found.setdefault(pole.id, (pole, []))[1].append(because(fact))
    return tuple(
        Option(NextStep.ORIENTATION, _towards(pole.name), tuple(reasons), pole.id) for pole, reasons in found.values()
    )


def _towards(name: str) -> str:
    if name.startswith("Pôle"):
        return f"Orientation vers le {name[0].lower()}{name[1:]}"
    return f"Orientation\u00a0: {name}"


def because(fact: Fact) -> str:
    """« Logement : « la facture a triplé », le plus pressé ; confirmé par la facture. »"""
    parts = [f"«\u00a0{shortened(fact.said)}\u00a0»"] if fact.said else ["à travailler"]
    if fact.urgency:
        parts.append(fact.urgency_label)
    if fact.confirmed_by:
        parts.append(f"confirmé par {fact.confirmed_by}")
    if fact.carried and fact.as_of:
        parts.append(f"dit le {fact.as_of:%d/%m/%Y}")
    return f"{fact.label}\u00a0: {', '.join(parts)}."


def shortened(text: str) -> str:
    """The beginning of what was said, cut between two words: a quotation, never a summary."""
    words = " ".join(text.split()).rstrip(".")
    if len(words) <= QUOTE_LENGTH:
        return words
    return words[:QUOTE_LENGTH].rsplit(" ", 1)[0] + "…"


def _support_reasons(answers: Answers, orientations: tuple[Option, ...], on: date) -> tuple[str, ...]:
    todo = answers.to_work_on
    reasons = []
    if len(todo) >= MANY_DOMAINS:
        names = listed([fact.label for fact in todo])
        reasons.append(f"{counted(len(todo), 'domaine')} sont à travailler ensemble\u00a0: {names}.")
    if todo and answers.autonomy is not None and answers.autonomy <= NEEDS_SOMEONE:
        reasons.append(f"La personne se situe ainsi\u00a0: «\u00a0{lists.autonomy_steps(on)[answers.autonomy]}\u00a0»")
    if todo and not orientations and not _is_light(answers, on):
        reasons.append(f"Aucun pôle n’y répond\u00a0: {listed([fact.label for fact in todo])}.")
    # An isolated person needs somebody over time; alone, it does not outweigh what presses her.
    isolation = answers.isolation(on)
    return (*reasons, isolation.sentence) if reasons and isolation.matters else tuple(reasons)


def _is_light(answers: Answers, on: date) -> bool:
    """Nothing presses and the person manages with an opinion at most; or it is of what reception settles itself."""
    return _manages(answers) or _settled_here(answers, on)


def _manages(answers: Answers) -> bool:
    calm = all(fact.urgency is Urgency.BEARABLE for fact in answers.to_work_on)
    return calm and answers.autonomy is not None and answers.autonomy > MANAGES_WITH_SOMEONE


def _settled_here(answers: Answers, on: date) -> bool:
    here = {domain.code for domain in lists.domains(on) if domain.on_the_spot}
    pressing = any(fact.urgency is Urgency.MOST for fact in answers.to_work_on)
    with_someone = answers.autonomy is not None and answers.autonomy <= NEEDS_SOMEONE
    return {fact.code for fact in answers.to_work_on} <= here and not pressing and not with_someone


def _only_kept_to_herself(answers: Answers) -> bool:
    raised = [fact for fact in answers.facts if fact.is_raised]
    return bool(raised) and all(fact.state is DomainState.UNSPOKEN for fact in raised)


def _answer_reasons(answers: Answers, on: date) -> tuple[str, ...]:
    if answers.to_work_on and _manages(answers):
        return ("Rien ne presse, et la personne dit savoir faire.",)
    if answers.to_work_on and _settled_here(answers, on):
        names = listed([fact.label for fact in answers.to_work_on])
        return (f"{names}\u00a0: souvent réglé à l’accueil, avec la personne.",)
    looked_at = any(fact.is_raised for fact in answers.facts)
    if answers.to_work_on or not looked_at:
        return ()
    return ("Aucun domaine abordé n’est à travailler aujourd’hui.",)


def _listening_reasons(answers: Answers) -> tuple[str, ...]:
    if _only_kept_to_herself(answers):
        return ("La personne ne souhaite pas parler de ce qui a été abordé. La porte reste ouverte.",)
    return ()


def _unfounded(pole: Pole) -> Option:
    return Option(NextStep.ORIENTATION, _towards(pole.name), ("Rien de ce qui a été dit ne l’indique.",), pole.id)


def _set_aside(answers: Answers, todo: tuple[Fact, ...]) -> tuple[str, ...]:
    """What was not used, and why: what she keeps to herself is no reason for anything."""
    kept = [fact.label for fact in answers.facts if fact.state is DomainState.UNSPOKEN]
    aside = [f"{listed(kept)}\u00a0: la personne ne souhaite pas en parler, rien n’en est déduit."] if kept else []
    pressing = [fact.label for fact in todo if fact.urgency is Urgency.MOST]
    if pressing:
        aside.append(f"Écoute seule\u00a0: écartée, {listed(pressing)} presse.")
    return tuple(aside)


def _attention(answers: Answers, on: date) -> tuple[str, ...]:
    """What calls for more care, never for less (R103)."""
    known = lists.labels("vulnerability", on)
    said = [f"{known[code]}." for code in answers.vulnerabilities if code in known]
    safety = answers.fact("safety")
    if safety and safety.is_to_work_on:
        said.insert(0, "Sécurité à travailler\u00a0: demandez s’il y a un danger immédiat, à part et maintenant.")
    if answers.isolation(on).matters:
        said.append(answers.isolation(on).sentence)
    return tuple(said)
