"""Sessions in the database that know whose they are, since when, and whether their post is locked.

What changes while pages are open (seen, locked) stands in columns of its own: a page that saves what it had read of a
session cannot unlock it, nor bring an ended one back to life.
"""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from tisserand.access import sitting


class SessionStore(DatabaseStore):
    row = None

    @classmethod
    def get_model_class(cls):
        from tisserand.access.models import Session

        return Session

    def sitting(self):
        """The row this session was read from, if it was read from one."""
        self._get_session()
        return self.row

    def _get_session_from_db(self):
        self.row = super()._get_session_from_db()
        return self.row

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.account_id = UUID(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.opened_at, row.seen_at = self._opened_at(), timezone.now()
        return row

    def get_expiry_date(self, **kwargs):
        """Twelve hours after the sign-in, whatever was done meanwhile."""
        return self._opened_at() + timedelta(seconds=sitting.LONGEST)

    def save(self, must_create=False):
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        row = self.create_model_instance(self._get_session(no_load=False))
        kept = {"session_data": row.session_data, "account_id": row.account_id}
        if not self.model.objects.filter(session_key=self.session_key).update(**kept):
            raise UpdateError

    def flush(self):
        super().flush()
        self.row = None

    def _opened_at(self):
        return self.row.opened_at if self.row else timezone.now()
