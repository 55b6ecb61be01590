"""Interviews, visits and calls of a plan: one gesture writes the act, its time and its note."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import already
from tisserand.activity import operations as activity
from tisserand.activity.rules import Function, Level, refusals_to_note
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people
from tisserand.people.rules import refusals_before_birth
from tisserand.support.models import Contact, Plan
from tisserand.support.operations.hold import KIND, add, hold, note
from tisserand.support.queries.facts import today_of

# What may be written inside a plan; its usual duration is prefilled, no stopwatch (practice.md).
NATURES = ("interview", "home_visit", "call", "mail", "meeting")


@transaction.atomic
def write_contact(
    *,
    actor,
    at: datetime,
    plan: UUID,
    nature: str,
    happened_at: datetime,
    text: str,
    level: str = Level.FILE,
    channel: str = "",
    duration_minutes: int | None = None,
    request_key: UUID | None = None,
    draft: str = "",
) -> Contact:
    if known := already(Contact, request_key):
        return known
    row = hold(plan)
    refuse(refusals_to_write(row, nature, happened_at, text, actor=actor, at=at))
    kept = add_contact(
        row,
        actor=actor,
        at=at,
        nature=nature,
        happened_at=happened_at,
        text=text,
        level=level,
        channel=channel,
        duration_minutes=duration_minutes,
        request_key=request_key,
        identifier=new_id(),
    )
    note("contact", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return kept


def add_contact(
    row: Plan,
    *,
    actor,
    at: datetime,
    nature: str,
    happened_at: datetime,
    text: str,
    level: str,
    channel: str,
    duration_minutes: int | None,
    request_key: UUID | None,
    identifier: UUID,
) -> Contact:
    """The act, its note, and their place in the plan."""
    act = activity.record_act(
        actor=actor,
        at=at,
        happened_at=happened_at,
        nature=nature,
        function=Function.SUPPORT,
        channel=channel,
        duration_minutes=duration_minutes,
        unit=row.team_id,
        kind=KIND,
        subject=row.pk,
        person=row.person_id,
    )
    written = activity.write_note(actor=actor, at=at, act=act, text=text, level=level)
    return add(Contact, row, actor=actor, at=at, request_key=request_key, id=identifier, act=act, note=written)


def refusals_to_write(
    row: Plan, nature: str, happened_at: datetime, text: str, *, actor, at: datetime
) -> list[Refusal]:
    refusals = list(refusals_to_note(text))
    if nature not in NATURES:
        refusals.append(Refusal("nature", "Dites s’il s’agit d’un entretien, d’une visite ou d’un appel.", "nature"))
    if happened_at > at:
        refusals.append(Refusal("ahead", "Cela n’a pas encore eu lieu. Corrigez le jour ou l’heure.", "on"))
    card = people.cards(actor, [row.person_id]).get(row.person_id)
    return [*refusals, *refusals_before_birth(card.birth if card else None, today_of(row, happened_at), "on")]
