"""Each night, whoever was left in the line of a day that is over is somebody's to see to; every ten minutes, and once
an account closes or a seat ends, what was promised with a colleague who will not be there."""

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from tisserand.access.actors import System
from tisserand.access.enqueue import THRICE, regularly
from tisserand.reception import operations

LINES = System("files d’accueil")
LEFT = System("départs")


# Before everything open is counted.
@regularly("20 4 * * *", "reception.owe_endings")
def owe_endings(timestamp: int) -> None:
    operations.owe_endings(actor=LINES, at=datetime.fromtimestamp(timestamp, UTC))


@regularly("*/10 * * * *", "reception.ask_for_others")
def ask_for_others(timestamp: int) -> None:
    _ask(datetime.fromtimestamp(timestamp, UTC))


# Asked for by `access`, each time: the one before may have begun.
@app.task(name="reception.ask_at_once", retry=THRICE)
def ask_at_once() -> None:
    _ask(timezone.now())


def _ask(at: datetime) -> None:
    operations.ask_for_others(actor=LEFT, at=at)
    operations.ask_for_holders(actor=LEFT, at=at)
