"""Where rooms meet: navigation, typed slots, and who is called when something happens below (design §3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import reverse

from tisserand.assessment.rules.orientation import State
from tisserand.kernel.slots import Link


@dataclass(frozen=True)
class Entry:
    """A line of the main navigation, shown to those who hold the capability."""

    label: str
    view: str
    icon: str
    capability: str | None
    key: str


NAVIGATION = (
    Entry("Ma journée", "desk:my_day", "sun", None, "j"),
    Entry("Accueil", "desk:line", "people", "visits.see", "a"),
    Entry("Personnes", "people:search", "person-vcard", "identity.read", "p"),
    Entry("Rendez-vous", "reception:appointments", "calendar3", "appointments.see", "r"),
    Entry("Orientations", "assessment:orientations", "signpost-split", "duties.see", "o"),
    Entry("Accompagnements", "support:plans", "signpost", "plans.write", "l"),
    Entry("Régulation", "support:regulation", "clipboard-check", "plans.regulate", "e"),
    Entry("Conservation", "privacy:retention", "archive", "retention.manage", "c"),
    Entry("Organisation", "territories:organisation", "diagram-3", "organisation.read", "n"),
)


def connect() -> None:
    """Who is called when something happens below, what upper rooms put on lower screens. Once, all rooms loaded."""
    from tisserand.activity import operations as activity
    from tisserand.assessment import operations as assessment
    from tisserand.assessment.queries import filing as assessment_filing
    from tisserand.assessment.slots import ORIENTATION_ACTIONS
    from tisserand.documents import operations as documents
    from tisserand.documents import queries as document_queries
    from tisserand.people import slots as people
    from tisserand.reception import operations as reception
    from tisserand.reception.queries import filing as reception_filing
    from tisserand.support import operations as support
    from tisserand.support.queries import filing as support_filing
    from tisserand.support.slots import FILE_LINKS

    people.RESULT_ACTIONS.append(people.ResultAction("C’est cette personne", "desk:open"))
    people.FOLLOW_ATTACHED.append(reception.follow_attached)
    follow = (reception.follow_visibility, assessment.follow_visibility, support.follow_visibility)
    people.FOLLOW_VISIBILITY.extend(follow)
    rooms = (activity, documents, assessment, support)
    people.FOLLOW_FILE.extend(room.follow_file for room in rooms)
    people.FOLDED_ROOMS.extend(("reception", "assessment", "support", "activity", "documents", "privacy"))
    people.FILED.extend((reception_filing.filed, assessment_filing.filed, support_filing.filed, document_queries.filed))
    people.FOLLOW_STEPPED_ASIDE.extend((assessment.follow_stepped_aside, support.follow_stepped_aside))
    ORIENTATION_ACTIONS.fill(start_support, open_file)
    FILE_LINKS.fill(file_of)


def page(request) -> dict:
    """What every page shows around its content. Runs no query."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"navigation": ()}
    return {
        "navigation": [line for line in map(_line(request, actor), NAVIGATION) if line],
        "search_url": _url("people:search") if actor.can("identity.read") else "",
        "drafts_url": _url("access:drafts"),
        "login_url": _url("access:login"),
        "logout_url": _url("access:logout"),
        "switch_to": _url("desk:line") if actor.can("visits.see") else "/",
        "density": "compact" if actor.can("visits.register") and not actor.can("demands.write") else "",
    }


_url = cache(reverse)


def _line(request, actor):
    def line(entry: Entry) -> dict | None:
        if entry.capability and not actor.can(entry.capability):
            return None
        url = _url(entry.view)
        current = request.path == url or (url != "/" and request.path.startswith(url))
        return {
            "label": entry.label,
            "url": url,
            "icon": entry.icon,
            "current": current,
            "key": entry.key,
            "count": None,
        }

    return line


def start_support(actor, orientation) -> Iterable[Link]:
    """From an attributed orientation, the plan that answers it."""
    if orientation.state in {State.ATTRIBUTED, State.MET} and orientation.attributed_to_id == actor.account_id:
        new = reverse("support:new", args=[orientation.person_id])
        yield Link("Construire l’accompagnement", f"{new}?orientation={orientation.pk}")


def open_file(actor, orientation) -> Iterable[Link]:
    if actor.can("files.read"):
        yield Link("Ouvrir le dossier", reverse("desk:file", args=[orientation.person_id]))


def file_of(actor, person: UUID) -> Iterable[Link]:
    if actor.can("files.read"):
        yield Link("Dossier", reverse("desk:file", args=[person]))
