"""Each night, the list of what ends; on a visa, the elimination (decision D25)."""

from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.access.actors import System
from tisserand.access.enqueue import regularly
from tisserand.privacy.operations import (
    announcing,
    bordereaux,
    expiring,
    forgetting,
    ledger,
    rights_copy,
    rights_effects,
    watching,
)
from tisserand.privacy.operations.announcing import NIGHT
from tisserand.privacy.queries.rights_whole import ROOMS

RIGHTS = System("droits des personnes")
READINGS = System("lectures")
PATIENT = RetryStrategy(max_attempts=5, exponential_wait=30)


@regularly("30 3 * * *", "privacy.night", retry=PATIENT)
def night(timestamp: int) -> None:
    at = datetime.fromtimestamp(timestamp, UTC)
    expiring.expire(at=at)
    announcing.announce(actor=NIGHT, at=at)
    ledger.keep_ledger(settings.PURGE_LEDGER)


@regularly("50 3 * * *", "privacy.forget_journal", retry=PATIENT)
def forget_journal(timestamp: int) -> None:
    forgetting.forget_journal(actor=NIGHT, at=datetime.fromtimestamp(timestamp, UTC))


@regularly("5 * * * *", "privacy.tell_many_files", retry=PATIENT)
def tell_many_files(timestamp: int) -> None:
    watching.tell_many_files(actor=READINGS, at=datetime.fromtimestamp(timestamp, UTC))


@app.task(name="privacy.rehearse", retry=PATIENT)
def rehearse(bordereau: str) -> None:
    bordereaux.rehearse(actor=NIGHT, at=timezone.now(), bordereau=UUID(bordereau))


@app.task(name="privacy.eliminate", retry=PATIENT)
def eliminate(bordereau: str) -> None:
    bordereaux.eliminate(actor=NIGHT, at=timezone.now(), bordereau=UUID(bordereau))
    ledger.keep_ledger(settings.PURGE_LEDGER)


@app.task(name="privacy.gather_copy", retry=PATIENT)
def gather_copy(copy: str) -> None:
    parts = [part for room in ROOMS for part in rights_copy.gather_room(actor=RIGHTS, copy=UUID(copy), room=room)]
    rights_copy.keep_gathered(copy=UUID(copy), parts=parts)


@app.task(name="privacy.gather_again", retry=PATIENT)
def gather_again(person: str) -> None:
    rights_copy.gather_again(person=UUID(person))


@app.task(name="privacy.make_copy", retry=PATIENT)
def make_copy(copy: str) -> None:
    try:
        rights_copy.produce(actor=RIGHTS, at=timezone.now(), copy=UUID(copy))
    except Exception:
        # The page says so and the officer starts again; the queue keeps its own trace.
        rights_copy.fail(copy=UUID(copy))
        raise


@app.task(name="privacy.write_notice", retry=PATIENT)
def write_notice(notice: str, request: str, sentence: str, by: str) -> None:
    rights_effects.write_notice(
        actor=RIGHTS, at=timezone.now(), notice=UUID(notice), request=UUID(request), sentence=sentence, by=UUID(by)
    )


@app.task(name="privacy.find_recipients", retry=PATIENT)
def find_recipients(request: str) -> None:
    rights_effects.find_recipients(actor=RIGHTS, request=UUID(request))
