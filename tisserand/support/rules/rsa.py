"""The RSA pathway of a person: stages, and what each dated fact must say (rules RSA-1 to RSA-6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tisserand.deadlines.rules import limit, rule_in_force
from tisserand.kernel.refusals import Refusal, Refused
from tisserand.kernel.sentences import NBSP, plain_date
from tisserand.kernel.working_days import departement_of
from tisserand.support.rules.dated import AHEAD, dated
from tisserand.support.rules.lists import coded

ORIENT, ENGAGE, DIAGNOSE, STOCK = "RSA-1", "RSA-3", "RSA-4", "RSA-5"
ORIENTED_EVENT = "rsa.orientation_notifiee"
# The law as it is read here begins that day; who was accompanied already had two years, three overseas (RSA-5).
REFORM = date(2025, 1, 1)


class Stage(StrEnum):
    INFORMED = "informed"
    ORIENTED = "oriented"
    ENGAGED = "engaged"
    LEFT = "left"


NEXT: dict[Stage, frozenset[Stage]] = {
    Stage.INFORMED: frozenset({Stage.ORIENTED, Stage.LEFT}),
    # A new orientation starts the month of the contract again (RSA-3).
    Stage.ORIENTED: frozenset({Stage.ORIENTED, Stage.ENGAGED, Stage.LEFT}),
    Stage.ENGAGED: frozenset({Stage.ORIENTED, Stage.ENGAGED, Stage.LEFT}),
    Stage.LEFT: frozenset(),
}
STAGE_LABELS = {
    Stage.INFORMED: "Droit ouvert, à orienter",
    Stage.ORIENTED: "Orientation notifiée, contrat à signer",
    Stage.ENGAGED: "Contrat d’engagement signé",
    Stage.LEFT: "Sorti du RSA",
}


class Pathway(StrEnum):
    """Arrêté of 21 November 2024 (RSA-9). Only the social one is diagnosed again with France Travail (RSA-4)."""

    SOCIAL = "social"
    SOCIO_PRO = "socio_pro"
    JOB = "emploi"


class Happened(StrEnum):
    """The dated facts that a path keeps."""

    OPENED = "opened"
    ORIENTED = "oriented"
    ENGAGED = "engaged"
    REVISED = "revised"
    DIAGNOSED = "diagnosed"
    LEFT = "left"


HAPPENED_LABELS = {
    Happened.OPENED: "Information reçue",
    Happened.ORIENTED: "Orientation notifiée",
    Happened.ENGAGED: "Contrat d’engagement signé",
    Happened.REVISED: "Contrat révisé",
    Happened.DIAGNOSED: "Diagnostic avec France Travail",
    Happened.LEFT: "Sortie du RSA",
}
# Where the words of a fact's code are.
CODED = ("rsa_entry", "rsa_pathway", "rsa_hours", "rsa_review", "rsa_exit")


def fact_words(code: str) -> str:
    return next((coded(name)[code] for name in CODED if code in coded(name)), code)


@dataclass(frozen=True)
class PathFacts:
    stage: Stage
    informed_on: date
    today: date
    place: str
    pathway: str = ""
    oriented_on: date | None = None
    engaged_on: date | None = None


@dataclass(frozen=True)
class Hours:
    """What the contract asks for each week: the full duration, an adapted one, or none."""

    regime: str
    weekly: int | None = None
    reason: str = ""


def is_recentralised(place: str) -> bool:
    """Where the State runs the RSA, the caisse decides in its name and the département does not."""
    return departement_of(place) in coded("rsa_recentralised")


def france_travail_orients(on: date, place: str) -> bool:
    """In La Réunion, never the département (RSA-1)."""
    try:
        return rule_in_force(ORIENT, on, place).actor == "france_travail"
    except Refused:
        return False


def refusals_to_open(*, entry: str, informed_on: date, pathway: str, running: bool, today: date) -> tuple[Refusal, ...]:
    return tuple(_open(entry, informed_on, pathway, running, today))


def _open(entry: str, informed_on: date, pathway: str, running: bool, today: date) -> Iterator[Refusal]:
    if entry not in coded("rsa_entry"):
        yield Refusal("entry", "Dites comment vous avez été informé.", "entry")
    if running:
        yield Refusal("running", "Un parcours RSA est déjà ouvert pour cette personne. Continuez celui-là.")
    if informed_on > today:
        yield Refusal("informed_on", AHEAD, "informed_on")
    if entry == "stock":
        if informed_on > REFORM:
            text = f"Le délai de transition vaut pour qui était accompagné le {plain_date(REFORM)}. Corrigez la date."
            yield Refusal("not_stock", text, "informed_on")
        if pathway not in coded("rsa_pathway"):
            yield Refusal("pathway", "Dites dans quel parcours la personne est déjà accompagnée.", "pathway")
    elif informed_on < REFORM:
        text = f"Ce délai vaut depuis le {plain_date(REFORM)}. Avant, choisissez « accompagnement déjà commencé »."
        yield Refusal("before_reform", text, "informed_on")


def refusals_to_move(facts: PathFacts, to: Stage) -> tuple[Refusal, ...]:
    if to in NEXT[facts.stage]:
        return ()
    if facts.stage == Stage.LEFT:
        return (Refusal("left", f"Ce parcours est terminé{NBSP}: il se lit, il ne se change plus."),)
    return (Refusal("stage", "L’orientation n’est pas encore notifiée. Notez-la d’abord."),)


def refusals_to_orient(
    facts: PathFacts, *, pathway: str, by: str, body: str, on: date, missing_data: bool, reason: str
) -> tuple[Refusal, ...]:
    said = refusals_to_move(facts, Stage.ORIENTED)
    return said or tuple(_orient(facts, pathway, by, body, on, missing_data, reason))


def _orient(
    facts: PathFacts, pathway: str, by: str, body: str, on: date, missing_data: bool, reason: str
) -> Iterator[Refusal]:
    for field, value, listed, ask in (
        ("pathway", pathway, "rsa_pathway", "Dites dans quel parcours la personne est orientée."),
        ("by", by, "rsa_oriented_by", "Dites qui a décidé l’orientation."),
        ("body", body, "rsa_body", "Dites quel organisme accompagne la personne."),
    ):
        if value not in coded(listed):
            yield Refusal(field, ask, field)
    yield from dated(on, facts.oriented_on or facts.informed_on, facts.today)
    if facts.oriented_on and not reason.strip():
        text = f"Dites pourquoi l’orientation change{NBSP}: le mois pour signer le contrat repart, et cela reste écrit."
        yield Refusal("reason", text, "reason")
    # RSA-2.
    if missing_data and body not in {"department", "accompanying"}:
        text = (
            f"Des données manquent du fait de la personne{NBSP}: elle est orientée vers le département, ou vers"
            " l’organisme qui l’accompagne déjà (R. 262-65-3 CASF)."
        )
        yield Refusal("body", text, "body")
    if by == "department" and france_travail_orients(facts.informed_on, facts.place):
        yield Refusal("by", f"Ici, France Travail oriente{NBSP}: D. 262-65-2 CASF.", "by")


def refusals_to_engage(facts: PathFacts, *, on: date, hours: Hours, obstacle: str) -> tuple[Refusal, ...]:
    """A first contract, or the same one revised."""
    return refusals_to_move(facts, Stage.ENGAGED) or tuple(_engage(facts, on, hours, obstacle))


def _engage(facts: PathFacts, on: date, hours: Hours, obstacle: str) -> Iterator[Refusal]:
    yield from dated(on, facts.engaged_on or facts.oriented_on or facts.informed_on, facts.today)
    yield from _hours(hours, on, facts.place)
    if obstacle and obstacle not in coded("rsa_obstacle"):
        yield Refusal("obstacle", "Choisissez l’obstacle dans la liste.", "obstacle")
    if obstacle and facts.pathway != Pathway.SOCIAL:
        text = f"Le délai de 12 mois ne vaut que dans le parcours social{NBSP}: L. 262-31 CASF."
        yield Refusal("not_social", text, "obstacle")


def _hours(hours: Hours, on: date, place: str) -> Iterator[Refusal]:
    """RSA-6."""
    row = limit("RSA-6", on, place) if on >= REFORM else None
    asked = int(row.value) if row else 0
    source = row.source if row else ""
    if hours.regime not in coded("rsa_hours"):
        yield Refusal("regime", "Dites combien d’heures le contrat demande.", "regime")
    elif hours.regime == "full" and (hours.weekly or 0) < asked:
        text = f"Au moins {asked} heures par semaine, sauf si elles sont adaptées ou dispensées{NBSP}: {source}."
        yield Refusal("weekly", text, "weekly")
    elif hours.regime == "adapted" and not 0 < (hours.weekly or 0) < asked:
        yield Refusal("weekly", f"Des heures adaptées vont de 1 à {asked - 1} par semaine.", "weekly")
    elif hours.regime == "exempt" and hours.weekly:
        yield Refusal(
            "weekly", "Une personne dispensée n’a pas d’heures. Videz ce champ, ou choisissez « moins ».", "weekly"
        )
    if hours.regime in {"adapted", "exempt"} and hours.reason not in coded("rsa_hours_reason"):
        yield Refusal("hours_reason", "Dites pourquoi les heures sont adaptées ou dispensées.", "hours_reason")


def refusals_to_diagnose(facts: PathFacts, *, on: date, with_whom: str, decision: str) -> tuple[Refusal, ...]:
    """The joint diagnosis of the social pathway (RSA-4)."""
    if facts.stage != Stage.ENGAGED or facts.pathway != Pathway.SOCIAL:
        text = f"Ce diagnostic se fait pendant un contrat du parcours social{NBSP}: L. 262-31 CASF."
        return (Refusal("not_social", text),)
    refusals = list(dated(on, facts.engaged_on or facts.informed_on, facts.today))
    if not with_whom.strip():
        refusals.append(Refusal("with_whom", "Nommez le conseiller de France Travail qui y a pris part.", "with_whom"))
    if decision not in coded("rsa_review"):
        refusals.append(Refusal("decision", "Dites ce que le diagnostic décide.", "decision"))
    return tuple(refusals)


# One référent (L. 262-27): it is said that somebody follows her RSA, neither who nor what.
ELSEWHERE = Refusal(
    "elsewhere",
    "Un parcours RSA est déjà ouvert pour cette personne, que vous ne lisez pas. Demandez à votre chef·fe de service"
    " qui le suit.",
)


def refusals_to_leave(facts: PathFacts, *, on: date, reason: str, sanctioned: bool) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(facts, Stage.LEFT) or dated(on, facts.informed_on, facts.today))
    if reason not in coded("rsa_exit"):
        refusals.append(Refusal("reason", "Dites pourquoi la personne sort du RSA.", "reason"))
    elif reason == "radiation" and not sanctioned:
        text = (
            f"La radiation suit une suppression totale de 4 mois{NBSP}: R. 262-68-6 CASF. Aucune n’est arrivée à son"
            " terme à cette date."
        )
        refusals.append(Refusal("radiation", text, "reason"))
    return tuple(refusals)
