"""Who lives there: all minors of the home, child by child (D. 226-2-6), and the adults, with a file here or without."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access.rows import already, change
from tisserand.inquiries.models import Adult, Concern, Minor
from tisserand.inquiries.operations.concerns import clocks
from tisserand.inquiries.operations.concerns.steps import (
    add,
    check_version,
    concern_of,
    hold,
    locked,
    locked_child,
    note,
    spread,
    unsign,
)
from tisserand.inquiries.queries.concerns.facts import child_facts, children_of, others_and_facts, today_of
from tisserand.inquiries.rules import coded
from tisserand.inquiries.rules.concern_facts import has_under_two
from tisserand.inquiries.rules.concern_home import CHANGED, refusals_to_remove_child
from tisserand.inquiries.rules.concern_refusals import refusals_to_describe, refusals_to_name_child
from tisserand.inquiries.rules.concern_states import BEFORE_DECISION, Stage
from tisserand.kernel.refusals import Refusal, refuse


@transaction.atomic
def name_child(
    *,
    actor,
    at: datetime,
    concern: UUID,
    name: str,
    born_on: date | None = None,
    place: str = "",
    file: UUID | None = None,
    request_key: UUID | None = None,
) -> Minor:
    if known := already(Minor, request_key):
        return known
    row = _to_describe(concern)
    refuse(refusals_to_name_child(name=name, born_on=born_on, today=today_of(row, at)))
    said = {"name": name.strip(), "born_on": born_on, "place": place, "file": file}
    child = add(Minor, row, actor=actor, at=at, request_key=request_key, **said)
    _home_changed(row, actor=actor, at=at)
    note("child", row, actor=actor, at=at)
    return child


@transaction.atomic
def correct_child(*, actor, at: datetime, child: UUID, expected_version: int, **said: object) -> Minor:
    """A name, a birth, the file here."""
    row = _to_describe(concern_of(Minor, child))
    kept = locked_child(child)
    name, born_on = str(said.get("name", kept.name)), said.get("born_on", kept.born_on)
    refuse(refusals_to_name_child(name=name, born_on=born_on, today=today_of(row, at)))
    return _correct(kept, row, expected_version, said, "child", actor=actor, at=at)


@transaction.atomic
def remove_child(*, actor, at: datetime, child: UUID, expected_version: int, why: str) -> Minor:
    """Named twice, or by mistake. Her name and the reason stay with the concern; a file linked by mistake does not."""
    row = hold(concern_of(Minor, child))
    kept = locked_child(child)
    refuse(refusals_to_remove_child(Stage(row.stage), child_facts(kept), **others_and_facts(row, kept), reason=why))
    refuse([CHANGED] if kept.version != expected_version else ())
    said = {"removed_at": at, "removed_by_id": actor.account_id, "removed_why": why.strip(), "file": None}
    change(kept, actor=actor, at=at, **said)
    unsign(row)
    # Who reads this home reads another one: nobody signs what she read before.
    change(row, actor=actor, at=at)
    _home_changed(row, actor=actor, at=at)
    note("remove_child", row, actor=actor, at=at)
    return kept


@transaction.atomic
def name_adult(
    *,
    actor,
    at: datetime,
    concern: UUID,
    name: str,
    tie: str,
    authority: str,
    contact: str = "",
    file: UUID | None = None,
    request_key: UUID | None = None,
) -> Adult:
    if known := already(Adult, request_key):
        return known
    row = _to_describe(concern)
    refuse(_refusals_to_name_adult(name, authority))
    said = {"name": name.strip(), "tie": tie, "authority": authority, "contact": contact, "file": file}
    adult = add(Adult, row, actor=actor, at=at, request_key=request_key, **said)
    _home_changed(row, actor=actor, at=at)
    note("adult", row, actor=actor, at=at)
    return adult


@transaction.atomic
def correct_adult(*, actor, at: datetime, adult: UUID, expected_version: int, **said: object) -> Adult:
    row = _to_describe(concern_of(Adult, adult))
    kept = locked(Adult, adult)
    refuse(_refusals_to_name_adult(str(said.get("name", kept.name)), str(said.get("authority", kept.authority))))
    return _correct(kept, row, expected_version, said, "adult", actor=actor, at=at)


def _to_describe(concern: UUID) -> Concern:
    row = hold(concern)
    refuse(refusals_to_describe(Stage(row.stage)))
    if row.stage == Stage.EVALUATING:
        unsign(row)
    return row


def _correct(kept, row: Concern, expected: int, said: Mapping[str, object], verb: str, *, actor, at: datetime):
    check_version(kept, expected, said)
    change(kept, actor=actor, at=at, **said)
    _home_changed(row, actor=actor, at=at)
    note(verb, row, actor=actor, at=at)
    return kept


def _refusals_to_name_adult(name: str, authority: str) -> list[Refusal]:
    refusals = [] if name.strip() else [Refusal("name", "Nommez cette personne, même par ce que l’on en sait.", "name")]
    if authority not in coded("ip_authority"):
        refusals.append(Refusal("authority", "Dites si cette personne exerce l’autorité parentale.", "authority"))
    return refusals


def _home_changed(row: Concern, *, actor, at: datetime) -> None:
    """Whose files are here stands on every row; a child under two shortens the evaluation."""
    # Whoever was removed keeps no file.
    files = {file for model in (Minor, Adult) for file in _files(model, row)}
    if files != set(row.files):
        spread(row, actor=actor, at=at, files=sorted(files))
    births = list(children_of(row).values_list("born_on", flat=True))
    if row.under_two != has_under_two(births, row.received_on) and row.stage in BEFORE_DECISION:
        _count_again(row, actor=actor, at=at)


def _files(model, row: Concern):
    return model.objects.filter(concern=row, file__isnull=False).order_by("id").values_list("file", flat=True)


def _count_again(row: Concern, *, actor, at: datetime) -> None:
    said = {"actor": actor, "at": at}
    clocks.fulfil(row, clocks.EVALUATE, row.evaluating_id, outcome="recounted", **said)
    row.under_two = not row.under_two
    former = row.evaluating_id
    row.evaluating = clocks.start_evaluating(row, **said)
    owed = row.evaluating_id if row.obligation_id == former else row.obligation_id
    change(row, **said, under_two=row.under_two, evaluating_id=row.evaluating_id, obligation_id=owed)
    if row.stage == Stage.EVALUATING:
        clocks.entrust(row, **said)
