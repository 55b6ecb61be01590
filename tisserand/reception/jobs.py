"""Each night, whoever was left in the line of a day that is over is somebody's to see to; every ten minutes, what was
promised with a colleague who will not be there."""

from datetime import UTC, datetime

from tisserand.access.actors import System
from tisserand.access.enqueue import regularly
from tisserand.reception import operations

LINES = System("files d’accueil")
LEFT = System("départs")


# Before everything open is counted.
@regularly("20 4 * * *", "reception.owe_endings")
def owe_endings(timestamp: int) -> None:
    operations.owe_endings(actor=LINES, at=datetime.fromtimestamp(timestamp, UTC))


@regularly("*/10 * * * *", "reception.ask_for_others")
def ask_for_others(timestamp: int) -> None:
    at = datetime.fromtimestamp(timestamp, UTC)
    operations.ask_for_others(actor=LEFT, at=at)
    operations.ask_for_holders(actor=LEFT, at=at)
