"""What goes at its own date, without a visa: drafts, sent mails, sessions, finished jobs."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from tisserand.access import accounts, erasing
from tisserand.privacy.rules.durations import rules_on

# Tables whose rows are declared with a duration in days.
BY_KIND = {"draft": "access.Draft", "mail": "documents.Mail"}
FINISHED_JOBS = """
delete from procrastinate_jobs j
where j.status in ('succeeded', 'failed', 'cancelled', 'aborted')
and (select max(e.at) from procrastinate_events e where e.job_id = j.id) < %s
"""


@transaction.atomic
def expire(*, at: datetime) -> dict[str, int]:
    """Everything past its own date; how many rows of each kind went."""
    gone = {kind: erasing.forget_older(table, before=_before(kind, at)) for kind, table in BY_KIND.items()}
    gone["session"] = accounts.sweep_sessions(at=at)
    with connection.cursor() as cursor:
        cursor.execute(FINISHED_JOBS, [_before("queue", at)])
        gone["queue"] = cursor.rowcount
    return gone


def _before(kind: str, at: datetime) -> datetime:
    return at - timedelta(days=rules_on(at.date())[kind].days or 0)
