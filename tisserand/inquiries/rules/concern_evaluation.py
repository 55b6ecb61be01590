"""What an evaluation must hold before its single conclusion (D. 226-2-6 and D. 226-2-7, rules IP-4 to IP-6)."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from tisserand.inquiries.rules.concern_facts import ChildFacts, ConcernFacts, ParentFacts
from tisserand.inquiries.rules.concern_refusals import refusals_of_day
from tisserand.inquiries.rules.concern_states import Agreement, Conclusion, Heard, Source, Stage
from tisserand.inquiries.rules.lists import coded
from tisserand.kernel.refusals import Refusal

# The rule of the book that counts meetings at home.
AT_HOME = "IP-4b"
FACT_SOURCES = {
    Source.SAID: "Écrivez qui l’a dit.",
    Source.OBSERVED: "Écrivez qui l’a observé, et où.",
    Source.CONFIRMED: "Écrivez par quelle source c’est confirmé.",
}


def refusals_to_evaluate(stage: Stage) -> tuple[Refusal, ...]:
    if stage == Stage.EVALUATING:
        return ()
    if stage in {Stage.RECEIVED, Stage.TO_ASSIGN}:
        return (Refusal("unassigned", "Deux évaluateurs sont d’abord à nommer."),)
    return (Refusal("over", "L’évaluation est terminée\u00a0: elle se lit, elle ne se change plus."),)


def refusals_to_meet_family(
    *, place: str, on: date, present: str, today: date, received_on: date | None = None
) -> tuple[Refusal, ...]:
    refusals = []
    if place not in coded("ip_place"):
        refusals.append(Refusal("place", "Dites où la rencontre a eu lieu.", "place"))
    refusals += refusals_of_day(on, received_on=received_on, today=today)
    if not present.strip():
        refusals.append(Refusal("present", "Dites qui était là.", "present"))
    return tuple(refusals)


def refusals_to_hear_child(
    *,
    agreement: str,
    agreement_why: str,
    heard: str,
    on: date | None,
    why: str,
    today: date,
    received_on: date | None = None,
) -> tuple[Refusal, ...]:
    dated = refusals_of_day(on, received_on=received_on, today=today)
    return (*_hear_child(agreement, agreement_why, heard, on, why), *dated)


def _hear_child(agreement: str, agreement_why: str, heard: str, on: date | None, why: str) -> Iterator[Refusal]:
    if agreement not in set(Agreement):
        yield Refusal("agreement", "Dites si les parents sont d’accord pour que l’enfant soit vu seul.", "agreement")
    elif agreement != Agreement.GIVEN and not agreement_why.strip():
        yield Refusal("agreement_why", "Écrivez ce qu’ils ont répondu, ou ce qui l’empêche.", "agreement_why")
    if heard not in set(Heard):
        yield Refusal("heard", "Dites comment l’enfant a été rencontré.", "heard")
    if heard == Heard.ALONE and agreement != Agreement.GIVEN:
        yield Refusal(
            "without_agreement", "Un enfant se voit seul avec l’accord de ses parents (D. 226-2-6 CASF).", "heard"
        )
    if heard not in {Heard.ALONE, ""} and not why.strip():
        yield Refusal("why", "Écrivez pourquoi l’enfant n’a pas été vu seul.", "why")
    if heard in {Heard.ALONE, Heard.WITH_OTHERS} and on is None:
        yield Refusal("on", "Datez cette rencontre.", "on")


def refusals_to_hear_parent(
    *,
    heard_on: date | None,
    unheard: str,
    informed_on: date | None,
    uninformed: str,
    today: date,
    received_on: date | None = None,
) -> tuple[Refusal, ...]:
    refusals = []
    if heard_on is None and not unheard.strip():
        refusals.append(Refusal("unheard", "Datez l’entretien, ou écrivez pourquoi il n’a pas eu lieu.", "unheard"))
    if informed_on is None and not uninformed.strip():
        refusals.append(
            Refusal(
                "uninformed",
                "Datez l’information donnée, ou écrivez en quoi elle est contraire à l’intérêt de l’enfant.",
                "uninformed",
            )
        )
    for on, field in ((heard_on, "heard_on"), (informed_on, "informed_on")):
        refusals += refusals_of_day(on, received_on=received_on, today=today, field=field)
    return tuple(refusals)


def refusals_to_note(*, domain: str, source: str, who: str, words: str, domains: Collection[str]) -> Iterator[Refusal]:
    if domain not in domains:
        yield Refusal("domain", "Choisissez le domaine dans la liste.", "domain")
    if source not in set(Source):
        yield Refusal("source", "Dites si c’est dit, observé ou confirmé.", "source")
    elif not who.strip():
        yield Refusal("who", FACT_SOURCES[Source(source)], "who")
    if not words.strip():
        yield Refusal("words", "Écrivez le fait, sans l’interpréter.", "words")


def refusals_to_conclude(
    facts: ConcernFacts,
    *,
    conclusion: str,
    words: str,
    grounds: Collection[str],
    at_home: float,
    actions: Collection[str] = (),
) -> Iterator[Refusal]:
    """`at_home`: how many meetings at home the law wants (rule IP-4b)."""
    if facts.stage != Stage.EVALUATING:
        yield from refusals_to_evaluate(facts.stage)
        return
    if conclusion not in set(Conclusion):
        yield Refusal("conclusion", "Choisissez la conclusion commune.", "conclusion")
    if not words.strip():
        yield Refusal("words", "Écrivez ce qui fonde cette conclusion.", "words")
    if conclusion == Conclusion.ACTION and (not actions or not set(actions) <= set(coded("ip_action"))):
        yield Refusal("actions", "Dites quelle action est proposée à la famille.", "actions")
    if conclusion == Conclusion.REFERRAL and (not grounds or not set(grounds) <= set(coded("ip_ground"))):
        yield Refusal("grounds", "Dites sur quel fondement le procureur est saisi.", "grounds")
    yield from missing(facts, at_home=at_home, referral=conclusion == Conclusion.REFERRAL)


def missing(facts: ConcernFacts, *, at_home: float, referral: bool = False) -> Iterator[Refusal]:
    """What the law wants seen and heard. What was impossible leads to the procureur, and nowhere else."""
    for child in facts.children:
        yield from _child(child, referral=referral)
    if facts.home_meetings < at_home and not referral:
        yield Refusal(
            "home",
            "Aucune rencontre au domicile\u00a0: s’il est impossible d’y aller, le procureur est saisi.",
            "rencontre",
        )
    for parent in facts.parents:
        yield from _parent(parent)
    if not facts.facts:
        yield Refusal("facts", "Aucun fait n’est écrit avec sa source.", "fait")
    if not facts.analysis.strip():
        yield Refusal("analysis", "Écrivez la synthèse de l’évaluation.", "synthese")


def _child(child: ChildFacts, *, referral: bool) -> Iterator[Refusal]:
    if not child.heard:
        yield Refusal("child", f"{child.name}\u00a0: dites si l’enfant a été vu seul, et l’accord de ses parents.")
    elif child.could_not_be_met and not referral:
        # « S’il est impossible de rencontrer le mineur » (D. 226-2-6).
        yield Refusal(
            "impossible",
            f"{child.name} n’a pas pu être rencontré·e\u00a0: l’autorité judiciaire est saisie, sans autre choix.",
            "conclusion",
        )
    if not child.situation or not child.needs.strip():
        yield Refusal("situation", f"{child.name}\u00a0: écrivez sa situation et ses besoins.")


def _parent(parent: ParentFacts) -> Iterator[Refusal]:
    if not parent.authority:
        return
    if parent.heard_on is None and not parent.unheard:
        yield Refusal("parent", f"{parent.name}\u00a0: dites si ce parent a été entendu, ou pourquoi non.")
    if parent.informed_on is None and not parent.uninformed:
        yield Refusal(
            "informed", f"{parent.name}\u00a0: dites si ce parent est informé de l’évaluation, ou pourquoi non."
        )


def refusals_to_sign(facts: ConcernFacts, *, account: UUID | None, agrees: bool, words: str) -> tuple[Refusal, ...]:
    """Both sign the same conclusion; whoever disagrees says so, and it is kept (invariant 7)."""
    refusals = list(refusals_to_evaluate(facts.stage))
    if not facts.conclusion and not refusals:
        refusals.append(Refusal("unproposed", "Aucune conclusion n’est encore proposée."))
    if account not in facts.evaluators:
        refusals.append(Refusal("stranger", "Seuls les deux évaluateurs signent."))
    if account in facts.signed:
        refusals.append(Refusal("again", "Vous avez déjà signé cette conclusion."))
    if not agrees and not words.strip():
        refusals.append(Refusal("words", "Écrivez votre désaccord\u00a0: il est gardé avec la conclusion.", "words"))
    return tuple(refusals)


def refusals_to_ask(stage: Stage, *, request: str, account: UUID | None, able: Collection[UUID]) -> tuple[Refusal, ...]:
    """A door in the wall: a professional who knows the child is asked."""
    refusals = list(refusals_to_evaluate(stage))
    if account not in able:
        refusals.append(Refusal("asked", "Choisissez un professionnel du service.", "asked"))
    if not request.strip():
        refusals.append(
            Refusal("request", "Écrivez votre question\u00a0: c’est tout ce que ce professionnel lira.", "request")
        )
    return tuple(refusals)


def refusals_to_answer(*, answered: bool, words: str) -> tuple[Refusal, ...]:
    if answered:
        return (Refusal("answered", "Votre réponse est transmise\u00a0: elle se lit, elle ne se change plus."),)
    return (
        () if words.strip() else (Refusal("answer", "Écrivez ce que vous savez, et comment vous le savez.", "answer"),)
    )


def after_signing(conclusion: str) -> Stage:
    return Stage.TO_REFER if conclusion == Conclusion.REFERRAL else Stage.CONCLUDED
