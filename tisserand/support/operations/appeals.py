"""Her appeal against a sanction, and what the département answers (rule RSA-8)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access.rows import change
from tisserand.kernel.refusals import refuse
from tisserand.support.models import RsaBreach
from tisserand.support.operations.breach import brings_radiation, done, ends_when_decided
from tisserand.support.operations.followed import fulfil, hold, in_working_days, owe, start
from tisserand.support.queries.followed import breach_facts, sanction_of, today_of
from tisserand.support.rules import breach as law
from tisserand.support.rules.breach import Step
from tisserand.support.rules.calendar import months_after
from tisserand.support.rules.sanction import Left

# Ours: no text dates it.
DAYS_TO_RESTORE = 1
RESTORE = "Rétablir le RSA"
ANNULLED = "La décision est annulée\u00a0: la sanction ne court plus"
OVER = "La durée laissée par le recours est passée\u00a0: la sanction ne court plus"


@transaction.atomic
def record_appeal(*, actor, at: datetime, breach: UUID, on: date, commission_on: date | None = None) -> RsaBreach:
    """With a commission, one month and one month; without, two months (RSA-8)."""
    row = hold(RsaBreach, breach)
    facts = breach_facts(row, at, earlier=False)
    refuse(law.refusals_to_appeal(facts, on=on, commission_on=commission_on))
    change(row, actor=actor, at=at, appeal_on=on, commission_on=commission_on)
    rule, event_on = (law.ADVISE, commission_on) if commission_on else (law.DECIDE_APPEAL, on)
    start(row, rule, event_on, actor=actor, at=at)
    done("appeal", row, actor=actor, at=at)
    return row


@transaction.atomic
def record_advice(*, actor, at: datetime, breach: UUID, on: date) -> RsaBreach:
    """The commission gave its opinion: the département has one month."""
    row = hold(RsaBreach, breach)
    facts = breach_facts(row, at, earlier=False)
    refuse(law.refusals_to_note_advice(facts, on=on, commission_on=row.commission_on, known=row.advised_on))
    change(row, actor=actor, at=at, advised_on=on)
    fulfil(row, law.ADVISE, outcome="advised", actor=actor, at=at, on=on)
    start(row, law.DECIDE_ADVISED, on, actor=actor, at=at)
    done("advice", row, actor=actor, at=at)
    return row


@transaction.atomic
def answer_appeal(
    *,
    actor,
    at: datetime,
    breach: UUID,
    on: date,
    outcome: str,
    kind: str = "",
    share: int | None = None,
    months: int | None = None,
    words: str = "",
    draft: str = "",
) -> RsaBreach:
    """Kept, annulled, or changed: then what is left of the sanction stands; what was decided first stays written."""
    row, left = hold(RsaBreach, breach), Left(kind, share, months)
    facts = breach_facts(row, at, earlier=False)
    refuse(law.refusals_to_answer_appeal(facts, sanction_of(row), on=on, outcome=outcome, left=left))
    change(row, actor=actor, at=at, answered_on=on, answer=outcome, answer_words=words)
    clocks = (law.ADVISE, law.DECIDE_ADVISED, law.DECIDE_APPEAL)
    fulfil(row, *clocks, outcome=outcome, actor=actor, at=at, on=on)
    if outcome == law.CHANGED:
        _leave(row, left, on, actor=actor, at=at)
    elif outcome == law.ANNULLED and row.step == Step.SANCTIONED:
        _restore(row, ANNULLED, actor=actor, at=at)
    done("answer", row, actor=actor, at=at, draft=draft, reason=outcome)
    return row


def _leave(row: RsaBreach, left: Left, on: date, *, actor, at: datetime) -> None:
    """A sanction that is over already changes in what is written, and owes nothing."""
    former = {"former_sanction": row.sanction, "former_share": row.share, "former_months": row.months}
    now = {"sanction": left.kind or row.sanction, "share": left.share, "months": left.months}
    change(row, actor=actor, at=at, **former, **now)
    if row.step != Step.SANCTIONED:
        return
    if not brings_radiation(row):
        fulfil(row, law.RADIATE, outcome=law.CHANGED, actor=actor, at=at, on=on)
    if months_after(row.effective_on, row.months) <= today_of(row, at):
        _restore(row, OVER, actor=actor, at=at)
    else:
        ends_when_decided(row, actor=actor, at=at)


def _restore(row: RsaBreach, why: str, *, actor, at: datetime) -> None:
    tomorrow = in_working_days(row, today_of(row, at), DAYS_TO_RESTORE)
    owe(row, "lift", RESTORE, tomorrow, actor=actor, at=at, why=why)
