"""A concern comes in: from a colleague by this tool, or from outside by telephone, by letter, by the 119."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access import operations as access
from tisserand.access import queries as reading
from tisserand.access.rows import already, change
from tisserand.inquiries.models import Concern, Transmission
from tisserand.inquiries.operations.concerns import clocks
from tisserand.inquiries.operations.concerns.steps import hold, note
from tisserand.inquiries.rules import coded
from tisserand.inquiries.rules.concern_refusals import refusals_to_transmit
from tisserand.inquiries.rules.concern_states import DESCRIBED
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse

DECIDED_ALREADY = Refusal(
    "into", "La décision est prise pour ce foyer\u00a0: ce qui arrive maintenant s’enregistre à part.", "into"
)
TAKEN = Refusal("received", "Cette transmission est déjà enregistrée.")
NO_UNIT = Refusal("unit", "Aucune cellule n’est nommée dans l’organisation. Appelez votre cadre, puis le 119.")


@dataclass(frozen=True)
class Received:
    """What came, as it came. `name` stays empty for whoever does not say hers."""

    source: str
    channel: str
    on: date
    words: str
    name: str = ""
    contact: str = ""
    children: str = ""
    place: str = ""
    from_department: str = ""


@transaction.atomic
def transmit(
    *,
    actor,
    at: datetime,
    unit: UUID | None,
    children: str,
    words: str,
    told: str,
    why: str = "",
    request_key: UUID | None = None,
    draft: str = "",
) -> Transmission:
    """« Sans délai » (rule IP-1): the unit has it at once; its author reads again what she wrote, and the return."""
    if known := already(Transmission, request_key):
        return known
    refuse([NO_UNIT] if unit is None else ())
    team = reading.unit(unit)
    on = reading.today(at, team.time_zone)
    said = {"source": "service", "channel": "tool", "on": on, "words": words, "told": told, "why": why}
    refuse(refusals_to_transmit(**said, today=on))
    identifier = new_id()
    row = Transmission.objects.create(
        id=identifier,
        unit_id=unit,
        author_id=actor.account_id,
        name=actor.name,
        children=children,
        written_at=at,
        request_key=request_key,
        obligation=clocks.await_reception(identifier, team, actor=actor, at=at),
        **said,
    )
    _note("transmit", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft)
    return row


@transaction.atomic
def receive(
    *, actor, at: datetime, unit: UUID, said: Received, request_key: UUID | None = None, draft: str = ""
) -> Concern:
    """Typed by the unit from what came from outside."""
    if known := already(Concern, request_key):
        return known
    words = {"source": said.source, "channel": said.channel, "on": said.on, "words": said.words}
    refuse(refusals_to_transmit(**words, today=reading.today(at, reading.unit(unit).time_zone)))
    row = _open(unit, said.on, actor=actor, at=at, request_key=request_key, place=said.place)
    if said.from_department:
        change(row, actor=actor, at=at, from_department=said.from_department)
    who = {"name": said.name, "contact": said.contact, "children": said.children}
    shared = {"unit_id": unit, "written_at": at}
    kept = Transmission.objects.create(concern=row, received_at=at, **shared, **words, **who)
    _owe_return(kept, actor=actor, at=at)
    note("receive", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft)
    return row


@transaction.atomic
def receive_transmission(*, actor, at: datetime, transmission: UUID, into: UUID | None = None) -> Concern:
    """What a colleague wrote becomes a concern, or joins the one that is about the same home."""
    rows = Transmission.objects.select_for_update(no_key=True, of=("self",))
    kept = rows.get(pk=transmission)
    refuse([TAKEN] if kept.concern_id else ())
    row = _joined(into) if into else _open(kept.unit_id, kept.on, actor=actor, at=at)
    waiting = kept.obligation_id
    shared = {name: getattr(row, name) for name in ("evaluator_id", "co_evaluator_id", "files")}
    change(kept, actor=actor, at=at, concern_id=row.pk, received_at=at, obligation_id=None, **shared)
    clocks.discharge(waiting, actor=actor, at=at, outcome="received")
    _owe_return(kept, actor=actor, at=at)
    note("receive", row, actor=actor, at=at)
    return row


def _joined(into: UUID) -> Concern:
    """What comes after the decision is another concern: nobody would evaluate it."""
    row = hold(into)
    refuse([] if row.stage in DESCRIBED else [DECIDED_ALREADY])
    return row


def _open(unit: UUID, on: date, *, actor, at: datetime, request_key: UUID | None = None, place: str = "") -> Concern:
    """Both clocks run from the reception (rules IP-2 and IP-3)."""
    row = Concern(
        id=new_id(),
        unit_id=unit,
        received_on=on,
        place=place,
        created_at=at,
        created_by_id=actor.account_id,
        request_key=request_key,
    )
    row.obligation = clocks.start(row, clocks.ANALYSE, on, actor=actor, at=at)
    row.evaluating = clocks.start_evaluating(row, actor=actor, at=at)
    row.save(force_insert=True)
    return row


def _owe_return(row: Transmission, *, actor, at: datetime) -> None:
    """Professionals and elected members are answered within three months, without asking (L. 226-5)."""
    if row.source in coded("ip_owed"):
        clock = clocks.start_return(row, clocks.RETURN, row.on, actor=actor, at=at)
        change(row, actor=actor, at=at, owed=True, obligation_id=clock.pk)


def _note(verb: str, row: Transmission, *, actor, at: datetime) -> None:
    journal.record(actor=actor, at=at, verb=f"concern.{verb}", kind=clocks.OF_TRANSMISSION, subject=row.pk)
