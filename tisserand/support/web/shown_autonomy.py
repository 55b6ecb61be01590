"""The scale of the assessment with, on its degrees, who stood where: at the start, at each review, at the end (R50)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tisserand.assessment.queries import AutonomySaid
from tisserand.assessment.rules.lists import autonomy_steps
from tisserand.support.models import Autonomy
from tisserand.support.rules import Moment
from tisserand.support.rules.autonomy import MOMENT_LABELS


@dataclass(frozen=True)
class Mark:
    """« Bilan », the day, her words; `by` when it comes from an assessment."""

    title: str
    said_on: date
    step: int
    words: str
    by: str = ""


@dataclass(frozen=True)
class Step:
    number: int
    sentence: str
    marks: list[Mark]
    latest: bool


@dataclass(frozen=True)
class Scale:
    steps: list[Step]
    marks: list[Mark]

    @property
    def told(self) -> list[Mark]:
        """Those with words, or with somebody who wrote them elsewhere."""
        return [mark for mark in self.marks if mark.words or mark.by]


def has_start(rows: Iterable[Autonomy]) -> bool:
    return any(row.moment == Moment.START for row in rows)


def scale(rows: Iterable[Autonomy], before: AutonomySaid | None, *, on: date) -> Scale | None:
    """Nothing while she said nothing. `before` stands for the start that nobody wrote yet."""
    marks = [Mark(MOMENT_LABELS[Moment(row.moment)], row.said_on, row.level, row.words) for row in rows]
    if before:
        marks.append(Mark("Évaluation", before.said_on, before.step, before.words, before.by))
    if not marks:
        return None
    marks.sort(key=lambda mark: mark.said_on)
    return Scale([_step(number, said, marks) for number, said in autonomy_steps(on).items()], marks)


def _step(number: int, sentence: str, marks: list[Mark]) -> Step:
    here = [mark for mark in marks if mark.step == number]
    return Step(number, sentence, here, latest=marks[-1].step == number)
