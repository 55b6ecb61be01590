"""Doors that are tried too often stay shut a while, for an account and for an address, known or not (check 38)."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from tisserand.access.models import Attempt

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 10
# A whole site stands behind one address.
PER_ADDRESS = 100

TRY = """
insert into access_attempt as row (key, tried, since) values (%(key)s, 1, %(at)s)
on conflict (key) do update set
    tried = case when row.since <= %(before)s then 1 else row.tried + 1 end,
    since = case when row.since <= %(before)s then %(at)s else row.since end
returning tried
"""


def allows(request, login: str) -> bool:
    """Count one more try, before looking at the password: two at once cannot both be the last."""
    tried = [(_count(_account(login), request.now), PER_ACCOUNT), (_count(_address(request), request.now), PER_ADDRESS)]
    return all(times <= most for times, most in tried)


def forgive(request, login: str) -> None:
    """Whoever came in owes nothing; her colleagues' mistakes stay counted."""
    Attempt.objects.filter(key=_account(login)).delete()
    with connection.cursor() as cursor:
        cursor.execute("update access_attempt set tried = tried - 1 where key = %s and tried > 0", [_address(request)])


def tried(kind: str, value: str, *, at: datetime) -> int:
    """How many times lately, for a page that only reads; `count` adds one once the answer is made."""
    row = Attempt.objects.filter(key=_key(kind, value), since__gt=at - WINDOW).first()
    return row.tried if row else 0


def count(kind: str, value: str, *, at: datetime) -> None:
    _count(_key(kind, value), at)


def sweep(*, at: datetime) -> int:
    return Attempt.objects.filter(since__lte=at - WINDOW).delete()[0]


def address(request) -> str:
    """Where a request comes from. A proxy of ours adds its own word last; any other word could be forged."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded if settings.BEHIND_PROXY and forwarded else request.META.get("REMOTE_ADDR", "")


def _count(key: str, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(TRY, {"key": key, "at": at, "before": at - WINDOW})
        return cursor.fetchone()[0]


def _account(login: str) -> str:
    return _key("account", login.casefold())


def _address(request) -> str:
    return _key("address", address(request))


def _key(kind: str, value: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()
