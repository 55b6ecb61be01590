"""From rows to what the rules need to know."""

from datetime import date, datetime

from tisserand.access import queries as access
from tisserand.inquiries.models import Attempt, BudgetLine, Diagnosis, Dispatch, Eviction
from tisserand.inquiries.rules import Dates, InquiryFacts, Side, State, Written
from tisserand.inquiries.rules import facts as known

DATES = ("seized_on", "hearing_on", "first_hearing_on", "lease_on", "landlord", "summons_to_pay_on", "assigned_on")
MORE_DATES = ("notified_on", "ccapex_on")
HEADINGS = ("adults", "steps_words", "keep", "rehouse", "consequences", "tenant_words", "landlord_words")


def zone_of(row: Eviction) -> str:
    return row.unit.time_zone


def today_of(row: Eviction, at: datetime) -> date:
    """The day it is for the team (decision D15)."""
    return access.today(at, zone_of(row))


def dates_of(row: Eviction) -> Dates:
    return Dates(**{name: getattr(row, name) for name in (*DATES, *MORE_DATES)})


def facts_of(row: Eviction) -> InquiryFacts:
    """Two queries."""
    attempts = Attempt.objects.filter(eviction=row).order_by("done_on", "id").values_list("done_on", "proof")
    sent = Dispatch.objects.filter(eviction=row, paper=row.paper_id) if row.paper_id else Dispatch.objects.none()
    return facts(row, attempts, sent.order_by("id").values_list("to", flat=True))


def facts(row: Eviction, attempts, sent) -> InquiryFacts:
    return InquiryFacts(
        state=State(row.state),
        outcome=row.outcome,
        seized_on=row.seized_on,
        hearing_on=row.hearing_on,
        read_on=row.read_on,
        support_agreed_on=row.support_agreed_on,
        attempts=tuple(known.Attempt(on, proof) for on, proof in attempts),
        sent_to=frozenset(sent),
    )


def written_of(diagnosis: Diagnosis | None, lines: list[BudgetLine]) -> Written:
    sides = {line.side for line in lines}
    amounts = {"has_resources": Side.RESOURCE in sides, "has_charges": Side.CHARGE in sides}
    if diagnosis is None:
        return Written(**amounts)
    return Written(
        **{name: getattr(diagnosis, name) for name in HEADINGS},
        **amounts,
        **{name: tuple(getattr(diagnosis, name)) for name in ("causes", "steps", "sources")},
        debt_known=diagnosis.debt is not None and diagnosis.debt_on is not None,
    )
