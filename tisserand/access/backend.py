"""Who a session belongs to: asked by every page, so written once (record 0005)."""

from uuid import UUID

from django.contrib.auth.backends import ModelBackend

from tisserand.access.actors import System
from tisserand.access.statements import written_once

READER = System("session")


class Accounts(ModelBackend):
    def get_user(self, user_id: UUID):
        account = next(iter(_account(READER, user_id)), None)
        return account if account and self.user_can_authenticate(account) else None


@written_once
def _account(_, account: UUID):
    from tisserand.access.models import Account

    return Account.objects.filter(pk=account)
