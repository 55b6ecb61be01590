"""How she manages on her own: the scale is that of the assessment, so that start, review and end compare (R50)."""

from datetime import date

from tisserand.support.rules.states import Moment, State

MOMENT_LABELS = {Moment.START: "Départ", Moment.REVIEW: "Bilan", Moment.END: "Fin"}


def moment_of(*, state: str, said_on: date, starts_on: date | None) -> Moment:
    """What was said before it began, or the first day, is where it started from, whenever it is written down."""
    if state == State.DRAFT or (starts_on and said_on <= starts_on):
        return Moment.START
    return Moment.REVIEW
