"""Breaking the glass: a file opened in an emergency, for a while, and read afterwards by named people (record 0008)."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tisserand.access import grants
from tisserand.access import queries as access
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.deadlines.rules import in_working_days
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people.models import Person
from tisserand.people.rules import Visibility

KIND = "people.emergency"
CAPABILITY = "files.break"
# An emergency is judged while everyone remembers it.
DAYS_TO_JUDGE = 2


@transaction.atomic
def break_glass(*, actor, at: datetime, person: UUID, motive: str, words: str):
    """Only from an identity that she sees already: a protected person stays a stranger to her."""
    if not Person.objects.filter(pk=person, visibility=Visibility.STAFF).exists():
        refuse([Refusal("closed", "Ce dossier ne peut pas être ouvert ainsi.")])
    post = next(post for post in actor.posts if actor.can(CAPABILITY, post.unit_id))
    known = grants.open_now(actor, person, at=at)
    grant = grants.break_glass(
        actor=actor,
        at=at,
        person=person,
        unit=post.unit_id,
        motive=motive,
        words=words,
        minutes=settings.EMERGENCY_MINUTES,
    )
    if known is None:
        _tell(grant, post, actor=actor, at=at)
    return grant


@transaction.atomic
def review_emergency(*, actor, at: datetime, grant: UUID, verdict: str, words: str = "") -> None:
    """What she owed on it is done."""
    grants.review(actor=actor, at=at, grant=grant, verdict=verdict, words=words)
    for duty in dues.about(actor, kind=KIND, subjects=[grant]):
        if duty.account_id in {actor.account_id, None}:
            deadlines.discharge(actor=actor, at=at, obligation=duty.pk, outcome=verdict)


def _tell(grant, post, *, actor, at: datetime) -> None:
    """At once, in the day of her manager and of each privacy officer; without either, her unit answers for it.

    Not in the file: nobody who accompanies the person reads there who was watched.
    """
    without = dues.closed_to(grant.person_id) | {actor.account_id}
    judges = grants.judges(unit=post.unit_id, on=access.today(at, post.time_zone), without=without)
    owners = [(seat.unit_id, seat.account_id) for seat in judges] or [(post.unit_id, None)]
    for unit, account in owners:
        deadlines.open_obligation(
            actor=actor,
            at=at,
            kind=KIND,
            subject=grant.pk,
            unit=unit,
            account=account,
            label="Relire un accès d’urgence",
            why=f"Ouvert par {actor.name}.",
            due_at=in_working_days(at, DAYS_TO_JUDGE, post.time_zone),
        )
