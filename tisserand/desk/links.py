"""Where each kind of obligation or act is dealt with. `desk` stands above the rooms, so it knows their addresses."""

from uuid import UUID

from django.urls import reverse

# kind → (name of the page, whether it is addressed by its subject)
PAGES = {
    "reception.visit": ("desk:visit", True),
    "reception.demand": ("desk:visit", True),
    "reception.emergency": ("reception:emergency", True),
    "reception.appointment": ("reception:appointment", True),
    "reception.message": ("reception:message", True),
    "assessment.first": ("assessment:first", True),
    "assessment.orientation": ("assessment:orientation", True),
    "support.plan": ("support:plan", True),
    "people.shadow": ("people:shadows", False),
}


def address(kind: str, subject: UUID) -> str:
    """The page of this thing, or nothing for a kind that has none. « a.b.c » is dealt with where « a.b » is."""
    while kind:
        if kind in PAGES:
            page, by_subject = PAGES[kind]
            return reverse(page, args=[subject] if by_subject else [])
        kind = kind.rpartition(".")[0]
    return ""


def person(actor, identifier: UUID) -> str:
    """Her file for those who open files, her identity for the desk."""
    return reverse("desk:file" if actor.can("files.read") else "people:identity", args=[identifier])
