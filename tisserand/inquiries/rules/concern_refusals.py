"""Why a step about a concern cannot be done yet: receiving, qualifying, naming two evaluators, sending on."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from uuid import UUID

from tisserand.inquiries.rules.concern_facts import MAJORITY, ConcernFacts, age_on
from tisserand.inquiries.rules.concern_states import (
    CLASH_LABELS,
    DECIDED,
    DESCRIBED,
    NEXT,
    STAGE_LABELS,
    Clash,
    Conclusion,
    Qualification,
    Recipient,
    Stage,
)
from tisserand.inquiries.rules.lists import coded
from tisserand.kernel.refusals import Refusal

AHEAD = "Cette date n’est pas encore arrivée. Corrigez-la."
BEFORE = "Cette date est avant la réception de l’information. Corrigez-la."
REASON = "Écrivez pourquoi."


def refusals_of_day(on: date | None, *, received_on: date | None, today: date, field: str = "on") -> Iterator[Refusal]:
    """What is done about a concern is done once it is received: an older visit proves nothing."""
    if on and on > today:
        yield Refusal("ahead", AHEAD, field)
    elif on and received_on and on < received_on:
        yield Refusal("before", BEFORE, field)


def refusals_to_move(stage: Stage, to: Stage) -> tuple[Refusal, ...]:
    if to in NEXT[stage]:
        return ()
    if stage == Stage.CLOSED:
        return (
            Refusal("closed", "Cette information préoccupante est close\u00a0: elle se lit, elle ne se change plus."),
        )
    label = STAGE_LABELS[stage]
    return (Refusal("stage", f"Ce n’est pas possible à cette étape\u00a0: «\u00a0{label}\u00a0»."),)


def refusals_to_describe(stage: Stage) -> tuple[Refusal, ...]:
    """Who lives there, what is known of them."""
    if stage in DESCRIBED:
        return ()
    return (Refusal("decided", "La décision est prise\u00a0: ce qui a été dit du foyer se lit, il ne se change plus."),)


def refusals_to_transmit(
    *, source: str, channel: str, on: date, words: str, today: date, told: str | None = None, why: str = ""
) -> tuple[Refusal, ...]:
    """`told`: whether the parents know (rule IP-1); None for whoever is not asked."""
    return tuple(_transmit(source, channel, on, words, today, told, why))


def _transmit(
    source: str, channel: str, on: date, words: str, today: date, told: str | None, why: str
) -> Iterator[Refusal]:
    if source not in coded("ip_source"):
        yield Refusal("source", "Dites de qui vient cette information.", "source")
    if channel not in coded("ip_channel"):
        yield Refusal("channel", "Dites par quel moyen elle est arrivée.", "channel")
    if on > today:
        yield Refusal("ahead", AHEAD, "on")
    if not words.strip():
        yield Refusal("words", "Écrivez ce qui inquiète, comme cela a été dit ou vu.", "words")
    if told is not None and told not in coded("ip_parents_told"):
        yield Refusal("told", "Dites si les parents sont informés de cette transmission.", "told")
    # L. 226-2-1: unless it would go against the child's interest.
    if told == "no" and not why.strip():
        yield Refusal("why", "Écrivez en quoi informer les parents serait contraire à l’intérêt de l’enfant.", "why")


def refusals_to_name_child(*, name: str, born_on: date | None, today: date) -> tuple[Refusal, ...]:
    refusals = []
    if not name.strip():
        refusals.append(Refusal("name", "Nommez l’enfant, même par ce que l’on en sait.", "name"))
    if born_on and born_on > today:
        refusals.append(Refusal("ahead", AHEAD, "born_on"))
    elif born_on and age_on(born_on, today) >= MAJORITY:
        refusals.append(Refusal("adult", "Cette personne est majeure\u00a0: notez-la parmi les adultes.", "born_on"))
    return tuple(refusals)


def refusals_to_qualify(facts: ConcernFacts, *, qualification: str, reasons: str) -> tuple[Refusal, ...]:
    if facts.stage != Stage.RECEIVED:
        return refusals_to_move(facts.stage, Stage.RECEIVED)
    return tuple(_qualify(facts, qualification, reasons))


def _qualify(facts: ConcernFacts, qualification: str, reasons: str) -> Iterator[Refusal]:
    if qualification not in set(Qualification):
        yield Refusal("qualification", "Choisissez la suite donnée à cette information.", "qualification")
    if not reasons.strip():
        yield Refusal("reasons", "Écrivez les raisons de cette qualification.", "reasons")
    if qualification in {Qualification.EVALUATE, Qualification.IMMEDIATE} and not facts.children:
        yield Refusal("children", "Nommez d’abord au moins un enfant du foyer.")


def refusals_to_assign(
    stage: Stage, *, first: UUID | None, second: UUID | None, able: Collection[UUID], closed: Collection[UUID]
) -> tuple[Refusal, ...]:
    """`closed`: those who stepped aside from somebody of the home; why is theirs to say."""
    if stage not in {Stage.TO_ASSIGN, Stage.EVALUATING}:
        return refusals_to_move(stage, Stage.EVALUATING)
    refusals = []
    if not first or not second or first == second:
        # Two of them at least, of different professions (D. 226-2-5, rule IP-4a).
        refusals.append(Refusal("two", "Une évaluation se conduit à deux. Nommez deux personnes.", "second"))
    for account, field in ((first, "first"), (second, "second")):
        if account and (account not in able or account in closed):
            refusals.append(Refusal("unable", "Ce collègue ne peut pas conduire cette évaluation.", field))
    return tuple(refusals)


def refusals_to_clash(
    clashes: Mapping[UUID, Collection[Clash]], *, named: Collection[UUID | None], reason: str
) -> Iterator[Refusal]:
    """Missions are kept apart (invariant 4): one of the two at most, and somebody says why it is all the same."""
    both = len([account for account in named if account and clashes.get(account)])
    if both > 1:
        yield Refusal(
            "both_clash",
            "Les deux sont déjà engagés auprès de cette famille. L’un des deux au moins doit lui être extérieur.",
            "second",
        )
    elif both and not reason.strip():
        said = " et ".join(CLASH_LABELS[clash] for kinds in clashes.values() for clash in sorted(kinds))
        yield Refusal(
            "clash",
            f"Conflit de missions\u00a0: ce collègue {said}. Choisissez quelqu’un d’autre, ou dites pourquoi"
            " ce n’est pas possible.",
            "reason",
        )


def refusals_to_refer(stage: Stage, *, grounds: Collection[str], words: str) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(stage, Stage.TO_REFER))
    if not grounds or not set(grounds) <= set(coded("ip_ground")):
        refusals.append(Refusal("grounds", "Dites sur quel fondement le procureur est saisi.", "grounds"))
    if not words.strip():
        refusals.append(Refusal("words", "Écrivez ce que le procureur doit savoir.", "words"))
    return tuple(refusals)


def refusals_to_dispatch(
    facts: ConcernFacts, *, to: str, channel: str, proof: str, on: date, today: date
) -> tuple[Refusal, ...]:
    refusals = []
    if to == Recipient.PROSECUTOR and facts.stage != Stage.TO_REFER:
        refusals.append(Refusal("stage", "Le procureur n’est pas à saisir, ou l’est déjà."))
    if to == Recipient.COPY and facts.stage not in {Stage.TO_REFER, Stage.REFERRED}:
        refusals.append(Refusal("stage", "Une copie suit une saisine du procureur."))
    if to not in coded("ip_recipient"):
        refusals.append(Refusal("to", "Dites à qui.", "to"))
    if channel not in coded("ip_sending"):
        refusals.append(Refusal("channel", "Dites par quel moyen.", "channel"))
    if not proof.strip():
        refusals.append(Refusal("proof", "Écrivez ce qui prouve l’envoi\u00a0: récépissé, numéro, heure.", "proof"))
    return (*refusals, *refusals_of_day(on, received_on=facts.received_on, today=today))


def refusals_to_tell_parents(stage: Stage, *, on: date | None, why_not: str, today: date) -> tuple[Refusal, ...]:
    """L. 226-5 and D. 226-2-7: in writing, unless against the child's interest."""
    refusals = []
    if stage not in DECIDED | {Stage.TO_REFER}:
        refusals.append(Refusal("stage", "Rien n’est encore décidé."))
    if on is None and not why_not.strip():
        refusals.append(
            Refusal("told", "Datez l’écrit aux parents, ou écrivez pourquoi il ne leur est pas adressé.", "on")
        )
    if on and on > today:
        refusals.append(Refusal("ahead", AHEAD, "on"))
    return tuple(refusals)


def refusals_to_close(facts: ConcernFacts) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(facts.stage, Stage.CLOSED))
    if facts.stage not in DECIDED:
        refusals = refusals or [Refusal("undecided", "Rien n’est encore décidé pour cet enfant.")]
    if facts.conclusion == Conclusion.REFERRAL and not facts.parents_told:
        refusals.append(Refusal("parents", "Dites si les parents ont été informés par écrit, ou pourquoi non."))
    if facts.owed_returns:
        refusals.append(Refusal("returns", "Répondez d’abord à qui a transmis cette information."))
    return tuple(refusals)


def refusals_to_return(*, stage: Stage, words: str, on: date, today: date) -> tuple[Refusal, ...]:
    refusals = []
    if stage not in DECIDED | {Stage.CLOSED}:
        refusals.append(Refusal("stage", "Rien n’est encore décidé\u00a0: il n’y a rien à restituer."))
    if not words.strip():
        refusals.append(
            Refusal("words", "Écrivez ce qui peut être dit des suites, sans rien de l’évaluation.", "words")
        )
    if on > today:
        refusals.append(Refusal("ahead", AHEAD, "on"))
    return tuple(refusals)


def refusals_to_transfer(stage: Stage, *, to: str, proof: str, on: date, today: date) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(stage, Stage.CLOSED))
    if stage in DECIDED:
        refusals = [Refusal("decided", "La décision est prise\u00a0: il n’y a plus d’évaluation à transférer.")]
    if not to.strip():
        refusals.append(Refusal("to", "Nommez le département qui reçoit.", "to"))
    if not proof.strip():
        refusals.append(Refusal("proof", "Écrivez ce qui prouve que ce département l’a reçue.", "proof"))
    if on > today:
        refusals.append(Refusal("ahead", AHEAD, "on"))
    return tuple(refusals)
