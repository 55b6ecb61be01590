"""« Accompagnement global » with France Travail: a binôme, a portfolio of the team, small numbers (AG-1)."""

from dataclasses import dataclass
from datetime import date

from tisserand.deadlines.rules import limit
from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import NBSP, counted
from tisserand.support.rules.dated import dated
from tisserand.support.rules.facts import PlanFacts
from tisserand.support.rules.states import State

KIND, REVIEW = "global_emploi", "AG-1"
FEW, MANY = "AG-2a", "AG-2b"
# Below, a number might be somebody: direction reads « moins de 5 » (design §1).
SMALL = 5


@dataclass(frozen=True)
class Portfolio:
    """A figure of the team, never of a colleague (invariant 6). `few` and `many` are for one binôme."""

    people: int
    pairs: int
    few: int
    many: int
    source: str
    doubtful: str

    @property
    def words(self) -> str:
        if not self.pairs:
            return f"Aucun binôme en cours. Repère{NBSP}: {self.few} à {self.many} personnes par binôme."
        each = round(self.people / self.pairs)
        found = f"{counted(self.people, 'personne')}, {counted(self.pairs, 'binôme')}, soit {each} par binôme."
        return f"{found} Repère{NBSP}: {self.few} à {self.many}."


def portfolio(*, people: int, pairs: int, on: date, place: str) -> Portfolio:
    few, many = limit(FEW, on, place), limit(MANY, on, place)
    return Portfolio(people, pairs, int(few.value), int(many.value), few.source, few.doubtful)


def refusals_to_pair(
    plan: PlanFacts, *, adviser: str, agency: str, asked_on: date, began_on: date | None, today: date
) -> tuple[Refusal, ...]:
    refusals = []
    if plan.kind.code != KIND:
        refusals.append(Refusal("kind", "Le binôme avec France Travail vaut pour un accompagnement global emploi."))
    if plan.state == State.CLOSED:
        refusals.append(Refusal("state", "Cet accompagnement est clos."))
    refusals += dated(asked_on, None, today, "asked_on")
    if began_on:
        refusals += dated(began_on, asked_on, today, "began_on")
        if not adviser.strip():
            refusals.append(Refusal("adviser", "Nommez le conseiller de France Travail.", "adviser"))
        if not agency.strip():
            refusals.append(Refusal("agency", "Dites de quelle agence.", "agency"))
        if plan.state == State.DRAFT:
            text = f"L’accompagnement n’est pas encore actif{NBSP}: rendez-le actif, puis datez le début à deux."
            refusals.append(Refusal("draft", text, "began_on"))
    return tuple(refusals)


def masked(count: int | None) -> str:
    """`None` is what the database already hid."""
    if count is None:
        return f"moins de {SMALL}"
    return str(count)
