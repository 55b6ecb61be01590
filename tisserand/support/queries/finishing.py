"""What a former référent may still finish: her own writing, and nothing else of the plan."""

from uuid import UUID

from tisserand.activity import queries as activity
from tisserand.deadlines import queries as deadlines
from tisserand.support.queries.notes import KIND

FINISH = "support.finish"


def finishing(actor, plan: UUID):
    """The duty that says until when; None for whoever has nothing to finish on this plan."""
    return deadlines.about(actor, kind=FINISH, subjects=[plan]).filter(account_id=actor.account_id).first()


def my_writing(actor, plan: UUID) -> list:
    """Her own acts on this plan with her own notes, the latest first. Two queries."""
    acts = list(activity.acts_about(actor, kind=KIND, subjects=[plan]).filter(author_id=actor.account_id)[:50])
    notes = activity.notes_of(actor, acts)
    mine = ((act, [note for note in notes.get(act.pk, []) if note.author_id == actor.account_id]) for act in acts)
    return [(act, written) for act, written in mine if written]
