"""Help with a budget: the evaluation before a renewal, the measures of a judge, the file of debts."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import already, change, one_at_a_time
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.kernel.sentences import NBSP
from tisserand.support.models import BudgetEvaluation, CourtMeasure, DebtFile, KnownMeasure, Plan
from tisserand.support.operations.followed import (
    begin,
    fulfil,
    hold,
    move,
    note,
    owe,
    owe_nothing,
    start,
    zone,
)
from tisserand.support.operations.hold import add as add_to_plan
from tisserand.support.operations.hold import hold as hold_plan
from tisserand.support.operations.hold import note as note_plan
from tisserand.support.operations.measures import end_measure, record_measure
from tisserand.support.queries import running
from tisserand.support.queries.facts import today_of as today_of_plan
from tisserand.support.queries.followed import court_facts, debt_facts, zone_of
from tisserand.support.queries.masp import known_spans, masp_spans
from tisserand.support.rules import coded, court, debts, kinds
from tisserand.support.rules.calendar import months_after
from tisserand.support.rules.court import Asked, Court, Standing
from tisserand.support.rules.dated import dated
from tisserand.support.rules.debts import DebtState

DAY = timedelta(days=1)
HEARD_AGAIN = "Nouvelle date d’audience notée."


@transaction.atomic
def evaluate_budget(
    *,
    actor,
    at: datetime,
    plan: UUID,
    on: date,
    situation: str,
    conclusion: str,
    danger: str = "",
    words: str = "",
    request_key: UUID | None = None,
    draft: str = "",
) -> BudgetEvaluation:
    """Written before a MASP is renewed (CASF L. 271-2)."""
    if known := already(BudgetEvaluation, request_key):
        return known
    row = hold_plan(plan)
    refuse(_refusals_to_evaluate(row, on, situation, conclusion, today_of_plan(row, at)))
    said = {"evaluated_on": on, "situation": situation, "danger": danger, "words": words, "conclusion": conclusion}
    kept = add_to_plan(BudgetEvaluation, row, actor=actor, at=at, request_key=request_key, **said)
    note_plan("evaluate", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return kept


def _refusals_to_evaluate(row: Plan, on: date, situation: str, conclusion: str, today: date):
    if not kinds()[row.kind].family:
        yield Refusal("kind", "Cette évaluation vaut pour une MASP.")
    yield from dated(on, row.starts_on, today)
    if not situation.strip():
        yield Refusal("situation", "Écrivez la situation de la personne et de son budget.", "situation")
    if conclusion not in coded("budget_conclusion"):
        yield Refusal("conclusion", "Dites ce que l’évaluation conclut.", "conclusion")


@transaction.atomic
def ask_judge(
    *,
    actor,
    at: datetime,
    person: UUID,
    team: UUID,
    said: Asked,
    today: date,
    words: str = "",
    referent: UUID | None = None,
    request_key: UUID | None = None,
    draft: str = "",
) -> CourtMeasure:
    """Direct payment to the landlord, asked by the département; a MAJ, asked by the procureur alone."""
    if known := already(CourtMeasure, request_key):
        return known
    one_at_a_time(person)
    masp, open_already = masp_spans(actor, person, today=today), running.court_measure(actor, person, said.measure)
    refuse(court.refusals_to_ask(said, masp=masp, running=open_already, today=today, place=zone(team)))
    who = {"person": person, "team": team, "referent": referent, "request_key": request_key}
    row = begin(CourtMeasure, actor=actor, at=at, **who, **vars(said), words=words)
    note("ask", row, actor=actor, at=at, reason=said.measure)
    access.drop_draft(actor=actor, form=draft, person=person)
    return row


@transaction.atomic
def hear_measure(*, actor, at: datetime, measure: UUID, on: date) -> CourtMeasure:
    row = hold(CourtMeasure, measure)
    refuse(court.refusals_to_hear(court_facts(row, at, ()), on=on))
    if row.heard_on:
        move(row, court.HEARING, on, HEARD_AGAIN, actor=actor, at=at)
    change(row, actor=actor, at=at, heard_on=on)
    if row.measure == Court.DIRECT_PAYMENT:
        start(row, court.JUDGED, on, actor=actor, at=at)
    note("hear", row, actor=actor, at=at)
    return row


@transaction.atomic
def judge_measure(
    *,
    actor,
    at: datetime,
    measure: UUID,
    on: date,
    decision: str,
    months: int | None = None,
    exercised_by: str = "",
) -> CourtMeasure:
    """Ordered, rejected, or ordered again before its end: within two years, and four in all."""
    row = hold(CourtMeasure, measure)
    facts = court_facts(row, at, known_spans(actor, row.person_id, row.measure, today=on))
    refuse(court.refusals_to_judge(facts, decision=decision, on=on, months=months) or _who(decision, exercised_by, row))
    fulfil(row, court.JUDGED, outcome=decision, actor=actor, at=at, on=on)
    if decision == "granted":
        _order(row, on, months, exercised_by, actor=actor, at=at, first=not facts.earlier)
    else:
        change(row, actor=actor, at=at, standing=Standing.REJECTED, decided_on=on)
    note("judge", row, actor=actor, at=at, reason=decision)
    return row


def _who(decision: str, exercised_by: str, row: CourtMeasure) -> tuple[Refusal, ...]:
    if decision == "granted" and row.known_id is None and not exercised_by.strip():
        return (Refusal("exercised_by", "Dites qui exerce cette mesure.", "exercised_by"),)
    return ()


def _order(row: CourtMeasure, on: date, months: int, exercised_by: str, *, actor, at: datetime, first: bool) -> None:
    after = months_after(on, months)
    known = row.known or record_measure(
        actor=actor, at=at, person=row.person_id, measure=row.measure, exercised_by=exercised_by, starts_on=on
    )
    end_measure(actor=actor, at=at, measure=known.pk, ends_before=after)
    said = {"decided_on": on, "months": months, "ends_on": after - DAY, "known": known}
    change(row, actor=actor, at=at, standing=Standing.ORDERED, notified_on=None, **said)
    one, every = court.LENGTHS[Court(row.measure)]
    fulfil(row, one, outcome="renewed", actor=actor, at=at, on=on)
    if first:
        start(row, every, on, actor=actor, at=at)
    _until(row, one, on, actor=actor, at=at)


def _until(row: CourtMeasure, rule: str, on: date, *, actor, at: datetime) -> None:
    """The clock of the law when the judge gave all that it allows; else the day that the judge gave."""
    most = court.longest(row.measure, on, zone_of(row))
    if row.months == most.offset * 12:
        start(row, rule, on, actor=actor, at=at)
        owe_nothing(row, actor=actor, at=at, outcome="ordered")
        return
    why = f"{row.months} mois, comme le juge l’a décidé, {most.offset * 12} au plus{NBSP}: {most.source}"
    owe(row, "end", most.label, row.ends_on, actor=actor, at=at, why=why)


@transaction.atomic
def notify_measure(*, actor, at: datetime, measure: UUID, on: date) -> CourtMeasure:
    """The fifteen days to appeal are counted from there (MASP-2e), and shown."""
    row = hold(CourtMeasure, measure)
    refuse(court.refusals_to_notify(court_facts(row, at, ()), on=on))
    change(row, actor=actor, at=at, notified_on=on)
    note("notify", row, actor=actor, at=at)
    return row


@transaction.atomic
def end_court_measure(*, actor, at: datetime, measure: UUID, on: date, reason: str) -> CourtMeasure:
    row = hold(CourtMeasure, measure)
    refuse(court.refusals_to_end(court_facts(row, at, ()), on=on, reason=reason))
    change(row, actor=actor, at=at, standing=Standing.ENDED, ended_on=on, ended_why=reason)
    if row.known_id and on < KnownMeasure.objects.get(pk=row.known_id).ends_before:
        end_measure(actor=actor, at=at, measure=row.known_id, ends_before=max(on, row.known.starts_on + DAY))
    fulfil(row, court.JUDGED, *court.LENGTHS[Court(row.measure)], outcome=reason, actor=actor, at=at, on=on)
    owe_nothing(row, actor=actor, at=at, outcome=reason)
    note("end", row, actor=actor, at=at, reason=reason)
    return row


@transaction.atomic
def lodge_debts(
    *,
    actor,
    at: datetime,
    person: UUID,
    team: UUID,
    on: date,
    today: date,
    reference: str = "",
    words: str = "",
    referent: UUID | None = None,
    request_key: UUID | None = None,
    draft: str = "",
) -> DebtFile:
    if known := already(DebtFile, request_key):
        return known
    one_at_a_time(person)
    refuse(debts.refusals_to_lodge(on=on, running=running.debt_file(actor, person), today=today))
    who = {"person": person, "team": team, "referent": referent, "request_key": request_key}
    row = begin(DebtFile, actor=actor, at=at, **who, lodged_on=on, reference=reference, words=words)
    start(row, debts.ANSWER, on, actor=actor, at=at)
    note("lodge", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=person)
    return row


@transaction.atomic
def answer_debts(*, actor, at: datetime, file: UUID, on: date, answer: str) -> DebtFile:
    """Admissible: enforcement stops for two years at most, eviction does not."""
    row = hold(DebtFile, file)
    refuse(debts.refusals_to_answer(debt_facts(row, at), on=on, answer=answer))
    admissible = answer == "admissible"
    change(row, actor=actor, at=at, answered_on=on, answer=answer)
    fulfil(row, debts.ANSWER, outcome=answer, actor=actor, at=at, on=on)
    if admissible:
        change(row, actor=actor, at=at, state=DebtState.ADMISSIBLE)
        start(row, debts.PAUSE, on, actor=actor, at=at)
    else:
        change(row, actor=actor, at=at, state=DebtState.CLOSED, closed_on=on, outcome="rejected")
    note("answer", row, actor=actor, at=at, reason=answer)
    return row


@transaction.atomic
def close_debts(*, actor, at: datetime, file: UUID, on: date, outcome: str) -> DebtFile:
    row = hold(DebtFile, file)
    refuse(debts.refusals_to_close(debt_facts(row, at), on=on, outcome=outcome))
    change(row, actor=actor, at=at, state=DebtState.CLOSED, closed_on=on, outcome=outcome)
    fulfil(row, debts.ANSWER, debts.PAUSE, outcome=outcome, actor=actor, at=at, on=on)
    note("close", row, actor=actor, at=at, reason=outcome)
    return row
