"""Domiciliation: the request, the answer within two months, the year, each contact, the end (rule DOM-1)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal, scope
from tisserand.access.rows import already, change, one_at_a_time
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import refuse
from tisserand.people import queries as people
from tisserand.transmissions.models import Domiciliation, DomiciliationContact
from tisserand.transmissions.operations import clocks
from tisserand.transmissions.queries.domiciliations import open_address, running
from tisserand.transmissions.queries.facts import address_facts, today_of
from tisserand.transmissions.rules import Standing, year_of
from tisserand.transmissions.rules.domiciliation import (
    ANSWER,
    CONTACT,
    QUIET,
    RENEW,
    refusals_to_end,
    refusals_to_grant,
    refusals_to_note_contact,
    refusals_to_refuse,
    refusals_to_request,
    refusals_to_step,
)
from tisserand.transmissions.rules.running import refusal_of_address

KIND = clocks.ADDRESS
LAST = "Nouveau contact de la personne."


@transaction.atomic
def request_domiciliation(
    *,
    actor,
    at: datetime,
    person: UUID,
    unit: UUID,
    requested_on: date,
    words: str = "",
    request_key: UUID | None = None,
) -> Domiciliation:
    """The two months run from that day; silence is not an agreement."""
    if known := already(Domiciliation, request_key):
        return known
    one_at_a_time(person)
    row = _asked(actor, at, person, unit, requested_on, words, request_key)
    today = today_of(row, at)
    refuse(refusals_to_request(requested_on=requested_on, running=running(actor, person, today), today=today))
    return _owe_answer(row, actor=actor, at=at)


@transaction.atomic
def renew(
    *, actor, at: datetime, domiciliation: UUID, requested_on: date, words: str = "", request_key: UUID | None = None
) -> Domiciliation:
    """A new request about the same address; the former one runs until the answer, or its own end."""
    if known := already(Domiciliation, request_key):
        return known
    former = hold(domiciliation)
    asked = Domiciliation.objects.filter(renews=former, standing=Standing.REQUESTED).first()
    open_already = refusal_of_address(open_address(actor, asked)) if asked else None
    row = _asked(actor, at, former.person_id, former.unit_id, requested_on, words, request_key)
    refuse(
        (
            *refusals_to_step(Standing(former.standing), Standing.ENDED),
            *refusals_to_request(requested_on=requested_on, running=open_already, today=today_of(row, at)),
        )
    )
    row.renews, row.address, row.children = former, former.address, former.children
    return _owe_answer(row, actor=actor, at=at)


def _asked(actor, at, person, unit, requested_on, words, request_key) -> Domiciliation:
    return Domiciliation(
        id=new_id(),
        person_id=person,
        unit_id=unit,
        visibility=people.visibility_to_write(actor, person),
        requested_on=requested_on,
        request_words=words,
        created_at=at,
        created_by_id=actor.account_id,
        request_key=request_key,
    )


def _owe_answer(row: Domiciliation, *, actor, at: datetime) -> Domiciliation:
    row.obligation_id = clocks.start(row, ANSWER, row.requested_on, actor=actor, at=at).pk
    with scope.moving(row.pk):
        row.save(force_insert=True)
    note("request", row, actor=actor, at=at)
    return row


@transaction.atomic
def grant(
    *, actor, at: datetime, domiciliation: UUID, starts_on: date, address: str, children: str = ""
) -> Domiciliation:
    """A year from that day; what it renews ends with it."""
    row = hold(domiciliation)
    facts, zone = address_facts(row), row.unit.time_zone
    refuse(refusals_to_grant(facts, address=address, starts_on=starts_on, today=today_of(row, at)))
    said = {"actor": actor, "at": at}
    clocks.fulfil(row, ANSWER, "granted", on=starts_on, **said)
    year = clocks.start(row, RENEW, starts_on, **said)
    quiet = clocks.start(row, QUIET, starts_on, **said)
    known = {"address": address.strip(), "children": children, "starts_on": starts_on, "answered_on": starts_on}
    runs = {"ends_on": year_of(starts_on, zone), "obligation_id": year.pk, "quiet_id": quiet.pk}
    change(row, standing=Standing.GRANTED, last_contact_on=starts_on, **known, **runs, **said)
    if row.renews_id:
        _end_what_it_renews(hold(row.renews_id), starts_on, **said)
    note("grant", row, **said)
    return row


def _end_what_it_renews(former: Domiciliation, on: date, *, actor, at: datetime) -> None:
    """Ended meanwhile, it keeps when and why."""
    if former.standing == Standing.GRANTED:
        _close(former, "renewed", "", on, actor=actor, at=at)


@transaction.atomic
def refuse_domiciliation(
    *, actor, at: datetime, domiciliation: UUID, on: date, reason: str, words: str, elsewhere: str
) -> Domiciliation:
    row = hold(domiciliation)
    said = {"reason": reason, "words": words, "elsewhere": elsewhere, "on": on}
    refuse(refusals_to_refuse(address_facts(row), today=today_of(row, at), **said))
    clocks.fulfil(row, ANSWER, "refused", on=on, actor=actor, at=at)
    known = {"answered_on": on, "refusal": reason, "refusal_words": words, "elsewhere": elsewhere}
    change(row, actor=actor, at=at, standing=Standing.REFUSED, **known)
    note("refuse", row, actor=actor, at=at, reason=reason)
    return row


@transaction.atomic
def note_contact(
    *, actor, at: datetime, domiciliation: UUID, on: date, how: str, request_key: UUID | None = None
) -> DomiciliationContact:
    """Three months run again from her last contact."""
    if known := already(DomiciliationContact, request_key):
        return known
    row = hold(domiciliation)
    refuse(refusals_to_note_contact(address_facts(row), how=how, on=on, today=today_of(row, at)))
    seen = {"person_id": row.person_id, "unit_id": row.unit_id, "visibility": row.visibility, "on": on, "how": how}
    kept = DomiciliationContact.objects.create(
        domiciliation=row, author_id=actor.account_id, written_at=at, request_key=request_key, **seen
    )
    if row.last_contact_on is None or on > row.last_contact_on:
        change(row, actor=actor, at=at, last_contact_on=on)
        clocks.move_event(row, CONTACT, on, LAST, actor=actor, at=at)
    note("contact", row, actor=actor, at=at)
    return kept


@transaction.atomic
def end_domiciliation(
    *, actor, at: datetime, domiciliation: UUID, reason: str, on: date, words: str = ""
) -> Domiciliation:
    row = hold(domiciliation)
    zone = row.unit.time_zone
    said = {"reason": reason, "words": words, "on": on}
    refuse(refusals_to_end(address_facts(row), **said, zone=zone, today=today_of(row, at)))
    _close(row, reason, words, on, actor=actor, at=at)
    note("end", row, actor=actor, at=at, reason=reason)
    return row


def _close(row: Domiciliation, reason: str, words: str, on: date, *, actor, at: datetime) -> None:
    change(row, actor=actor, at=at, standing=Standing.ENDED, ended_on=on, ending=reason, ending_words=words)
    for clock in (row.obligation_id, row.quiet_id):
        clocks.discharge(clock, actor=actor, at=at, outcome=f"ended_{reason}")


def hold(domiciliation: UUID) -> Domiciliation:
    return Domiciliation.objects.select_for_update(no_key=True).get(pk=domiciliation)


def note(verb: str, row: Domiciliation, *, actor, at: datetime, reason: str = "") -> None:
    said = {"kind": KIND, "subject": row.pk, "person": row.person_id, "reason": reason}
    journal.record(actor=actor, at=at, verb=f"domiciliation.{verb}", **said)
