"""Addresses of things: a page names thirty of them, and Django would work each one out anew."""

from functools import cache
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse

served = cache(static)


def address(view: str, *things: UUID) -> str:
    begins, *pieces = _pieces(view, len(things))
    return begins + "".join(f"{thing}{piece}" for thing, piece in zip(things, pieces, strict=True))


@cache
def _pieces(view: str, places: int) -> list[str]:
    """What stands around the things: identifiers that are nobody's hold their places."""
    nobodies = [UUID(int=place) for place in range(places)]
    pieces, rest = [], reverse(view, args=nobodies)
    for nobody in map(str, nobodies):
        piece, _, rest = rest.partition(nobody)
        pieces.append(piece)
    return [*pieces, rest]
