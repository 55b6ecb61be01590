"""What is counted, in words that stand beside the numbers (R22, R32, R38)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tisserand.kernel.sentences import NARROW, figure

# Of fewer, a share would say more about how small numbers are written than about the work.
FEWEST_TO_SHARE = 20
HIDDEN = "masqué"
NOTHING = "aucun"


@dataclass(frozen=True)
class Counted:
    """What one unit did in one period, small numbers written otherwise (`walls.landmarks`)."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    minutes: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.numbers.values())


@dataclass(frozen=True)
class Column:
    """A number of these codes, or its share of all; `time` counts minutes instead of acts."""

    label: str
    codes: tuple[str, ...] = ()
    share: bool = False
    time: bool = False

    def of(self, counted: Counted) -> str:
        found = counted.minutes if self.time else counted.numbers
        number = sum(found.get(code, 0) for code in self.codes or found)
        if not self.share:
            return figure(number)
        if 0 < counted.total < FEWEST_TO_SHARE:
            return HIDDEN
        return percent(number, sum(found.values()))


@dataclass(frozen=True)
class Landmark:
    """One table: what it says, of which kinds of unit."""

    measure: str
    title: str
    definition: str
    columns: tuple[Column, ...]
    kinds: frozenset[str]


def percent(part: int, whole: int) -> str:
    """To the unit: « 37 % »."""
    return f"{round(100 * part / whole)}{NARROW}%" if whole else NOTHING


AROUND = frozenset({"departement", "direction", "tas"})
ACTS = Landmark(
    "acts",
    "Accueillir et accompagner",
    "Les actes notés pendant la période, et leur durée, selon leur fonction\u00a0: accueil, accompagnement social, ou"
    " une des quatre autres (information, médiation, coordination, développement). Chaque acte a une seule fonction."
    " La durée est celle qui a été notée, ou la durée habituelle.",
    (
        Column("Actes"),
        Column("Accueil, part des actes", ("accueil",), share=True),
        Column("Accompagnement, part des actes", ("accompagnement",), share=True),
        Column("Accueil, part du temps", ("accueil",), share=True, time=True),
        Column("Accompagnement, part du temps", ("accompagnement",), share=True, time=True),
    ),
    AROUND | {"site", "team", "pole"},
)
PLANS = Landmark(
    "plans",
    "Projets d’accompagnement formalisés",
    "Parmi les accompagnements devenus actifs pendant la période, ceux dont le projet a été remis au plus tard dix"
    " jours après la fin du mois\u00a0: signé, remis sans signature, signature refusée, ou lu à voix haute. Formaliser"
    " n’est pas signer. Ceux qui ont été clos pour erreur ne comptent pas.",
    (
        Column("Devenus actifs"),
        Column("Projet remis", ("handed",)),
        Column("Part formalisée", ("handed",), share=True),
    ),
    AROUND | {"team"},
)
DEMANDS = Landmark(
    "demands",
    "Démarches faites à la place de la personne",
    "Parmi les demandes écrites à l’accueil pendant la période, celles dont une réponse est «\u00a0Démarche à sa"
    " place\u00a0». Le motif est obligatoire\u202f; la personne fait elle-même, ou ensemble, chaque fois que"
    " c’est possible.",
    (
        Column("Demandes"),
        Column("À sa place", ("instead",)),
        Column("Part à sa place", ("instead",), share=True),
    ),
    AROUND | {"site"},
)


def how_landmark(labels: Mapping[str, str]) -> Landmark:
    columns = tuple(Column(said, (code,)) for code, said in labels.items())
    return Landmark(
        "plans.each",
        "Comment les projets ont été remis",
        "Les mêmes accompagnements, par issue de la remise.",
        (*columns, Column("Pas encore remis", ("none",))),
        AROUND | {"team"},
    )


def why_landmark(labels: Mapping[str, str]) -> Landmark:
    return Landmark(
        "demands.each",
        "Pourquoi à sa place",
        "Les mêmes demandes, par motif.",
        tuple(Column(said, (code,)) for code, said in labels.items()),
        AROUND | {"site"},
    )
