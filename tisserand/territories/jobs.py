"""In the night when a unit closes, what it still holds goes to the one that replaces it."""

from datetime import UTC, datetime

from tisserand.access.actors import System
from tisserand.access.enqueue import regularly
from tisserand.territories import operations

SUCCESSION = System("succession")


# Already the day it is, in Guadeloupe as in Paris, and before what is owed is counted for the night.
@regularly("10 4 * * *", "territories.hand_over_closed")
def hand_over_closed(timestamp: int) -> None:
    operations.hand_over_closed(actor=SUCCESSION, at=datetime.fromtimestamp(timestamp, UTC))
