"""Assessments and orientations stay in the figures, without what was said (decision D16)."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from tisserand.access import erasing


@transaction.atomic
def anonymise(*, pseudonyms: Mapping[UUID, UUID]) -> dict[str, int]:
    """Called by `privacy`, which keeps the journal."""
    return erasing.forget("assessment", pseudonyms)
