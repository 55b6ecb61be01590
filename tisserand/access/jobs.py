"""Every minute, the journal is sealed and its head leaves the database (decision D9)."""

from datetime import UTC, datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.access.chain import sealing


@app.periodic(cron="* * * * *")
@app.task(
    name="access.seal_journal",
    queueing_lock="access.seal_journal",
    retry=RetryStrategy(max_attempts=3),
    pass_context=False,
)
def seal_journal(timestamp: int) -> None:
    sealing.seal(at=datetime.fromtimestamp(timestamp, UTC))
