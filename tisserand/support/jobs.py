"""Each day, the département is owed the yearly statistic of the MASP of the year that is over, once (rule MASP-4)."""

from datetime import UTC, datetime

from tisserand.access.actors import System
from tisserand.access.enqueue import regularly
from tisserand.support import operations

YEAR = System("statistique annuelle")


@regularly("45 4 * * *", "support.owe_statistic")
def owe_statistic(timestamp: int) -> None:
    operations.owe_statistic(actor=YEAR, at=datetime.fromtimestamp(timestamp, UTC))
