"""Each night, the dictionary counts again who bears each name: an order of preference for the search."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.people import operations


@app.periodic(cron="20 2 * * *")
@app.task(
    name="people.count_bearers",
    queueing_lock="people.count_bearers",
    retry=RetryStrategy(max_attempts=3),
    pass_context=False,
)
def count_bearers(timestamp: int) -> None:
    operations.count_bearers()
