"""One concern, whole, in a number of queries that its length does not change."""

from dataclasses import dataclass
from functools import cached_property

from tisserand.access.queries import visible
from tisserand.deadlines.rules import limit
from tisserand.inquiries.models import (
    Adult,
    Concern,
    ConcernDispatch,
    ConcernPaper,
    Conflict,
    Contribution,
    Fact,
    Meeting,
    Minor,
    Signature,
    Transmission,
)
from tisserand.inquiries.queries.concerns import facts as known
from tisserand.inquiries.queries.concerns.lists import about_same_home, manages
from tisserand.inquiries.rules.concern_evaluation import AT_HOME, missing
from tisserand.inquiries.rules.concern_facts import ConcernFacts
from tisserand.inquiries.rules.concern_home import refusals_to_remove_child
from tisserand.inquiries.rules.concern_states import Stage
from tisserand.kernel.refusals import Refusal


@dataclass(frozen=True)
class Sheet:
    """`removed`: named by mistake, with why. `conflicts` and `others`: those of the unit, empty for the evaluators."""

    row: Concern
    transmissions: list[Transmission]
    children: list[Minor]
    removed: list[Minor]
    adults: list[Adult]
    meetings: list[Meeting]
    facts: list[Fact]
    contributions: list[Contribution]
    signatures: list[Signature]
    dispatches: list[ConcernDispatch]
    papers: frozenset[str]
    conflicts: list[Conflict]
    others: list[Concern]

    @cached_property
    def known(self) -> ConcernFacts:
        return known.facts(
            self.row,
            children=self.children,
            adults=self.adults,
            at_home=len([one for one in self.meetings if one.place == "home"]),
            written=len(self.facts),
            signed=[one.author_id for one in self.signatures if one.stands],
            owed=len([one for one in self.transmissions if one.owed and not one.returned_on]),
        )

    @property
    def names(self) -> str:
        return ", ".join(child.name for child in self.children) or "Enfant à nommer"

    def what_keeps(self, child: Minor) -> tuple[Refusal, ...]:
        """Why she cannot be removed, before anybody says why she should be."""
        about = len([fact for fact in self.facts if fact.minor_id == child.pk])
        stage = Stage(self.row.stage)
        return refusals_to_remove_child(stage, known.child_facts(child), others=len(self.children) - 1, facts=about)

    def missing(self) -> tuple[Refusal, ...]:
        if self.row.stage != Stage.EVALUATING:
            return ()
        wanted = limit(AT_HOME, self.row.received_on, known.zone_of(self.row)).value
        return tuple(missing(self.known, at_home=wanted))


def sheet(actor, row: Concern) -> Sheet:
    """Twelve queries."""
    unit = actor.is_system or manages(actor, row)
    minors = _rows(Minor, actor, row, "born_on", "id", also=("removed_by",))
    return Sheet(
        row=row,
        transmissions=_rows(Transmission, actor, row, "written_at", "id"),
        children=[child for child in minors if not child.removed_at],
        removed=[child for child in minors if child.removed_at],
        adults=_rows(Adult, actor, row, "written_at", "id"),
        meetings=_rows(Meeting, actor, row, "on", "id"),
        facts=_rows(Fact, actor, row, "written_at", "id"),
        contributions=_rows(Contribution, actor, row, "written_at", "id", also=("asked",)),
        signatures=_rows(Signature, actor, row, "written_at", "id"),
        dispatches=_rows(ConcernDispatch, actor, row, "-sent_on", "-id"),
        papers=frozenset(visible(ConcernPaper, actor).filter(concern=row).order_by().values_list("kind", flat=True)),
        conflicts=_rows(Conflict, actor, row, "-written_at", "-id", also=("account",)) if unit else [],
        others=list(about_same_home(actor, row)[:10]) if unit and row.files else [],
    )


def _rows(model, actor, row: Concern, *order: str, also: tuple[str, ...] = ()) -> list:
    return list(visible(model, actor).filter(concern=row).select_related("author", *also).order_by(*order))
