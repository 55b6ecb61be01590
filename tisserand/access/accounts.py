"""Closing and opening accounts, ending their sessions: at once, everywhere (check 47)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tisserand.access import journal
from tisserand.access.enqueue import enqueue
from tisserand.access.models import Account, Session
from tisserand.access.seat_rules import SHARED
from tisserand.kernel.refusals import Refusal, refuse

# Said on a Friday, it still opens on Monday.
PROVISIONAL = timedelta(days=3)


@dataclass(frozen=True)
class Open:
    """A session as its owner reads it. Its key never leaves the server: a page says `name`."""

    name: str
    device: str
    since: datetime
    seen: datetime
    here: bool


def sessions(account: UUID, *, at: datetime, current: str | None = None) -> list[Open]:
    return [
        Open(_name(row.pk), row.get_decoded().get("device", ""), row.opened_at, row.seen_at, row.pk == current)
        for row in _sessions(account, at)
    ]


def session_named(account: UUID, name: str, *, at: datetime) -> str | None:
    return next((row.pk for row in _sessions(account, at) if _name(row.pk) == name), None)


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _sessions(account: UUID, at: datetime):
    return Session.objects.filter(account_id=account, expire_date__gt=at).order_by("opened_at", "session_key")


def search(words: str, *, most: int):
    """Accounts whose name or login holds these words."""
    rows = Account.objects.order_by("name", "id")
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(login__icontains=word))
    return rows[:most]


@transaction.atomic
def end_sessions(*, actor, at: datetime, account: UUID, but: str | None = None, only: str | None = None) -> int:
    rows = Session.objects.filter(account_id=account).exclude(pk=but)
    ended, _ = (rows.filter(pk=only) if only else rows).delete()
    if ended:
        journal.record(actor=actor, at=at, verb="session.end", kind="access.account", subject=account)
    return ended


@transaction.atomic
def close(*, actor, at: datetime, account: UUID, reason: str) -> None:
    """She has left: nothing opens any more, what is open shuts now. What she did stays hers."""
    if account == actor.account_id:
        refuse(
            [Refusal("own_account", "On ne ferme pas son propre compte. Demandez à un collègue de l’administration.")]
        )
    Account.objects.select_for_update().filter(pk=account).update(is_active=False)
    Session.objects.filter(account_id=account).delete()
    journal.record(
        actor=actor, at=at, verb="account.close", kind="access.account", subject=account, reason=reason.strip()[:300]
    )
    enqueue("reception.ask_at_once")


@transaction.atomic
def reopen(*, actor, at: datetime, account: UUID, reason: str) -> None:
    Account.objects.select_for_update().filter(pk=account).update(is_active=True)
    journal.record(
        actor=actor, at=at, verb="account.reopen", kind="access.account", subject=account, reason=reason.strip()[:300]
    )


@transaction.atomic
def set_password(*, actor, at: datetime, account: UUID, password: str) -> None:
    """Her own, or said by an administrator to a colleague, who then changes it. Every session of hers ends."""
    row = Account.objects.select_for_update().get(pk=account)
    row.set_password(password)
    row.provisional_until = None if actor.account_id == account else at + PROVISIONAL
    row.save(update_fields=["password", "provisional_until"])
    Session.objects.filter(account_id=account).delete()
    journal.record(actor=actor, at=at, verb="account.password", kind="access.account", subject=account)


@transaction.atomic
def set_email(*, actor, at: datetime, account: UUID, email: str) -> None:
    """Where her morning mail goes, and by which an identity provider knows her: of one account only. Empty: none."""
    said = email.strip()
    if said and Account.objects.exclude(pk=account).filter(email__iexact=said).exists():
        refuse([SHARED])
    Account.objects.select_for_update().filter(pk=account).update(email=said)
    journal.record(actor=actor, at=at, verb="account.email", kind="access.account", subject=account)


@transaction.atomic
def lock(*, session: str, at: datetime) -> None:
    Session.objects.filter(pk=session, locked_at=None).update(locked_at=at)


def note_presence(*, session: str, at: datetime) -> None:
    Session.objects.filter(pk=session, locked_at=None).update(seen_at=at)


def sweep_sessions(*, at: datetime) -> int:
    """Those whose twelve hours are over."""
    return Session.objects.filter(expire_date__lte=at).delete()[0]
