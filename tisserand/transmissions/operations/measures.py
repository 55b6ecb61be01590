"""Recording a measure that a judge decided, and its end (rule PRO-2)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access.rows import already, change, one_at_a_time
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.transmissions.models import ProtectiveMeasure
from tisserand.transmissions.operations import clocks
from tisserand.transmissions.queries.facts import today_of
from tisserand.transmissions.queries.measures import noted_since, open_measures
from tisserand.transmissions.rules.measures import LONGEST, last_day, longest, refusals_to_record
from tisserand.transmissions.rules.running import refusals_to_add

KIND = clocks.MEASURE
RECALL = "Rappeler la fin d’une mesure de protection"


@transaction.atomic
def record_measure(
    *,
    actor,
    at: datetime,
    person: UUID,
    unit: UUID,
    measure: str,
    decided_on: date,
    representative: str,
    signs: str,
    name: str = "",
    contact: str = "",
    court: str = "",
    ends_on: date | None = None,
    scope: str = "",
    request_key: UUID | None = None,
) -> ProtectiveMeasure:
    """Somebody else's measure: known, and its end recalled. It is never a plan of ours."""
    if known := already(ProtectiveMeasure, request_key):
        return known
    one_at_a_time(person)
    decided = {"measure": measure, "decided_on": decided_on, "ends_on": ends_on}
    who = {"representative": representative, "name": name.strip(), "signs": signs}
    row = ProtectiveMeasure(id=new_id(), person_id=person, unit_id=unit, **decided, **who)
    zone = row.unit.time_zone
    refuse(
        refusals_to_record(**decided, **who, today=today_of(row, at), zone=zone)
        or refusals_to_add(
            open_measures(actor, person),
            decided_on=decided_on,
            until=last_day(measure, decided_on, ends_on, zone),
            elsewhere=noted_since(person, decided_on),
        )
    )
    row.contact, row.court, row.scope, row.request_key = contact, court, scope, request_key
    row.created_at, row.created_by_id = at, actor.account_id
    row.obligation_id = _recall(row, actor=actor, at=at)
    row.save(force_insert=True)
    _note("record", row, actor=actor, at=at)
    return row


def _recall(row: ProtectiveMeasure, *, actor, at: datetime) -> UUID:
    """The day the judgment says; else the last one the law allows."""
    said = {"actor": actor, "at": at}
    if row.ends_on:
        return clocks.open_step(row, "end", RECALL, row.ends_on, why="Durée fixée par le jugement", **said).pk
    if longest(row.measure, row.decided_on, row.unit.time_zone) is None:
        words = "Aucune règle ne donne la fin de cette mesure\u00a0: écrivez celle que dit le jugement."
        refuse([Refusal("ends_on", words, "ends_on")])
    return clocks.start(row, LONGEST[row.measure], row.decided_on, label=RECALL, **said).pk


@transaction.atomic
def end_measure(*, actor, at: datetime, measure: UUID, on: date, words: str = "") -> ProtectiveMeasure:
    """Over, lifted, renewed under another decision."""
    row = ProtectiveMeasure.objects.select_for_update(no_key=True).get(pk=measure)
    if row.ended_on:
        refuse([Refusal("ended", "Cette mesure est déjà terminée.")])
    if not row.decided_on <= on <= today_of(row, at):
        refuse([Refusal("on", "La fin vient après la décision, et au plus tard aujourd’hui.", "on")])
    change(row, actor=actor, at=at, ended_on=on, ending_words=words)
    clocks.discharge(row.obligation_id, actor=actor, at=at, outcome="ended")
    _note("end", row, actor=actor, at=at)
    return row


def _note(verb: str, row: ProtectiveMeasure, *, actor, at: datetime) -> None:
    said = {"kind": KIND, "subject": row.pk, "person": row.person_id}
    journal.record(actor=actor, at=at, verb=f"protection.{verb}", **said)
