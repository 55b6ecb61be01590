"""Each day, the département is owed the yearly statistic of the MASP of the year that is over, once (rule MASP-4)."""

from datetime import UTC, datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.access.actors import System
from tisserand.support import operations

YEAR = System("statistique annuelle")


@app.periodic(cron="45 4 * * *")
@app.task(
    name="support.owe_statistic",
    queueing_lock="support.owe_statistic",
    retry=RetryStrategy(max_attempts=3),
    pass_context=False,
)
def owe_statistic(timestamp: int) -> None:
    operations.owe_statistic(actor=YEAR, at=datetime.fromtimestamp(timestamp, UTC))
