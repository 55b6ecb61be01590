"""What every page about one person begins with: she exists for this actor, and the reading is noted."""

from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from tisserand.access import journal
from tisserand.people import queries


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


def about(request, person: queries.PersonFile, page: str, **context) -> dict:
    may_correct = request.actor.can("files.correct")
    known = {"person": person, "card": person.card, "page": page, "may_correct": may_correct}
    return {**known, "may_write": may_write(request), **context}


def may_write(request) -> bool:
    return request.actor.can("identity.write")
