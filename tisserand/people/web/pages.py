"""What every page about one person begins with: she exists for this actor, and the reading is noted."""

from datetime import date
from functools import wraps
from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from tisserand.access import journal
from tisserand.people import queries, slots


def today(request) -> date:
    return timezone.localtime(request.now).date()


def site(request) -> UUID | None:
    """Where this professional works, for what she creates and for whom she sees first."""
    posts = request.actor.posts_in("site") or request.actor.posts
    return posts[0].unit_id if posts else None


def seen(request, person_id: UUID, page: str) -> queries.PersonFile:
    person = queries.person(request.actor, person_id)
    if person is None:
        raise Http404("person")
    journal.consulted(request, person_id, page)
    return person


def of_my_place(view):
    """Outside one's site, her identity only until one says why."""

    @wraps(view)
    def guarded(request, person_id, **kwargs):
        return ask_why(request, person_id) or view(request, person_id, **kwargs)

    return guarded


def ask_why(request, person_id: UUID):
    """The page that asks for a reason, when she is of another site."""
    person = queries.person(request.actor, person_id)
    outside = person and queries.is_outside(request.actor, person)
    return redirect("people:outside", person_id) if outside else None


def about(request, person: queries.PersonFile, page: str, **context) -> dict:
    return {
        "person": person,
        "card": person.card,
        "page": page,
        "pages": slots.PERSON_PAGES.of(request.actor, person.id),
        "notices": slots.notices(request.actor, person.id, today(request)),
        "may_write": may_write(request),
        "may_correct": may_correct(request, person.id),
        **context,
    }


def may_correct(request, person_id: UUID) -> bool:
    """An emergency opens a file for reading."""
    return request.actor.can("files.correct") and person_id not in request.actor.opened


def may_write(request) -> bool:
    return request.actor.can("identity.write")
