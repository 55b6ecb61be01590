"""What is open already for a person, as far as its reader may know: one at a time, wherever it is followed."""

from dataclasses import dataclass
from datetime import date

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import plain_date


@dataclass(frozen=True)
class Running:
    """Without a day, it is followed by a team that whoever asks does not read."""

    since: date | None = None
    team: str = ""


HIDDEN = Running()
# That something is asked for; neither what, nor by whom.
ELSEWHERE = Refusal(
    "elsewhere",
    "Une demande existe déjà pour cette personne, que vous ne lisez pas. Demandez à votre chef·fe de service"
    " qui la suit.",
)


def refusals_of(running: Running | None, words: str, then: str) -> tuple[Refusal, ...]:
    """« Un dossier est déjà déposé, le 3 mars 2026 (Sainte-Rose). Continuez celui-là. »"""
    if running is None:
        return ()
    if running.since is None:
        return (ELSEWHERE,)
    return (Refusal("running", f"{words}, le {plain_date(running.since)} ({running.team}). {then}"),)
