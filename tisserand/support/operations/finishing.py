"""A former référent finishes what she was writing: for some days she adds to the file and does not read it (D12).

Her right is a duty of her own, dated, that names the plan: done or out of date, she writes no more.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access import queries as seats
from tisserand.access import scope
from tisserand.access.rows import already
from tisserand.activity import operations as activity
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.kernel.sentences import plain_date
from tisserand.support.models import Contact, Plan
from tisserand.support.operations.contacts import add_contact, refusals_to_write
from tisserand.support.operations.hold import hold, note
from tisserand.support.queries.finishing import FINISH, finishing

OVER = Refusal("over", "Vos jours pour finir sont passés\u00a0: dites ce qui manque au nouveau référent.")
AFTER = Refusal("after", "Cela s’est passé après le relais\u00a0: c’est au nouveau référent de l’écrire.", "on")


def let_finish(plan: Plan, former: UUID, team: UUID, *, actor, at: datetime, until: datetime) -> None:
    """Nothing for whoever stepped aside: the file is closed to her at once."""
    if former in dues.closed_to(plan.person_id):
        return
    identifier = new_id()
    with scope.moving(identifier):
        deadlines.open_obligation(
            actor=actor,
            at=at,
            kind=FINISH,
            subject=plan.pk,
            person=plan.person_id,
            unit=team,
            account=former,
            label="Finir les écrits d’avant le relais",
            due_at=until,
            identifier=identifier,
        )


@transaction.atomic
def finish_contact(
    *,
    actor,
    at: datetime,
    plan: UUID,
    nature: str,
    happened_at: datetime,
    text: str,
    level: str,
    duration_minutes: int | None = None,
    request_key: UUID | None = None,
    draft: str = "",
) -> None:
    """An interview, a visit, a call from before the relay. The plan passes the wall while she adds to it, unread."""
    duty = _right(actor, plan, at=at)
    # She will not see the row she adds: the key of her request names it, and tells when it was sent twice.
    identifier = request_key or new_id()
    with scope.moving(plan, identifier):
        if already(Contact, request_key):
            return
        row = hold(plan)
        refusals = refusals_to_write(row, nature, happened_at, text, actor=actor, at=at)
        refuse([*refusals, AFTER] if happened_at > duty.opened_at else refusals)
        add_contact(
            row,
            actor=actor,
            at=at,
            nature=nature,
            happened_at=happened_at,
            text=text,
            level=level,
            channel="",
            duration_minutes=duration_minutes,
            request_key=request_key,
            identifier=identifier,
        )
    note("contact_after_relay", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)


@transaction.atomic
def complete_note(*, actor, at: datetime, plan: UUID, written: UUID, text: str) -> None:
    """Her own note, gone on with; what stood there stays as it was."""
    duty = _right(actor, plan, at=at)
    day = plain_date(seats.today(at, duty.unit.time_zone))
    activity.complete_note(actor=actor, at=at, note=written, text=text, said=f"Ajouté le {day}\u00a0:")


@transaction.atomic
def end_finishing(*, actor, at: datetime, plan: UUID) -> None:
    """She has written all she had to, in time or not."""
    duty = finishing(actor, plan)
    if duty:
        deadlines.discharge(actor=actor, at=at, obligation=duty.pk, outcome="finished")


def _right(actor, plan: UUID, *, at: datetime):
    duty = finishing(actor, plan)
    if duty is None or duty.due_at <= at:
        refuse([OVER])
    return duty
