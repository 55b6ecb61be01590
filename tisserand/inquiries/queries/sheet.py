"""One inquiry, whole, in a number of queries that its length does not change."""

from dataclasses import dataclass
from functools import cached_property

from tisserand.access.queries import visible
from tisserand.deadlines.queries import chosen_offset
from tisserand.deadlines.rules import Due
from tisserand.inquiries.models import Attempt, BudgetLine, Diagnosis, Dispatch, Eviction, HearingDate
from tisserand.inquiries.queries.facts import dates_of, facts, written_of, zone_of
from tisserand.inquiries.rules import (
    Budget,
    Dates,
    InquiryFacts,
    Line,
    Written,
    budget,
    clause,
    irregularities,
    planned,
)
from tisserand.inquiries.rules.calendar import FINISH, SECOND_OFFER
from tisserand.inquiries.rules.refusals import missing, refusals_to_finish
from tisserand.inquiries.rules.states import State
from tisserand.kernel.refusals import Refusal
from tisserand.people import queries as people


@dataclass(frozen=True)
class Sheet:
    """All that a page or a paper says of an inquiry; without `diagnosis` for those who see the procedure only."""

    row: Eviction
    card: people.Card | None
    zone: str
    hearings: list[HearingDate]
    attempts: list[Attempt]
    diagnosis: Diagnosis | None
    lines: list[BudgetLine]
    dispatches: list[Dispatch]
    # What the département chose for the rules it may set.
    chosen: dict[str, int | None]

    @property
    def name(self) -> str:
        return self.card.display_name if self.card else "Personne protégée"

    @cached_property
    def dates(self) -> Dates:
        return dates_of(self.row)

    @property
    def planned(self) -> tuple[Due, ...]:
        return planned(self.dates, self.zone, self.chosen)

    @property
    def clause(self) -> Due | None:
        return clause(self.dates, self.zone)

    @property
    def irregularities(self) -> tuple[str, ...]:
        return irregularities(self.dates, self.zone)

    @property
    def facts(self) -> InquiryFacts:
        now = [sent.to for sent in self.dispatches if sent.paper_id == self.row.paper_id]
        return facts(self.row, [(one.done_on, one.proof) for one in self.attempts], now)

    @property
    def written(self) -> Written:
        return written_of(self.diagnosis, self.lines)

    @property
    def budget(self) -> Budget:
        said = self.diagnosis
        count = (said.adults or 0) + (said.children or 0) if said else 0
        return budget([Line(line.side, line.amount) for line in self.lines], people=count)

    def empty(self) -> tuple[Refusal, ...]:
        """Headings with nothing in them yet, whatever the state; a « carence » may leave them so."""
        return missing(self.written)

    def missing(self) -> tuple[Refusal, ...]:
        """What the form still wants, once somebody was met."""
        return refusals_to_finish(self.facts, self.written) if self.row.state in {State.MET, State.NOT_MET} else ()


def sheet(actor, row: Eviction) -> Sheet:
    """Nine queries."""
    return Sheet(
        row=row,
        card=people.cards(actor, [row.person_id]).get(row.person_id),
        zone=zone_of(row),
        hearings=_rows(HearingDate, actor, row, "-written_at", "-id"),
        attempts=_rows(Attempt, actor, row, "-done_on", "-id"),
        diagnosis=visible(Diagnosis, actor).filter(eviction=row).first(),
        lines=_rows(BudgetLine, actor, row, "side", "code"),
        dispatches=_rows(Dispatch, actor, row, "-sent_on", "-id"),
        chosen={rule: chosen_offset(rule, row.hearing_on) for rule in (FINISH, SECOND_OFFER)},
    )


def _rows(model, actor, row: Eviction, *order: str) -> list:
    return list(visible(model, actor).filter(eviction=row).select_related("author").order_by(*order))
