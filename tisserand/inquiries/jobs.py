"""Each day, the cell is owed the yearly statistic of the year that is over, once (rule IP-8)."""

from datetime import UTC, datetime

from tisserand.access.actors import System
from tisserand.access.enqueue import regularly
from tisserand.inquiries.operations import concerns

YEAR = System("statistique annuelle")


@regularly("40 4 * * *", "inquiries.owe_statistic")
def owe_statistic(timestamp: int) -> None:
    concerns.owe_statistic(actor=YEAR, at=datetime.fromtimestamp(timestamp, UTC))
