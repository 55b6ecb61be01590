"""Each night, the dictionary counts again who bears each name; every ten minutes, who left is replaced."""

from datetime import UTC, datetime

from tisserand.access.actors import System
from tisserand.access.enqueue import regularly
from tisserand.people import operations


@regularly("20 2 * * *", "people.count_bearers")
def count_bearers(timestamp: int) -> None:
    operations.count_bearers()


@regularly("*/10 * * * *", "people.replace_who_left")
def replace_who_left(timestamp: int) -> None:
    operations.replace_who_left(actor=System("départs"), at=datetime.fromtimestamp(timestamp, UTC))
