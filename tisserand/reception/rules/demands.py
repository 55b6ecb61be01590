"""What the person asks, in her words and in coded themes; what was answered."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tisserand.kernel.refusals import Refusal
from tisserand.reception.rules import lists

INSTEAD_OF_HER = "a-sa-place"
UNANSWERED = "sans-reponse"
MOST_OTHER_THEMES = 2
LONGEST_WORDS = 20_000
LONGEST_NEED = 2_000
# A demand without an end comes back to whoever wrote it. Professional usage, to be confirmed by each département.
FOLLOW_UP = timedelta(days=10)


@dataclass(frozen=True)
class DemandFacts:
    words: str = ""
    language: str = ""
    main_theme: str = ""
    other_themes: tuple[str, ...] = ()
    theme_text: str = ""
    answers: tuple[str, ...] = ()
    instead_reason: str = ""
    has_mandate: bool | None = None
    unmet_need: str = ""
    closure: str = ""


def refusals_to_write(demand: DemandFacts, *, today: date) -> tuple[Refusal, ...]:
    return (
        *_refused_themes(demand, today),
        *_refused_answers(demand, today),
        *_refused_lengths(demand),
    )


def _refused_themes(demand: DemandFacts, today: date) -> list[Refusal]:
    refusals = []
    if not lists.known("themes", demand.main_theme, on=today):
        refusals.append(Refusal("theme", "Choisissez le thème principal.", "main_theme"))
    if len(demand.other_themes) > MOST_OTHER_THEMES:
        refusals.append(
            Refusal("themes", "Deux thèmes associés au plus\u00a0: gardez les plus parlants.", "other_themes")
        )
    if demand.main_theme in demand.other_themes or len(set(demand.other_themes)) < len(demand.other_themes):
        refusals.append(
            Refusal("twice", "Le thème principal est déjà choisi\u00a0: ôtez-le des thèmes associés.", "other_themes")
        )
    if any(not lists.known("themes", theme, on=today) for theme in demand.other_themes):
        refusals.append(Refusal("unknown", "Un thème associé n’est plus proposé.", "other_themes"))
    others = (demand.main_theme, *demand.other_themes)
    if any(lists.needs_text("themes", theme) for theme in others) and not demand.theme_text.strip():
        refusals.append(Refusal("text", "Précisez l’autre thème en quelques mots.", "theme_text"))
    return refusals


def _refused_answers(demand: DemandFacts, today: date) -> list[Refusal]:
    refusals = []
    if not demand.answers:
        refusals.append(
            Refusal("answers", "Dites ce qui a été répondu. «\u00a0Écoute seule\u00a0» est une réponse.", "answers")
        )
    if any(not lists.known("answers", answer, on=today) for answer in demand.answers):
        refusals.append(Refusal("unknown", "Une réponse n’est plus proposée.", "answers"))
    if INSTEAD_OF_HER in demand.answers:
        refusals += _refused_instead(demand, today)
    if UNANSWERED in demand.answers and not demand.unmet_need.strip():
        refusals.append(
            Refusal("need", "Dites quel besoin reste sans réponse\u00a0: c’est ce qui se verra.", "unmet_need")
        )
    if demand.closure and not lists.known("demand_closures", demand.closure, on=today):
        refusals.append(Refusal("unknown", "Cette fin n’est plus proposée.", "closure"))
    return refusals


def _refused_instead(demand: DemandFacts, today: date) -> list[Refusal]:
    """R22: files are made by the person; doing it for her has a reason, and a mandate or none."""
    refusals = []
    if not lists.known("instead_reasons", demand.instead_reason, on=today):
        refusals.append(Refusal("reason", "Dites pourquoi la démarche est faite à sa place.", "instead_reason"))
    if demand.has_mandate is None:
        refusals.append(Refusal("mandate", "Dites s’il existe un mandat pour agir à sa place.", "has_mandate"))
    return refusals


def _refused_lengths(demand: DemandFacts) -> list[Refusal]:
    bounds = (("words", LONGEST_WORDS), ("unmet_need", LONGEST_NEED), ("theme_text", 200), ("language", 60))
    return [
        Refusal("long", f"Ce texte dépasse {most} caractères. Raccourcissez-le.", name)
        for name, most in bounds
        if len(getattr(demand, name)) > most
    ]


def follow_up_due(at: datetime) -> datetime:
    return at + FOLLOW_UP
