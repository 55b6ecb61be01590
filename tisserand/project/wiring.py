"""Where rooms meet: navigation, typed slots, and who is called when something happens below (design §3)."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


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
    Entry("Accueil", "reception:desk", "people", "visits.see", "a"),
    Entry("Personnes", "people:search", "person-vcard", "identity.read", "p"),
    Entry("Rendez-vous", "reception:appointments", "calendar3", "appointments.see", "r"),
    Entry("Orientations", "assessment:orientations", "signpost-split", "duties.see", "o"),
    Entry("Accompagnements", "support:plans", "signpost", "plans.write", "l"),
    Entry("Régulation", "support:regulation", "clipboard-check", "plans.regulate", "e"),
    Entry("Organisation", "territories:organisation", "diagram-3", "organisation.read", "n"),
)


def page(request) -> dict:
    """What every page shows around its content. Runs no query."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"navigation": (), "actor": None}
    return {"navigation": [line for line in map(_line(request, actor), NAVIGATION) if line], "actor": actor}


def _line(request, actor):
    def line(entry: Entry) -> dict | None:
        if entry.capability and not actor.can(entry.capability):
            return None
        try:
            url = reverse(entry.view)
        except NoReverseMatch:
            return None
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
