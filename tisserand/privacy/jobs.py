"""Each night, the list of what ends; on a visa, the elimination (decision D25)."""

from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.privacy.operations import announcing, bordereaux, expiring, ledger
from tisserand.privacy.operations.announcing import NIGHT

PATIENT = RetryStrategy(max_attempts=5, exponential_wait=30)


@app.periodic(cron="30 3 * * *")
@app.task(name="privacy.night", queueing_lock="privacy.night", retry=PATIENT, pass_context=False)
def night(timestamp: int) -> None:
    at = datetime.fromtimestamp(timestamp, UTC)
    expiring.expire(at=at)
    announcing.announce(actor=NIGHT, at=at)
    ledger.keep_ledger(settings.PURGE_LEDGER)


@app.task(name="privacy.rehearse", retry=PATIENT)
def rehearse(bordereau: str) -> None:
    bordereaux.rehearse(actor=NIGHT, at=timezone.now(), bordereau=UUID(bordereau))


@app.task(name="privacy.eliminate", retry=PATIENT)
def eliminate(bordereau: str) -> None:
    bordereaux.eliminate(actor=NIGHT, at=timezone.now(), bordereau=UUID(bordereau))
    ledger.keep_ledger(settings.PURGE_LEDGER)
