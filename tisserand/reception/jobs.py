"""Each night, whoever was left in the line of a day that is over is somebody's to see to."""

from datetime import UTC, datetime

from tisserand.access.actors import System
from tisserand.access.enqueue import regularly
from tisserand.reception import operations

LINES = System("files d’accueil")


# Before everything open is counted.
@regularly("20 4 * * *", "reception.owe_endings")
def owe_endings(timestamp: int) -> None:
    operations.owe_endings(actor=LINES, at=datetime.fromtimestamp(timestamp, UTC))
