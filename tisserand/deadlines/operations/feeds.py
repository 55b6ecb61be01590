"""The address under which an agenda reads somebody's duties: opened, renewed, revoked; read, and how often."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access.actors import Actor
from tisserand.deadlines.models import Feed
from tisserand.deadlines.rules import fingerprint

KIND = "deadlines.feed"
BYTES = 32
NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def open_feed(*, actor, at: datetime) -> str:
    """The secret, said this once; the former one opens nothing any more."""
    revoke_feed(actor=actor, at=at)
    secret = secrets.token_urlsafe(BYTES)
    row = Feed.objects.create(account_id=actor.account_id, fingerprint=fingerprint(secret), made_at=at)
    journal.record(actor=actor, at=at, verb="feed.open", kind=KIND, subject=row.pk)
    return secret


@transaction.atomic
def revoke_feed(*, actor, at: datetime) -> bool:
    row = Feed.objects.select_for_update().filter(account_id=actor.account_id, revoked_at=None).first()
    if row is None:
        return False
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    journal.record(actor=actor, at=at, verb="feed.revoke", kind=KIND, subject=row.pk)
    return True


@transaction.atomic
def note_reading(*, feed: UUID, at: datetime) -> None:
    """Agendas come every quarter of an hour: noted once an hour for its owner, once a day in the journal."""
    row = Feed.objects.select_for_update().get(pk=feed)
    before = row.read_at
    if before is not None and at - before < NOTED_EVERY:
        return
    row.read_at = at
    row.save(update_fields=["read_at"])
    if before is None or before.date() != at.date():
        owner = Actor(row.account_id, "", {})
        journal.record(actor=owner, at=at, verb="feed.read", kind=KIND, subject=row.pk)
