"""What each part of a plan must say to be kept."""

from collections.abc import Iterator, Sequence
from datetime import date

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import plain_date
from tisserand.support.rules.life import SCALE
from tisserand.support.rules.lists import coded
from tisserand.support.rules.states import ObjectiveState, State, StepOwner


def refusals_to_change(state: str) -> tuple[Refusal, ...]:
    if state == State.CLOSED:
        return (Refusal("closed", "Cet accompagnement est clos\u00a0: il se lit, il ne se change plus."),)
    return ()


def refusals_to_go_on(state: str, withdrawn_on: date | None) -> tuple[Refusal, ...]:
    """She withdrew her adhesion: what is left is to end, or a new yes."""
    if state != State.STOPPED or withdrawn_on is None:
        return ()
    text = f"L’adhésion est retirée depuis le {plain_date(withdrawn_on)}. Notez une nouvelle adhésion, ou terminez."
    return (Refusal("withdrawn", text, "adhesion"),)


def refusals_to_write_objective(
    *, words: str, criterion: str, criterion_on: date | None, scale: Sequence[str], start: int | None, aim: int | None
) -> tuple[Refusal, ...]:
    return tuple(_objective(words, criterion, criterion_on, scale, start, aim))


def _objective(
    words: str, criterion: str, criterion_on: date | None, scale: Sequence[str], start: int | None, aim: int | None
) -> Iterator[Refusal]:
    if not words.strip():
        yield Refusal("words", "Écrivez l’objectif avec les mots de la personne.", "words")
    if criterion.strip() and criterion_on is None:
        yield Refusal("criterion_on", "Datez le jour où ce critère a été fixé ensemble.", "criterion_on")
    written = [step for step in scale if step.strip()]
    if written and len(written) != len(SCALE):
        yield Refusal("scale", "Une échelle a cinq degrés\u00a0: écrivez-les tous ensemble, ou aucun.", "scale_0")
    if written and (start not in SCALE or aim not in SCALE):
        yield Refusal("scale_marks", "Dites d’où l’on part et ce qu’on vise sur l’échelle.", "scale_start")
    elif written and start is not None and aim is not None and aim <= start:
        yield Refusal("scale_aim", "Ce qu’on vise est plus haut que le point de départ.", "scale_aim")


def refusals_to_assess(*, state: str, level: int | None, has_scale: bool) -> tuple[Refusal, ...]:
    refusals = []
    if state not in set(ObjectiveState):
        refusals.append(Refusal("state", "Dites où en est cet objectif.", "state"))
    if level is not None and (level not in SCALE or not has_scale):
        refusals.append(Refusal("level", "Ce degré n’est pas sur l’échelle écrite ensemble.", "scale_now"))
    return tuple(refusals)


def refusals_to_plan_step(
    *, text: str, owner: str, who: str, reason: str, mandate_on: date | None
) -> tuple[Refusal, ...]:
    return tuple(_step(text, owner, who, reason, mandate_on))


def _step(text: str, owner: str, who: str, reason: str, mandate_on: date | None) -> Iterator[Refusal]:
    if not text.strip():
        yield Refusal("text", "Écrivez l’étape\u00a0: qui fait quoi.", "text")
    if owner not in set(StepOwner):
        yield Refusal("owner", "Dites qui fait cette étape.", "owner")
    if owner == StepOwner.PARTNER and not who.strip():
        yield Refusal("who", "Nommez le partenaire qui fait cette étape.", "partner")
    if owner == StepOwner.INSTEAD and reason not in coded("instead"):
        yield Refusal("instead", "Dites pourquoi la démarche est faite à sa place.", "instead_reason")
    if owner == StepOwner.INSTEAD and mandate_on is None:
        yield Refusal("mandate", "Datez l’accord de la personne pour agir à sa place.", "instead_agreed_on")


def refusals_to_formalise(*, outcome: str, on: date, today: date, language: str) -> tuple[Refusal, ...]:
    refusals = []
    if outcome not in coded("formalisation"):
        refusals.append(Refusal("outcome", "Dites comment le projet a été remis.", "outcome"))
    if on > today:
        refusals.append(Refusal("ahead", "Cette remise n’a pas encore eu lieu.", "formalised_on"))
    if outcome == "read_aloud" and not language.strip():
        refusals.append(Refusal("language", "Dites dans quelle langue le projet a été lu.", "language"))
    return tuple(refusals)


def refusals_to_mandate(
    *, authority: str, decided_on: date | None, reference: str, document: object, today: date
) -> tuple[Refusal, ...]:
    refusals = []
    if not authority.strip():
        refusals.append(Refusal("authority", "Dites quelle autorité a décidé.", "authority"))
    if not reference.strip():
        refusals.append(Refusal("reference", "Recopiez la référence de la décision.", "reference"))
    if decided_on is None or decided_on > today:
        refusals.append(Refusal("decided_on", "Donnez la date de la décision, déjà passée.", "decided_on"))
    if document is None:
        refusals.append(Refusal("document", "Joignez la décision\u00a0: sans elle, rien ne s’impose.", "document"))
    return tuple(refusals)
