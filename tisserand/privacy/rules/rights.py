"""The rights of the person: what she may ask, until when it is answered, and why a step is refused. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tisserand.kernel.refusals import Refusal
from tisserand.privacy.rules.retention import months_after

# RGPD, art. 12-3: one month from receipt, two more for a complex request, told with its reasons within the first.
MONTHS_TO_ANSWER = 1
MONTHS_EXTENDED = 3
# CRPA, art. R. 311-13 and R. 343-1: silence of a month is a refusal; two months to ask the CADA (DRO-2).
MONTHS_FOR_CADA = 2
SHORTEST_REASON_WORDS = 3


class Asked(StrEnum):
    ACCESS = "access"
    RECTIFICATION = "rectification"
    OBJECTION = "objection"
    LIMITATION = "limitation"
    OBSERVATION = "observation"
    ERASURE = "erasure"


ASKED_LABELS = {
    Asked.ACCESS: "Voir son dossier, en avoir une copie",
    Asked.RECTIFICATION: "Faire corriger ce qui est faux",
    Asked.OBJECTION: "S’opposer à un usage de ses données",
    Asked.LIMITATION: "Faire suspendre l’usage d’une donnée",
    Asked.OBSERVATION: "Joindre son observation au dossier",
    Asked.ERASURE: "Faire effacer",
}
ASKED_NAMES = {
    Asked.ACCESS: "Accès au dossier",
    Asked.RECTIFICATION: "Rectification",
    Asked.OBJECTION: "Opposition",
    Asked.LIMITATION: "Limitation du traitement",
    Asked.OBSERVATION: "Observation jointe au dossier",
    Asked.ERASURE: "Effacement demandé",
}
ASKED_HELP = {
    Asked.ACCESS: "Copie de tout ce qui la concerne, sans les données des autres. RGPD, art. 15.",
    Asked.RECTIFICATION: "L’ancienne valeur est gardée, ceux qui l’ont reçue sont prévenus. RGPD, art. 16 et 19.",
    Asked.OBJECTION: "Une mission de service public peut continuer si elle le justifie. RGPD, art. 21.",
    Asked.LIMITATION: "Le temps de vérifier, la donnée reste et ne sert plus. RGPD, art. 18.",
    Asked.OBSERVATION: "Ses mots restent à côté de l’écrit qu’elle conteste.",
    Asked.ERASURE: "Le délégué décide\u00a0: une obligation légale peut imposer de garder. RGPD, art. 17.",
}


class State(StrEnum):
    RECEIVED = "received"
    DECIDED = "decided"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


NEXT: Mapping[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.DECIDED, State.WITHDRAWN}),
    State.DECIDED: frozenset({State.ANSWERED}),
    State.ANSWERED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
STATE_LABELS = {
    State.RECEIVED: "À décider",
    State.DECIDED: "Décidée, réponse à envoyer",
    State.ANSWERED: "Réponse remise",
    State.WITHDRAWN: "Retirée par la personne",
}
OPEN = frozenset({State.RECEIVED, State.DECIDED})


class Decision(StrEnum):
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


DECISION_LABELS = {
    Decision.GRANTED: "Accordée",
    Decision.PARTLY: "Accordée en partie",
    Decision.REFUSED: "Refusée",
}

CHANNELS = {
    "guichet": "Au guichet",
    "entretien": "En entretien",
    "telephone": "Par téléphone",
    "courrier": "Par courrier",
    "courriel": "Par courriel",
}


class Identity(StrEnum):
    """How one is sure that it is she who asks. No copy of a document is kept."""

    KNOWN = "known"
    SEEN = "seen"
    QUESTIONS = "questions"
    TO_CHECK = "to_check"


IDENTITY_LABELS = {
    Identity.KNOWN: "Connue du professionnel qui reçoit la demande",
    Identity.SEEN: "Pièce vue, sans copie",
    Identity.QUESTIONS: "Vérifiée par des questions sur son dossier",
    Identity.TO_CHECK: "Reste à vérifier",
}


class Representative(StrEnum):
    NONE = ""
    GUARDIAN = "guardian"
    PARENT = "parent"
    LAWYER = "lawyer"
    MANDATE = "mandate"


REPRESENTATIVE_LABELS = {
    Representative.NONE: "Elle-même",
    Representative.GUARDIAN: "Tuteur ou curateur",
    Representative.PARENT: "Titulaire de l’autorité parentale",
    Representative.LAWYER: "Avocat",
    Representative.MANDATE: "Personne qui a reçu son mandat écrit",
}

DISPATCHES = {
    "main-propre": "Remise en main propre",
    "courrier": "Courrier, enveloppe discrète",
    "recommande": "Lettre recommandée",
    "lecture": "Lue avec elle sur place",
    "espace": "Déposée dans son espace",
}


class Notice(StrEnum):
    """What every reader of the file is told."""

    LIMITATION = "limitation"
    OBJECTION = "objection"
    OBSERVATION = "observation"


NOTICE_LABELS = {
    Notice.LIMITATION: "Limitation du traitement\u00a0: ne pas utiliser",
    Notice.OBJECTION: "Opposition accordée",
    Notice.OBSERVATION: "Observation jointe par la personne",
}
NOTICE_OF = {
    Asked.LIMITATION: Notice.LIMITATION,
    Asked.OBJECTION: Notice.OBJECTION,
    Asked.OBSERVATION: Notice.OBSERVATION,
}


@dataclass(frozen=True)
class RequestFacts:
    state: State
    asked: Asked
    received_on: date
    identity: Identity = Identity.KNOWN
    extended: bool = False
    decision: Decision | None = None
    # For a request of access: is there a copy, and has it been made?
    copy_ready: bool = False


def due_on(received_on: date, *, extended: bool = False) -> date:
    """The last day to answer: the same day of the month, or the last of a shorter one."""
    return months_after(received_on, MONTHS_EXTENDED if extended else MONTHS_TO_ANSWER)


def cada_until(refused_on: date) -> date:
    """The last day to ask the CADA for its opinion."""
    return months_after(refused_on, MONTHS_FOR_CADA)


def is_said(text: str) -> bool:
    return len(text.split()) >= SHORTEST_REASON_WORDS


def refusals_to_receive(
    *, asked: str, received_on: date | None, today: date, words: str, name: str, representative: str, mandate: str
) -> tuple[Refusal, ...]:
    refusals = list(_of_past_day(received_on, today, "received_on", "Dites quel jour la demande a été reçue."))
    if asked not in set(Asked):
        refusals.append(Refusal("asked", "Choisissez ce que la personne demande.", "asked"))
    elif asked != Asked.ACCESS and not words.strip():
        refusals.append(Refusal("words", "Écrivez ce qu’elle demande, dans ses mots.", "words"))
    if not name.strip():
        refusals.append(Refusal("name", "Écrivez le nom auquel adresser la réponse.", "answer_name"))
    if representative and not mandate.strip():
        refusals.append(
            Refusal("mandate", "Nommez qui demande pour elle, et le titre ou le mandat présenté.", "mandate")
        )
    return tuple(refusals)


def refusals_to_extend(request: RequestFacts, *, reason: str, told_on: date | None, today: date) -> tuple[Refusal, ...]:
    refusals = list(_of_past_day(told_on, today, "told_on", "Dites quel jour la personne en a été informée."))
    if request.state != State.RECEIVED:
        refusals.append(Refusal("state", "Cette demande est déjà décidée\u00a0: elle n’a plus besoin de délai."))
    if request.extended:
        refusals.append(Refusal("extended", "Ce délai a déjà été prolongé une fois. Il ne l’est pas deux."))
    elif told_on is not None and told_on > due_on(request.received_on):
        refusals.append(
            Refusal("late", "La prolongation s’annonce dans le premier mois. Répondez sans attendre.", "told_on")
        )
    if not is_said(reason):
        refusals.append(Refusal("reason", "Dites à la personne pourquoi il faut plus de temps.", "reason"))
    return tuple(refusals)


def refusals_to_decide(request: RequestFacts, *, decision: str, reasons: str) -> tuple[Refusal, ...]:
    refusals = _of_move(request.state, State.DECIDED)
    if request.identity == Identity.TO_CHECK and decision != Decision.REFUSED:
        refusals.append(Refusal("identity", "Vérifiez d’abord que c’est bien elle qui demande."))
    if decision not in set(Decision):
        refusals.append(Refusal("decision", "Choisissez une décision.", "decision"))
    elif decision != Decision.GRANTED and not is_said(reasons):
        refusals.append(Refusal("reasons", "Un refus, même partiel, se motive en une phrase au moins.", "reasons"))
    return tuple(refusals)


def refusals_to_answer(
    request: RequestFacts, *, dispatch: str, on: date | None, proof: str, today: date
) -> tuple[Refusal, ...]:
    refusals = _of_move(request.state, State.ANSWERED)
    refusals += _of_past_day(on, today, "answered_on", "Dites quel jour la réponse a été remise.")
    if dispatch not in DISPATCHES:
        refusals.append(Refusal("dispatch", "Dites comment la réponse a été remise.", "dispatch"))
    if not proof.strip():
        refusals.append(Refusal("proof", "Dites ce qui prouve la remise\u00a0: reçu signé, accusé, témoin.", "proof"))
    if request.asked == Asked.ACCESS and request.decision != Decision.REFUSED and not request.copy_ready:
        refusals.append(Refusal("copy", "La copie du dossier n’est pas encore prête."))
    return tuple(refusals)


def refusals_to_withdraw(request: RequestFacts, *, words: str) -> tuple[Refusal, ...]:
    refusals = _of_move(request.state, State.WITHDRAWN)
    if not words.strip():
        refusals.append(Refusal("words", "Écrivez comment la personne a renoncé, et quand.", "words"))
    return tuple(refusals)


def refusals_to_note(request: RequestFacts, *, kind: str, sentence: str) -> tuple[Refusal, ...]:
    """A notice is the effect of a decision, never of a demand alone."""
    refusals = []
    if NOTICE_OF.get(request.asked) != kind:
        refusals.append(Refusal("kind", "Cette demande n’ouvre pas de mention au dossier."))
    if request.decision not in {Decision.GRANTED, Decision.PARTLY}:
        refusals.append(Refusal("decision", "La mention vient après une décision favorable."))
    if not is_said(sentence):
        refusals.append(Refusal("sentence", "Dites en une phrase ce qui ne doit plus servir.", "sentence"))
    return tuple(refusals)


def refusals_to_rectify(
    request: RequestFacts, *, what: str, former: str, corrected: str, on: date | None, today: date
) -> tuple[Refusal, ...]:
    refusals = list(_of_past_day(on, today, "corrected_on", "Dites quel jour la correction a été faite."))
    if request.asked != Asked.RECTIFICATION or request.decision not in {Decision.GRANTED, Decision.PARTLY}:
        refusals.append(Refusal("decision", "La correction vient après une décision favorable."))
    if not what.strip():
        refusals.append(Refusal("what", "Dites quelle information est corrigée.", "what"))
    if not corrected.strip():
        refusals.append(Refusal("corrected", "Écrivez ce qui est exact.", "corrected"))
    elif former.strip() == corrected.strip():
        refusals.append(Refusal("same", "Les deux textes sont les mêmes.", "corrected"))
    return tuple(refusals)


def _of_move(state: State, to: State) -> list[Refusal]:
    if to in NEXT[state]:
        return []
    return [Refusal("state", f"Cette demande est déjà à cette étape\u00a0: {STATE_LABELS[state].lower()}.")]


def _of_past_day(day: date | None, today: date, field: str, missing: str) -> tuple[Refusal, ...]:
    if day is None:
        return (Refusal(field, missing, field),)
    if day > today:
        return (Refusal("future", "Ce jour n’est pas encore arrivé. Vérifiez la date.", field),)
    return ()
