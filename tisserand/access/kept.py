"""What a page had typed, to show it again when it could not be received.

It belongs to the account for which the page was made: sealed, it can be carried by the page of anybody, and only
opens for that account. On a shared post nobody reads or sends what a colleague typed.
"""

from dataclasses import dataclass
from uuid import UUID

from tisserand.access import seals, sitting

OURS = frozenset({"csrfmiddlewaretoken", "login", "password", "kept", "typist"})
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Kept:
    """A text on its way: who typed it, where it was going."""

    typist: str
    target: str
    fields: Fields


def kept_fields(request) -> Fields:
    """What the page had typed, field by field, in its order."""
    return [(name, value) for name in request.POST if name not in OURS for value in request.POST.getlist(name)]


def typist(request) -> str:
    """For whom the page was made that sends this; nothing when it does not say."""
    return request.POST.get("typist", "") or request.headers.get("X-Typist", "")


def sealed(request) -> str:
    return seals.seal_value([typist(request), request.get_full_path(), kept_fields(request)], "kept")


def opened(kept: str, account: UUID) -> Kept | None:
    """Nothing for another than the one who typed, nor once her session would be over."""
    try:
        typed_by, target, fields = seals.unseal_value(kept, "kept", seconds=sitting.LONGEST)
    except seals.Broken:
        return None
    return Kept(typed_by, target, [(name, value) for name, value in fields]) if typed_by == str(account) else None
