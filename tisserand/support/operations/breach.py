"""A breach of the contract of the RSA: each step is somebody's gesture, dated and proved (rules RSA-7 and RSA-8)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tisserand.access import operations as access
from tisserand.access.rows import already, change
from tisserand.deadlines.queries import chosen_offset
from tisserand.deadlines.rules import due
from tisserand.kernel.refusals import refuse
from tisserand.kernel.sentences import NBSP
from tisserand.support.models import RsaBreach, RsaPath
from tisserand.support.operations.followed import (
    add,
    fulfil,
    hold,
    in_working_days,
    note,
    owe,
    owe_nothing,
    start,
)
from tisserand.support.operations.hold import check_version
from tisserand.support.queries.followed import breach_facts, today_of, was_sanctioned, zone_of
from tisserand.support.rules import breach as law
from tisserand.support.rules import sanction as scale
from tisserand.support.rules.breach import Step
from tisserand.support.rules.calendar import months_after
from tisserand.support.rules.rsa import Stage
from tisserand.support.rules.sanction import Sanction

# Ours: no text dates these.
DAYS_TO_INFORM, DAYS_TO_DECIDE, DAYS_TO_NOTIFY = 5, 10, 5
LEFT = "left"
BEFORE_DECISION = frozenset({Step.NOTED, Step.INFORMED, Step.HEARD})


@transaction.atomic
def note_breach(
    *,
    actor,
    at: datetime,
    path: UUID,
    kind: str,
    noted_by: str,
    on: date,
    words: str,
    request_key: UUID | None = None,
    draft: str = "",
) -> RsaBreach:
    """Facts that somebody noted. Nothing follows by itself."""
    if known := already(RsaBreach, request_key):
        return known
    held = hold(RsaPath, path)
    today = today_of(held, at)
    said = {"kind": kind, "noted_by": noted_by, "words": words}
    refuse(law.refusals_to_note(Stage(held.stage), on=on, today=today, **said))
    row = add(RsaBreach, held, actor=actor, at=at, noted_on=on, request_key=request_key, **said)
    row.team = held.team
    due_on = in_working_days(row, today, DAYS_TO_INFORM)
    owe(row, "inform", "Informer la personne du manquement, ou le laisser sans suite", due_on, actor=actor, at=at)
    done("note", row, actor=actor, at=at, draft=draft)
    return row


@transaction.atomic
def inform(
    *, actor, at: datetime, breach: UUID, on: date, channel: str, proof: str, envisaged: str, draft: str = ""
) -> RsaBreach:
    """The time of her observations runs from what she received (RSA-7a)."""
    row = hold(RsaBreach, breach)
    facts = breach_facts(row, at, earlier=False)
    refuse(law.refusals_to_inform(facts, on=on, channel=channel, proof=proof, envisaged=envisaged))
    until = law.observations_until(on, zone_of(row), offset=chosen_offset(law.OBSERVE, on)).on
    said = {"informed_on": on, "informed_how": channel, "informed_proof": proof.strip(), "envisaged": envisaged}
    change(row, actor=actor, at=at, step=Step.INFORMED, until=until, **said)
    start(row, law.OBSERVE, on, actor=actor, at=at)
    owe_nothing(row, actor=actor, at=at, outcome="informed")
    done("inform", row, actor=actor, at=at, draft=draft)
    return row


@transaction.atomic
def record_observations(
    *,
    actor,
    at: datetime,
    breach: UUID,
    on: date,
    how: str,
    words: str,
    expected_version: int,
    helper: str = "",
    draft: str = "",
) -> RsaBreach:
    """Her words, and who helped her; what she adds is joined by whoever writes it."""
    row = hold(RsaBreach, breach)
    said = {"observations": words, "helper": helper}
    check_version(row, expected_version, said)
    refuse(law.refusals_to_hear(breach_facts(row, at, earlier=False), on=on, how=how, words=words))
    change(row, actor=actor, at=at, step=Step.HEARD, heard_on=on, heard_how=how, **said)
    _observed(row, "heard", actor=actor, at=at, on=on)
    done("hear", row, actor=actor, at=at, draft=draft)
    return row


@transaction.atomic
def say_silent(*, actor, at: datetime, breach: UUID) -> RsaBreach:
    """The time is over and nothing came."""
    row = hold(RsaBreach, breach)
    refuse(law.refusals_to_say_silent(breach_facts(row, at, earlier=False)))
    change(row, actor=actor, at=at, step=Step.HEARD, silent_on=today_of(row, at))
    _observed(row, "silent", actor=actor, at=at)
    done("silent", row, actor=actor, at=at)
    return row


def _observed(row: RsaBreach, outcome: str, *, actor, at: datetime, on: date | None = None) -> None:
    fulfil(row, law.OBSERVE, outcome=outcome, actor=actor, at=at, on=on)
    if row.obligation_id is None:
        after = max(row.until, today_of(row, at))
        owe(
            row,
            "decide",
            "Décider, ou laisser sans suite",
            in_working_days(row, after, DAYS_TO_DECIDE),
            actor=actor,
            at=at,
        )


@transaction.atomic
def record_opinion(
    *, actor, at: datetime, breach: UUID, on: date, words: str, expected_version: int, draft: str = ""
) -> RsaBreach:
    row = hold(RsaBreach, breach)
    check_version(row, expected_version, {"opinion": words})
    refuse(law.refusals_to_advise(breach_facts(row, at, earlier=False), on=on, words=words))
    change(row, actor=actor, at=at, opinion_on=on, opinion=words)
    done("opinion", row, actor=actor, at=at, draft=draft)
    return row


@transaction.atomic
def record_sanction(
    *,
    actor,
    at: datetime,
    breach: UUID,
    said: Sanction,
    expected_version: int,
    repeated_words: str = "",
    draft: str = "",
) -> RsaBreach:
    """What was decided, after every step and within the bounds of the day; decided on what its author has read."""
    row = hold(RsaBreach, breach)
    check_version(row, expected_version, {"reasons": said.reasons})
    facts = breach_facts(row, at, earlier=bool(repeated_words.strip()) or was_sanctioned(row))
    refuse(law.refusals_to_sanction(facts, said, noted_it=row.author_id == actor.account_id))
    kept = {name: value for name, value in vars(said).items() if name != "kind"}
    kept |= {"sanction": said.kind, "repeated_words": repeated_words, "decided_by_id": actor.account_id}
    change(row, actor=actor, at=at, step=Step.SANCTIONED, **kept)
    _runs(row, actor=actor, at=at)
    done("sanction", row, actor=actor, at=at, draft=draft, reason=said.kind)
    return row


def _runs(row: RsaBreach, *, actor, at: datetime) -> None:
    """It is to be notified; then it ends, on the day that was decided, and never after the law's."""
    owe(
        row,
        "notify",
        "Notifier la décision, avec les voies de recours",
        in_working_days(row, today_of(row, at), DAYS_TO_NOTIFY),
        actor=actor,
        at=at,
    )
    start(row, _longest(row), row.effective_on, actor=actor, at=at)
    if brings_radiation(row):
        start(row, law.RADIATE, row.effective_on, actor=actor, at=at)


def _longest(row: RsaBreach) -> str:
    return scale.MOST_REPEATED if row.repeated else scale.MOST


@transaction.atomic
def notify(*, actor, at: datetime, breach: UUID, on: date, proof: str) -> RsaBreach:
    """From that day, two months to appeal (RSA-8a). What is owed next is the end that was decided."""
    row = hold(RsaBreach, breach)
    refuse(law.refusals_to_notify(breach_facts(row, at, earlier=False), on=on, proof=proof))
    change(row, actor=actor, at=at, notified_on=on, notified_proof=proof.strip())
    ends_when_decided(row, actor=actor, at=at)
    done("notify", row, actor=actor, at=at)
    return row


def ends_when_decided(row: RsaBreach, *, actor, at: datetime) -> None:
    """The clock of the law says the longest; when less was decided, that day comes first."""
    ends_on = months_after(row.effective_on, row.months)
    allowed = scale.bounds(row.decided_on, zone_of(row), household=row.household, repeated=row.repeated)
    if row.step == Step.SANCTIONED and row.months < allowed.most_months:
        why = f"{row.months} mois, comme décidé, {allowed.most_months} au plus{NBSP}: {allowed.source}"
        owe(row, "lift", "Rétablir le RSA", ends_on, actor=actor, at=at, why=why)
    else:
        owe_nothing(row, actor=actor, at=at, outcome="notified")


@transaction.atomic
def lift(*, actor, at: datetime, breach: UUID, on: date, reason: str) -> RsaBreach:
    """As soon as she keeps her commitments again. A decision that she was not told of is still to be told."""
    row = hold(RsaBreach, breach)
    refuse(law.refusals_to_lift(breach_facts(row, at, earlier=False), on=on, reason=reason))
    _lifted(row, on, reason, actor=actor, at=at)
    return row


def _lifted(row: RsaBreach, on: date, reason: str, *, actor, at: datetime) -> None:
    change(row, actor=actor, at=at, step=Step.LIFTED, lifted_on=on, lifted_why=reason)
    fulfil(row, _longest(row), law.RADIATE, outcome=reason, actor=actor, at=at, on=on)
    if row.notified_on or reason == "error":
        owe_nothing(row, actor=actor, at=at, outcome=reason)
    done("lift", row, actor=actor, at=at, reason=reason)


@transaction.atomic
def drop(*, actor, at: datetime, breach: UUID, reason: str, words: str, draft: str = "") -> RsaBreach:
    """A legitimate reason, commitments kept again: no sanction."""
    row = hold(RsaBreach, breach)
    refuse(law.refusals_to_drop(breach_facts(row, at, earlier=False), reason=reason, words=words))
    said = {"dropped_on": today_of(row, at), "dropped_why": reason, "dropped_words": words}
    change(row, actor=actor, at=at, step=Step.DROPPED, **said)
    fulfil(row, law.OBSERVE, outcome="dropped", actor=actor, at=at)
    owe_nothing(row, actor=actor, at=at, outcome="dropped")
    done("drop", row, actor=actor, at=at, draft=draft, reason=reason)
    return row


def end_with_the_right(path: RsaPath, on: date, *, actor, at: datetime) -> None:
    """She leaves the RSA: nothing is decided nor runs any more. What she was not told of, or appeals, is still owed."""
    for row in RsaBreach.objects.select_for_update(no_key=True).filter(path=path).order_by("id"):
        row.team = path.team
        if row.step in BEFORE_DECISION:
            change(row, actor=actor, at=at, step=Step.DROPPED, dropped_on=on, dropped_why=LEFT)
            fulfil(row, law.OBSERVE, outcome=LEFT, actor=actor, at=at, on=on)
            owe_nothing(row, actor=actor, at=at, outcome=LEFT)
            done("drop", row, actor=actor, at=at, reason=LEFT)
        elif row.step == Step.SANCTIONED:
            _lifted(row, on, LEFT, actor=actor, at=at)


def suppressed_for_good(path: RsaPath, on: date) -> bool:
    """A whole suppression that lasted its four months, and that nothing ended before (rule RSA-7d)."""
    whole = RsaBreach.objects.filter(path=path, sanction="suppress", share=scale.WHOLE).exclude(answer="annulled")
    lasted = whole.filter(Q(step=Step.SANCTIONED) | Q(step=Step.LIFTED, lifted_why="term"))
    return any(brings_radiation(row) and radiation_of(row) <= on for row in lasted.select_related("team"))


def radiation_of(row: RsaBreach) -> date:
    return due(law.RADIATE, row.effective_on, zone_of(row)).on


def brings_radiation(row: RsaBreach) -> bool:
    whole = row.sanction == "suppress" and row.share == scale.WHOLE
    return whole and months_after(row.effective_on, row.months) >= radiation_of(row)


def done(verb: str, row: RsaBreach, *, actor, at: datetime, draft: str = "", reason: str = "") -> None:
    note(verb, row, actor=actor, at=at, reason=reason)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
