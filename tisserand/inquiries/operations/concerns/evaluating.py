"""Meeting the family, hearing each child and each parent, writing each fact with its source."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import already, change
from tisserand.activity import operations as activity
from tisserand.activity.rules import Function
from tisserand.inquiries.models import Adult, Concern, Fact, Meeting, Minor
from tisserand.inquiries.operations.concerns.steps import (
    KIND,
    add,
    check_version,
    concern_of,
    hold,
    locked,
    locked_child,
    note,
    unsign,
)
from tisserand.inquiries.queries.concerns.facts import children_of, today_of, zone_of
from tisserand.inquiries.rules.concern_evaluation import (
    refusals_to_evaluate,
    refusals_to_hear_child,
    refusals_to_hear_parent,
    refusals_to_meet_family,
    refusals_to_note,
)
from tisserand.inquiries.rules.concern_states import Stage
from tisserand.inquiries.rules.framework import domains
from tisserand.kernel.refusals import Refusal, refuse

NOON = time(12)
NATURES = {"home": "home_visit", "call": "call"}
NOT_OF_THIS_HOME = Refusal("minor", "Cet enfant n’est pas de ce foyer.", "minor")


@transaction.atomic
def meet(
    *,
    actor,
    at: datetime,
    concern: UUID,
    place: str,
    on: date,
    present: str,
    words: str = "",
    duration_minutes: int | None = None,
    request_key: UUID | None = None,
    draft: str = "",
) -> Meeting:
    if known := already(Meeting, request_key):
        return known
    row = _under_evaluation(concern)
    refuse(refusals_to_meet_family(place=place, on=on, present=present, **_days(row, at)))
    act = _act(row, NATURES.get(place, "interview"), on, duration_minutes, actor=actor, at=at)
    said = {"place": place, "on": on, "present": present.strip(), "words": words, "act": act}
    kept = add(Meeting, row, actor=actor, at=at, request_key=request_key, **said)
    note("meet", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft)
    return kept


@transaction.atomic
def hear_child(*, actor, at: datetime, child: UUID, expected_version: int, draft: str = "", **said: object) -> Minor:
    """Alone, with the parents' agreement; otherwise why. Impossible to meet leads to the procureur."""
    kept, row = _of_child(child)
    asked = {"agreement": said["agreement"], "agreement_why": said["agreement_why"], "heard": said["heard"]}
    refuse(refusals_to_hear_child(**asked, on=said["heard_on"], why=said["heard_why"], **_days(row, at)))
    return _write(kept, row, expected_version, said, "hear_child", draft, actor=actor, at=at)


@transaction.atomic
def write_child(
    *, actor, at: datetime, child: UUID, expected_version: int, situation: str, needs: str, draft: str = ""
) -> Minor:
    """Her situation and her needs, apart from her brothers' and sisters'."""
    kept, row = _of_child(child)
    said = {"situation": situation, "needs": needs}
    return _write(kept, row, expected_version, said, "write_child", draft, actor=actor, at=at)


@transaction.atomic
def hear_parent(*, actor, at: datetime, adult: UUID, expected_version: int, draft: str = "", **said: object) -> Adult:
    row = _under_evaluation(concern_of(Adult, adult))
    kept = locked(Adult, adult)
    asked = {name: said[name] for name in ("heard_on", "unheard", "informed_on", "uninformed")}
    refuse(refusals_to_hear_parent(**asked, **_days(row, at)))
    return _write(kept, row, expected_version, said, "hear_parent", draft, actor=actor, at=at)


@transaction.atomic
def note_fact(
    *,
    actor,
    at: datetime,
    concern: UUID,
    domain: str,
    source: str,
    who: str,
    words: str,
    on: date | None = None,
    minor: UUID | None = None,
    request_key: UUID | None = None,
    draft: str = "",
) -> Fact:
    """« Dit par », « observé par », « confirmé par » : added, never changed; another fact corrects it."""
    if known := already(Fact, request_key):
        return known
    row = _under_evaluation(concern)
    refuse(refusals_to_note(domain=domain, source=source, who=who, words=words, domains=domains()))
    refuse([NOT_OF_THIS_HOME] if minor and not children_of(row).filter(pk=minor).exists() else ())
    said = {"domain": domain, "source": source, "who": who.strip(), "words": words, "on": on, "minor_id": minor}
    kept = add(Fact, row, actor=actor, at=at, request_key=request_key, **said)
    note("fact", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft)
    return kept


def _days(row: Concern, at: datetime) -> dict[str, date]:
    return {"received_on": row.received_on, "today": today_of(row, at)}


def _under_evaluation(concern: UUID) -> Concern:
    row = hold(concern)
    refuse(refusals_to_evaluate(Stage(row.stage)))
    unsign(row)
    return row


def _of_child(key: UUID) -> tuple[Minor, Concern]:
    row = _under_evaluation(concern_of(Minor, key))
    return locked_child(key), row


def _write(kept, row: Concern, expected: int, said, verb: str, draft: str, *, actor, at: datetime):
    check_version(kept, expected, said)
    change(kept, actor=actor, at=at, **said)
    note(verb, row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft)
    return kept


def _act(row: Concern, nature: str, on: date, minutes: int | None, *, actor, at: datetime):
    """Time is counted for the unit, without the person: her timeline says nothing of it."""
    noon = datetime.combine(on, NOON, ZoneInfo(zone_of(row)))
    return activity.record_act(
        actor=actor,
        at=at,
        happened_at=min(noon, at),
        nature=nature,
        function=Function.SUPPORT,
        duration_minutes=minutes,
        unit=row.unit_id,
        kind=KIND,
        subject=row.pk,
    )
