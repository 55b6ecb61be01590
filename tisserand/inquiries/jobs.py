"""Each day, the cell is owed the yearly statistic of the year that is over, once (rule IP-8)."""

from datetime import UTC, datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.access.actors import System
from tisserand.inquiries.operations import concerns

YEAR = System("statistique annuelle")


@app.periodic(cron="40 4 * * *")
@app.task(
    name="inquiries.owe_statistic",
    queueing_lock="inquiries.owe_statistic",
    retry=RetryStrategy(max_attempts=3),
    pass_context=False,
)
def owe_statistic(timestamp: int) -> None:
    concerns.owe_statistic(actor=YEAR, at=datetime.fromtimestamp(timestamp, UTC))
