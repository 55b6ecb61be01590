"""The sheet filled while the tool did not answer, typed later with its true date (decision D14)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tisserand.kernel.refusals import Refusal
from tisserand.reception.rules.visits import INTERVIEWED, Arrival

OLDEST = timedelta(days=60)


@dataclass(frozen=True)
class Sheet:
    """Either somebody listened, and the demand is written later, or the coming ended at the desk."""

    arrival: Arrival
    received: bool = False
    outcome: str = ""


def refusals_to_type(sheet: Sheet, *, at: datetime) -> tuple[Refusal, ...]:
    refusals = []
    if sheet.arrival.arrived_at < at - OLDEST:
        refusals.append(
            Refusal("old", "Cette venue a plus de 60 jours. Vérifiez le jour, ou voyez avec votre cadre.", "arrived_at")
        )
    if not sheet.received and not sheet.outcome:
        refusals.append(Refusal("end", "Dites qui a mené l’entretien, ou comment la venue s’est terminée.", "outcome"))
    if not sheet.received and sheet.outcome == INTERVIEWED:
        refusals.append(Refusal("by", "Dites qui a mené l’entretien.", "received_by"))
    return tuple(refusals)
