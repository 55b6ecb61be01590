"""The six functions of social work (R29), the kinds of act, and how long each usually takes."""

from enum import StrEnum

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import duration

LONGEST_MINUTES = 12 * 60
LONGEST_NOTE = 20_000


class Function(StrEnum):
    """Every act has exactly one (Martinique, seminar of 2015)."""

    RECEPTION = "accueil"
    SUPPORT = "accompagnement"
    INFORMATION = "information"
    MEDIATION = "mediation"
    COORDINATION = "coordination"
    DEVELOPMENT = "developpement"


FUNCTION_LABELS = {
    Function.RECEPTION: "Accueil",
    Function.SUPPORT: "Accompagnement social",
    Function.INFORMATION: "Information, orientation",
    Function.MEDIATION: "Médiation",
    Function.COORDINATION: "Coordination",
    Function.DEVELOPMENT: "Ingénierie sociale, développement",
}


class Level(StrEnum):
    """Who a note is for: the file, or the author alone («note de travail»)."""

    FILE = "file"
    WORKING = "working"


# Minutes proposed before anyone corrects them: no stopwatch (practice.md). Each département may change them.
USUAL_MINUTES = {
    "desk": 5,
    "interview": 45,
    "call": 10,
    "home_visit": 75,
    "mail": 10,
    "meeting": 30,
    "assessment": 60,
    "orientation": 15,
    "plan": 15,
}
NATURE_LABELS = {
    "desk": "Passage au guichet",
    "interview": "Entretien",
    "call": "Appel téléphonique",
    "home_visit": "Visite à domicile",
    "mail": "Courrier ou message",
    "meeting": "Réunion ou échange entre professionnels",
    "assessment": "Première évaluation",
    "orientation": "Orientation",
    "plan": "Projet d’accompagnement",
}


def usual_minutes(nature: str) -> int:
    return USUAL_MINUTES.get(nature, 15)


def lasted(nature: str, minutes: int) -> str:
    """« 1 h 10 »; the usual length is said as such, since nobody may have measured it."""
    if not minutes:
        return ""
    words = duration(minutes)
    return f"durée habituelle, {words}" if minutes == usual_minutes(nature) else words


def refusals_to_record(*, duration_minutes: int, function: str) -> tuple[Refusal, ...]:
    refusals = []
    if not 0 <= duration_minutes <= LONGEST_MINUTES:
        refusals.append(Refusal("duration", "Une durée va de 0 minute à 12 heures.", "duration_minutes"))
    if function not in set(Function):
        refusals.append(Refusal("function", "Choisissez une des six fonctions du travail social.", "function"))
    return tuple(refusals)


def refusals_to_note(text: str) -> tuple[Refusal, ...]:
    if not text.strip():
        return (Refusal("empty", "Écrivez au moins une phrase.", "text"),)
    if len(text) > LONGEST_NOTE:
        return (Refusal("long", "Une note fait 20 000 caractères au plus\u00a0: coupez-la en deux.", "text"),)
    return ()
