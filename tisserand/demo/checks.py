"""What must hold once everything is loaded (design §2)."""

from django.db import connection

from tisserand.demo.slots import BREACHES
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.kernel.sentences import counted


def refuse_breaches() -> int:
    """Everything that was loaded is refused when one invariant is broken; returns how many were looked at."""
    with connection.cursor() as cursor:
        # Keys and promises that wait for the commit speak now.
        cursor.execute("set constraints all immediate")
    found = dict(BREACHES[0]())
    refuse(
        Refusal("breach", f"La démonstration n’est pas chargée\u00a0: {counted(number, 'ligne')}, {what}.")
        for what, number in found.items()
        if number
    )
    return len(found)
