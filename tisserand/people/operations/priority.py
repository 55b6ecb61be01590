"""R16: noting whether she lives in a priority area, for one address."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal, scope
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import refuse
from tisserand.people.models import Address, PriorityAnswer
from tisserand.people.rules.priority import Priority, refusals_to_answer
from tisserand.territories import queries as territories
from tisserand.territories.rules.priority import areas_of


@transaction.atomic
def answer_priority(*, actor, at: datetime, address: UUID, priority: Priority, on: date) -> PriorityAnswer:
    """The same answer as the last one is not written twice: a second click, or a page sent again."""
    row = Address.objects.select_for_update(no_key=True).get(pk=address)
    last = PriorityAnswer.objects.filter(address=row).order_by("-recorded_at", "-id").first()
    if last and (last.answer, last.area, last.said_by, last.said_on) == (*_said(priority), on):
        return last
    return note_priority(actor, at, row, priority, on=on)


def note_priority(actor, at: datetime, address: Address, priority: Priority, *, on: date) -> PriorityAnswer:
    here = areas_of(territories.priority_areas(on), commune=address.commune, commune_name=address.commune_name)
    ended = address.ends_before is not None and address.ends_before <= on
    refuse(refusals_to_answer(priority, secret=address.kept_secret, ended=ended, here=here))
    answer, area, said_by = _said(priority)
    row = PriorityAnswer(
        id=new_id(),
        person_id=address.person_id,
        visibility=address.visibility,
        address=address,
        answer=answer,
        area=area,
        area_name=next((known.name for known in here if known.code == area), ""),
        said_by=said_by,
        said_on=on,
        recorded_by_id=actor.account_id,
        recorded_at=at,
    )
    with scope.moving(row.pk):
        row.save(force_insert=True)
    subject = {"kind": "people.address", "subject": address.pk, "person": address.person_id}
    journal.record(actor=actor, at=at, verb="address.priority", **subject)
    return row


def _said(priority: Priority) -> tuple[str, str, str]:
    return str(priority.answer), priority.area, str(priority.said_by)
