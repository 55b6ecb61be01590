"""The sheet for the worker on duty."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from tisserand.access import operations as access
from tisserand.access import scope
from tisserand.access.rows import change
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people
from tisserand.people.rules import Visibility
from tisserand.support.models import Continuity
from tisserand.support.models.continuity import DUTY, TEAM
from tisserand.support.operations.hold import add, hold, note


@transaction.atomic
def write_continuity(
    *,
    actor,
    at: datetime,
    plan: UUID,
    safety: str = "",
    safe_contact: str = "",
    next_steps: str = "",
    words: str = "",
    open_to: str = DUTY,
    draft: str = "",
) -> Continuity:
    row = hold(plan)
    if open_to == DUTY and people.visibility_of(actor, row.person_id) != Visibility.STAFF:
        refuse([Refusal("restricted", "Ce dossier est protégé : la fiche reste dans votre équipe.", "open_to")])
    said = {
        "safety": safety,
        "safe_contact": safe_contact,
        "next_steps": next_steps,
        "words": words,
        "open_to": open_to,
    }
    sheet = Continuity.objects.select_for_update(no_key=True).filter(plan=row).first()
    if sheet is None:
        sheet = add(Continuity, row, actor=actor, at=at, **said)
    else:
        change(sheet, actor=actor, at=at, **said)
    note("continuity", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return sheet


def follow_visibility(*, actor, at: datetime, person: UUID, visibility: str) -> None:
    """A file closed to all but its team takes its sheets back from the desk. Called from `people`, by wiring."""
    if visibility == Visibility.STAFF:
        return
    shown = list(Continuity.objects.filter(person_id=person, open_to=DUTY).values_list("pk", flat=True))
    with scope.moving(*shown):
        Continuity.objects.filter(pk__in=shown).update(open_to=TEAM)


def follow_file(*, person: UUID) -> None:
    """Her file was closed, opened, or joined to another: her plans too. Called from `people`, by wiring."""
    with connection.cursor() as cursor:
        agree = "select walls.plans_agree(%s), walls.measures_agree(%s), walls.followed_agree(%s)"
        cursor.execute(agree, [person] * 3)
