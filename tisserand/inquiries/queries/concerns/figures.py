"""A year of concerns in figures, for the unit: counted in PostgreSQL, masked before they are shown (rule IP-8)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from tisserand.access.queries import visible
from tisserand.access.walls import among
from tisserand.inquiries.models import Concern, Minor, Transmission
from tisserand.inquiries.rules import coded
from tisserand.inquiries.rules.concern_facts import age_on
from tisserand.inquiries.rules.concern_figures import Cell, masked
from tisserand.inquiries.rules.concern_states import Stage

AGES = ("Moins de 2 ans", "2 à 5 ans", "6 à 10 ans", "11 à 14 ans", "15 à 17 ans", "Âge non connu")
LATE = {False: "Conclue dans le délai", True: "Conclue après le délai"}


@dataclass(frozen=True)
class Table:
    title: str
    cells: tuple[Cell, ...]


def figures_of(actor, year: int) -> list[Table]:
    """No name, no place, no child can be told from these."""
    rows = visible(Concern, actor).filter(among("unit_id", actor.reach("concerns.receive")), received_on__year=year)
    return [
        Table("Informations reçues, par origine", _cells("ip_source", _by(_wrote(actor, rows), "source"))),
        Table("Qualification", _cells("ip_qualification", _by(rows, "qualification"))),
        Table("Enfants concernés, par âge à la réception", masked(_ages(actor, rows))),
        Table("Rencontre de chaque enfant", _cells("ip_heard", _by(_children(actor, rows), "heard"))),
        Table("Conclusions", _cells("ip_conclusion", _by(rows.exclude(stage=Stage.EVALUATING), "conclusion"))),
        Table("Délai de l’évaluation", masked(_delays(rows))),
    ]


def _wrote(actor, rows: QuerySet) -> QuerySet:
    return visible(Transmission, actor).filter(concern__in=rows.order_by().values("pk"))


def _children(actor, rows: QuerySet) -> QuerySet:
    return visible(Minor, actor).filter(concern__in=rows.order_by().values("pk"), removed_at=None)


def _by(rows: QuerySet, column: str) -> dict[str, int]:
    return dict(rows.exclude(**{column: ""}).order_by(column).values_list(column).annotate(Count("pk")))


def _cells(name: str, counts: dict[str, int]) -> tuple[Cell, ...]:
    return masked({said: counts.get(code, 0) for code, said in coded(name).items()})


def _ages(actor, rows: QuerySet) -> dict[str, int]:
    births = _children(actor, rows).order_by("id").values_list("born_on", "concern__received_on")
    found = Counter(_band(births))
    return {band: found[band] for band in AGES}


def _band(births: Iterable[tuple]) -> Iterable[str]:
    for born, received in births:
        yield AGES[-1] if born is None else AGES[sum(age_on(born, received) >= least for least in (2, 6, 11, 15))]


def _delays(rows: QuerySet) -> dict[str, int]:
    done = rows.filter(concluded_on__isnull=False)
    late = done.filter(evaluating__done_on__gt=F("evaluating__due_at__date")).count()
    return {LATE[False]: done.count() - late, LATE[True]: late}
