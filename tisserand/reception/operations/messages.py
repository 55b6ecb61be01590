"""Leaving a message for whoever accompanies a person, and answering it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal, scope
from tisserand.access import queries as access
from tisserand.access.rows import already
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people
from tisserand.reception.models import Message
from tisserand.reception.queries.messages import Recipient
from tisserand.reception.rules import messages as rules
from tisserand.reception.rules.visits import COUNTER

KIND = "reception.message"


@transaction.atomic
def leave_message(
    *,
    actor,
    at: datetime,
    person: UUID,
    to: Recipient | None,
    codes: Sequence[str],
    words: str = "",
    channel: str = COUNTER,
    request_key: UUID | None = None,
) -> Message:
    """Owed by the next working day, by the colleague named or by the whole unit."""
    if known := already(Message, request_key):
        return known
    visibility = people.visibility_of(actor, person)
    if visibility is None:
        refuse([Refusal("person", "Cette personne n’est plus dans la liste. Cherchez-la de nouveau.")])
    zone = access.unit(to.unit).time_zone if to else "UTC"
    today = access.today(at, zone)
    refuse(rules.refusals_to_leave(codes, words.strip(), has_recipient=to is not None, today=today))
    identifier = new_id()
    message = Message.objects.create(
        id=identifier,
        person_id=person,
        visibility=visibility,
        author_id=actor.account_id,
        recipient_id=to.account,
        unit_id=to.unit,
        channel=channel,
        codes=list(codes),
        words=words.strip(),
        left_at=at,
        obligation=_owed(identifier, person, to, rules.due(at, zone), actor=actor, at=at),
        request_key=request_key,
    )
    journal.record(actor=actor, at=at, verb="message.leave", kind=KIND, subject=message.pk, person=person)
    return message


@transaction.atomic
def answer_message(*, actor, at: datetime, message: UUID) -> Message:
    """« Fait »: by the one it was for, or by her unit."""
    row = Message.objects.select_for_update(no_key=True).get(pk=message)
    if actor.account_id != row.recipient_id and not actor.can("duties.see", row.unit_id):
        refuse([Refusal("seat", "Ce message s’adresse à quelqu’un d’autre.")])
    if row.done_at:
        refuse([Refusal("done", "Quelqu’un a déjà répondu à ce message. La page est à jour maintenant.")])
    deadlines.discharge(actor=actor, at=at, obligation=row.obligation_id, outcome="fait")
    row.done_at, row.done_by_id = at, actor.account_id
    row.save(update_fields=["done_at", "done_by"])
    journal.record(actor=actor, at=at, verb="message.answer", kind=KIND, subject=row.pk, person=row.person_id)
    return row


def follow_person(*, shadow: UUID, person: UUID, visibility: str) -> None:
    """A newcomer was joined to a protected file: the messages about her go with her (decision D12)."""
    for key in Message.objects.filter(person_id=shadow).order_by("id").values_list("pk", flat=True):
        with scope.moving(key):
            Message.objects.filter(pk=key).update(person_id=person, visibility=visibility)


def follow_visibility(*, person: UUID, visibility: str) -> None:
    keys = list(Message.objects.filter(person_id=person).order_by("id").values_list("pk", flat=True))
    with scope.moving(*keys):
        Message.objects.filter(pk__in=keys).update(visibility=visibility)


def _owed(message: UUID, person: UUID, to: Recipient, due_at: datetime, *, actor, at: datetime):
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=KIND,
        subject=message,
        label="Répondre à un message de l’accueil",
        unit=to.unit,
        account=to.account,
        person=person,
        due_at=due_at,
    )
