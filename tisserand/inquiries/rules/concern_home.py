"""Why a child cannot leave a concern in which somebody named her twice, or by mistake; and what to do instead."""

from collections.abc import Iterator

from tisserand.inquiries.rules.concern_facts import ChildFacts
from tisserand.inquiries.rules.concern_refusals import refusals_to_move
from tisserand.inquiries.rules.concern_states import BEFORE_DECISION, Stage
from tisserand.kernel.refusals import Refusal

GONE = Refusal("removed", "Cet enfant a été retiré de cette information\u00a0: rien ne s’écrit plus sur lui ici.")
CHANGED = Refusal(
    "changed",
    "Ce qui est écrit sur cet enfant a changé depuis que cette page est ouverte. Revenez, relisez, puis retirez-le.",
)
REASON = Refusal("why", "Écrivez pourquoi vous retirez cet enfant.", "why")
DECIDED_FOR_ALL = Refusal(
    "decided",
    "La décision est prise pour les enfants nommés ici\u00a0: aucun ne peut plus être retiré."
    " Signalez plutôt l’erreur, par écrit, à ceux qui ont reçu la décision.",
)
TO_REFER = Refusal(
    "referred",
    "La saisine du procureur est décidée pour les enfants nommés ici\u00a0: aucun ne peut plus être retiré."
    " Corrigez plutôt son nom, en y écrivant qu’il est nommé deux fois ou par erreur\u00a0: le signalement le dira.",
)
LAST = Refusal(
    "last",
    "C’est le seul enfant nommé ici\u00a0: une information préoccupante en a toujours un. Corrigez plutôt son nom,"
    " ou nommez d’abord l’enfant dont il s’agit.",
)
WRITTEN = Refusal(
    "written",
    "L’évaluation parle déjà de cet enfant\u00a0: il ne peut plus être retiré."
    " Dites plutôt, dans sa situation, qu’il est nommé deux fois ou qu’il n’est pas de ce foyer.",
)


def refusals_to_remove_child(
    stage: Stage, child: ChildFacts, *, others: int, facts: int, reason: str | None = None
) -> tuple[Refusal, ...]:
    """All minors of the home are evaluated (D. 226-2-6): nobody leaves once something was written of her, or decided.

    `reason` None: it is not asked yet.
    """
    return tuple(_remove_child(stage, child, others, facts, reason))


def _remove_child(stage: Stage, child: ChildFacts, others: int, facts: int, reason: str | None) -> Iterator[Refusal]:
    if stage == Stage.CLOSED:
        yield from refusals_to_move(stage, stage)
    elif stage not in BEFORE_DECISION:
        yield TO_REFER if stage == Stage.TO_REFER else DECIDED_FOR_ALL
    elif child.written or facts:
        yield WRITTEN
    elif not others:
        yield LAST
    elif reason is not None and not reason.strip():
        yield REASON
