"""How to reach her, and where she lives: what is kept secret is written here and read by her team alone."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal, scope
from tisserand.kernel.ids import new_id
from tisserand.kernel.known import Knowledge
from tisserand.kernel.phones import read_phone
from tisserand.people.models import Address, ContactPoint, Person
from tisserand.people.operations.priority import note_priority
from tisserand.people.rules import AddressKind, Channel
from tisserand.people.rules.priority import Priority


@transaction.atomic
def set_contact(
    *,
    actor,
    at: datetime,
    person: UUID,
    channel: str,
    value: str,
    starts_on: date,
    whose: str = "",
    safe_hours: str = "",
    voicemail_allowed: bool | None = None,
    sms_allowed: bool | None = None,
    letter_allowed: bool | None = None,
    kept_secret: bool = False,
) -> ContactPoint:
    """Add a way to reach her. The same number given again replaces what was said of it."""
    row = _person(person)
    kept = read_phone(value) if channel == Channel.PHONE else value.strip()
    ContactPoint.objects.filter(person=row, value=kept, ends_before=None).update(ends_before=starts_on)
    contact = ContactPoint(
        id=new_id(),
        person=row,
        visibility=row.visibility,
        channel=channel,
        value=kept,
        figures_backwards=kept.removeprefix("+")[::-1] if channel == Channel.PHONE else "",
        whose=whose,
        safe_hours=safe_hours,
        voicemail_allowed=voicemail_allowed,
        sms_allowed=sms_allowed,
        letter_allowed=letter_allowed,
        kept_secret=kept_secret,
        starts_on=starts_on,
    )
    _keep(contact)
    if channel == Channel.PHONE:
        _answer(actor, at, row, "phone", Knowledge.UNASKED)
    if kept_secret and not row.contact_kept_secret:
        Person.objects.filter(pk=row.pk).update(contact_kept_secret=True)
    journal.record(actor=actor, at=at, verb="contact.set", kind="people.contact", subject=contact.pk, person=person)
    return contact


@transaction.atomic
def end_contact(*, actor, at: datetime, contact: UUID, ends_before: date) -> None:
    row = ContactPoint.objects.select_for_update(no_key=True).get(pk=contact)
    row.ends_before, row.version = max(ends_before, row.starts_on), row.version + 1
    row.save(update_fields=["ends_before", "version"])
    journal.record(actor=actor, at=at, verb="contact.end", kind="people.contact", subject=row.pk, person=row.person_id)


@transaction.atomic
def add_address(
    *,
    actor,
    at: datetime,
    person: UUID,
    kind: str,
    starts_on: date,
    lines: str = "",
    commune: str = "",
    commune_name: str = "",
    with_whom: str = "",
    priority: Priority | None = None,
) -> Address:
    """One more usual place. A secret one leaves no trace on the card that everybody sees, except that there is one."""
    row = _person(person)
    secret = kind == AddressKind.SECRET
    address = Address(
        id=new_id(),
        person=row,
        visibility=row.visibility,
        kind=kind,
        lines=lines,
        commune=commune,
        commune_name=commune_name,
        with_whom=with_whom,
        kept_secret=secret,
        starts_on=starts_on,
    )
    _keep(address)
    if priority:
        note_priority(actor, at, address, priority, on=starts_on)
    _answer(actor, at, row, "address", Knowledge.UNASKED)
    shown = {"address_kept_secret": True, "usual_place": ""} if secret else {"usual_place": commune_name}
    if secret or not row.address_kept_secret:
        Person.objects.filter(pk=row.pk).update(**shown)
    journal.record(actor=actor, at=at, verb="address.add", kind="people.address", subject=address.pk, person=person)
    return address


@transaction.atomic
def end_address(*, actor, at: datetime, address: UUID, ends_before: date) -> None:
    row = Address.objects.select_for_update(no_key=True).get(pk=address)
    row.ends_before, row.version = max(ends_before, row.starts_on), row.version + 1
    row.save(update_fields=["ends_before", "version"])
    journal.record(actor=actor, at=at, verb="address.end", kind="people.address", subject=row.pk, person=row.person_id)


@transaction.atomic
def say_nothing_to_reach(*, actor, at: datetime, person: UUID, field: str, why: Knowledge) -> None:
    """She has none, does not know it, or keeps it for herself: an answer, not to be asked for again."""
    row = _person(person)
    if _answer(actor, at, row, field, why):
        journal.record(actor=actor, at=at, verb="contact.silence", kind="people.contact", subject=row.pk, person=row.pk)


def _answer(actor, at: datetime, row: Person, field: str, why: Knowledge) -> bool:
    """Nothing is written when it says so already. The version stays: a correction of the identity keeps this answer."""
    columns = {"unknown_fields": Knowledge.UNKNOWN, "refused_fields": Knowledge.REFUSED}
    said = {
        column: [*(name for name in getattr(row, column) if name != field), *([field] if why == knowledge else [])]
        for column, knowledge in columns.items()
    }
    if all(said[column] == getattr(row, column) for column in columns):
        return False
    Person.objects.filter(pk=row.pk).update(**said, changed_at=at, changed_by_id=actor.account_id)
    return True


def _person(person: UUID) -> Person:
    return Person.objects.select_for_update(no_key=True).get(pk=person)


def _keep(row) -> None:
    """Whoever hears a secret writes it down, and does not read it back (decision D12)."""
    with scope.moving(row.pk):
        row.save(force_insert=True)
