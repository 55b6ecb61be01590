"""Beginning a letter, writing it page by page, handing it over, closing it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access import queries as seats
from tisserand.access import scope
from tisserand.access.rows import already, change
from tisserand.deadlines.queries import closed_to
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people
from tisserand.transmissions.models import PARTS, Letter
from tisserand.transmissions.operations import clocks
from tisserand.transmissions.operations.steps import LetterChanged, day_to_write, hold, move, note, owed
from tisserand.transmissions.queries.facts import CODED, facts_of, first_words, today_of
from tisserand.transmissions.queries.letters import who_follows
from tisserand.transmissions.rules import State, kinds
from tisserand.transmissions.rules.refusals import (
    refusals_to_close,
    refusals_to_say,
    refusals_to_start,
    refusals_to_write,
)


@transaction.atomic
def start_letter(
    *, actor, at: datetime, person: UUID, unit: UUID, kind: str, recipient: str, request_key: UUID | None = None
) -> Letter:
    """It begins with what her file says: who she is, how she is reached without danger; never a place kept secret."""
    if known := already(Letter, request_key):
        return known
    row = Letter(
        id=new_id(), person_id=person, unit_id=unit, holder_id=actor.account_id, kind=kind, recipient=recipient
    )
    refuse(refusals_to_start(kind=kind, recipient=recipient, today=today_of(row, at)))
    row.visibility = people.visibility_to_write(actor, person)
    row.reach, row.said = kinds()[kind].reach, first_words(actor, person, kinds()[kind].codes)
    row.created_at, row.created_by_id, row.request_key = at, actor.account_id, request_key
    row.obligation_id = owed(row, actor=actor, at=at)
    with scope.moving(row.pk):
        row.save(force_insert=True)
    note("start", row, actor=actor, at=at)
    return row


@transaction.atomic
def write_page(
    *,
    actor,
    at: datetime,
    letter: UUID,
    expected_version: int,
    said: Mapping[str, str],
    unknown: Iterable[str] = (),
    draft: str = "",
) -> Letter:
    """The headings of one page; the others stay as they are."""
    row = _to_write(letter, expected_version, dict.fromkeys(said))
    told = {name: text for name, text in said.items() if name in kinds()[row.kind].codes}
    silent = (set(row.unknown) - set(told)) | {name for name in unknown if name in told}
    change(row, actor=actor, at=at, said=row.said | told, unknown=sorted(silent))
    return _written(row, draft, actor=actor, at=at)


@transaction.atomic
def say(*, actor, at: datetime, letter: UUID, expected_version: int, draft: str = "", **said: object) -> Letter:
    """What the law branches on: who signals, the agreement, the danger, the certificate, what she was told."""
    row = _to_write(letter, expected_version, said)
    if unknown := set(said) - {*CODED, "agreement_words", "recipient"}:
        raise TypeError(sorted(unknown))
    today = today_of(row, at)
    refuse(refusals_to_say(said, today=today))
    if recipient := said.get("recipient"):
        refuse(refusals_to_start(kind=row.kind, recipient=str(recipient), today=today))
    change(row, actor=actor, at=at, **said)
    if "danger" in said:
        clocks.postpone(row, min(day_to_write(row, today), _due_day(row)), actor=actor, at=at)
    return _written(row, draft, actor=actor, at=at)


def _due_day(row: Letter):
    return seats.today(row.obligation.due_at, row.unit.time_zone)


def _to_write(letter: UUID, expected_version: int, fields: Mapping[str, object]) -> Letter:
    row = hold(letter)
    refuse(refusals_to_write(State(row.state)))
    if row.version != expected_version:
        theirs = {name: row.said.get(name, "") if name in row.said else getattr(row, name, "") for name in fields}
        raise LetterChanged(row, theirs)
    return row


def _written(row: Letter, draft: str, *, actor, at: datetime) -> Letter:
    note("write", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return row


@transaction.atomic
def hand_over(*, actor, at: datetime, letter: UUID, to: UUID) -> Letter:
    """Another colleague of the team follows it; she owes what it owes."""
    row = hold(letter)
    today = today_of(row, at)
    # What is owed about violence names nobody: the person is asked here who stepped aside from her.
    if to not in {seat.account_id for seat in who_follows(row.unit_id, today)} - closed_to(row.person_id):
        refuse([Refusal("holder", "Choisissez un collègue de l’équipe.", "holder")])
    give(row, to, actor=actor, at=at)
    note("hand_over", row, actor=actor, at=at)
    return row


def give(row: Letter, to: UUID | None, *, actor, at: datetime) -> None:
    """The letter and everything that goes with it."""
    parts = [pk for part in PARTS for pk in part.objects.filter(letter=row).values_list("pk", flat=True)]
    with scope.moving(row.pk, *parts):
        for part in PARTS:
            part.objects.filter(letter=row).update(holder_id=to)
        change(row, actor=actor, at=at, holder_id=to)
        clocks.hand_over(row, actor=actor, at=at)


@transaction.atomic
def close(*, actor, at: datetime, letter: UUID, reason: str, words: str = "", draft: str = "") -> Letter:
    row = hold(letter)
    refuse(refusals_to_close(facts_of(row), reason=reason, words=words))
    said = {"closed_on": today_of(row, at), "closing": reason, "closing_words": words}
    move(row, State.CLOSED, actor=actor, at=at, **said)
    note("close", row, actor=actor, at=at, reason=reason)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return row
