"""Addresses of things: a page names thirty of them, and Django would work each one out anew."""

from functools import cache
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse

served = cache(static)


def address(view: str, *things: UUID) -> str:
    found = _address_of_nobody(view, len(things))
    for place, thing in enumerate(things):
        found = found.replace(str(_nobody(place)), str(thing))
    return found


@cache
def _address_of_nobody(view: str, places: int) -> str:
    return reverse(view, args=[_nobody(place) for place in range(places)])


def _nobody(place: int) -> UUID:
    return UUID(int=place)
