"""Where each kind of obligation or act is dealt with. `desk` stands above the rooms, so it knows their addresses."""

from uuid import UUID

from django.urls import reverse

# A page is addressed by what it is about, unless it is a list.
LISTS = {"people.shadow": "people:shadows"}
PAGES = {
    "reception.visit": "desk:visit",
    "reception.demand": "desk:visit",
    "reception.emergency": "reception:emergency",
    "assessment.first": "assessment:first",
    "assessment.first.conclude": "assessment:first",
    "assessment.first.send_orientation": "assessment:first",
    "assessment.first.attribute_support": "assessment:first",
    "assessment.first.begin_support": "assessment:first",
    "assessment.orientation": "assessment:orientation",
}
# Every obligation of a plan, whatever its step, is dealt with on the plan's page.
PLAN = "support."


def address(kind: str, subject: UUID) -> str:
    """The page of this thing, or nothing for a kind that has none."""
    if kind in LISTS:
        return reverse(LISTS[kind])
    page = "support:plan" if kind.startswith(PLAN) else PAGES.get(kind)
    return reverse(page, args=[subject]) if page else ""


def person(actor, identifier: UUID) -> str:
    """Her file for those who open files, her identity for the desk."""
    return reverse("desk:file" if actor.can("files.read") else "people:identity", args=[identifier])
