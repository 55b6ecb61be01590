"""Isolation (R58): a few plain questions, read in words. Never a score shown as a truth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tisserand.assessment.rules.lists import Question
from tisserand.kernel.sentences import listed


class Reply(StrEnum):
    YES = "yes"
    NO = "no"
    UNSAID = "unsaid"


REPLY_LABELS = {Reply.YES: "oui", Reply.NO: "non", Reply.UNSAID: "ne souhaite pas le dire"}


class Ties(StrEnum):
    NOT_ASKED = "not_asked"
    SURROUNDED = "surrounded"
    FRAGILE = "fragile"
    ISOLATED = "isolated"


@dataclass(frozen=True)
class Isolation:
    ties: Ties
    sentence: str

    @property
    def matters(self) -> bool:
        return self.ties in (Ties.FRAGILE, Ties.ISOLATED)


def isolation(questions: Sequence[Question], replies: Mapping[str, str]) -> Isolation:
    """Half of the answers saying it is isolation; one is a fragile tie."""
    spoken = [question for question in questions if replies.get(question.code) in (Reply.YES, Reply.NO)]
    if not spoken:
        return Isolation(Ties.NOT_ASKED, "")
    alone = [question.said for question in spoken if replies[question.code] == question.alone]
    if not alone:
        return Isolation(Ties.SURROUNDED, "Rien dans ses réponses ne dit un isolement.")
    ties = Ties.ISOLATED if len(alone) * 2 >= len(questions) else Ties.FRAGILE
    opening = "Un isolement se dessine" if ties is Ties.ISOLATED else "Un lien paraît fragile"
    return Isolation(ties, f"{opening}\u00a0: {listed(alone)}. À reparler avec la personne.")
