"""Each night, the dictionary counts again who bears each name: an order of preference for the search."""

from tisserand.access.enqueue import regularly
from tisserand.people import operations


@regularly("20 2 * * *", "people.count_bearers")
def count_bearers(timestamp: int) -> None:
    operations.count_bearers()
