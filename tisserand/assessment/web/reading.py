"""An assessment to read: what was said first, what was decided, and the way gone since the former one."""

from datetime import date

from tisserand.access import queries as access
from tisserand.assessment.operations.first_assessment import ATTRIBUTE, SEND
from tisserand.assessment.queries import first_written
from tisserand.assessment.queries import orientation_places as places
from tisserand.assessment.rules import lists
from tisserand.assessment.rules.distance import autonomy_moved, distance
from tisserand.assessment.rules.first_assessment import STEP_LABELS, VIEW_LABELS, Answers, NextStep, View
from tisserand.assessment.rules.isolation import REPLY_LABELS
from tisserand.assessment.rules.opinions import PROPOSAL


def reading_page(row, answers: Answers, former, before: Answers | None, *, on: date, opinions, versions=()) -> dict:
    then, now = autonomy_moved(before, answers, on=on) if before else ("", "")
    return {
        "answers": answers,
        "raised": [_raised(fact, opinions, versions) for fact in answers.facts if fact.is_raised],
        "opinions_on_next": opinions.get(PROPOSAL, []),
        "silent": [fact.label.lower() for fact in answers.facts if not fact.is_raised],
        "autonomy": lists.autonomy_steps(on).get(answers.autonomy or 0, ""),
        "isolation": answers.isolation(on),
        "replies": _replies(answers, on),
        "vulnerabilities": _labels("vulnerability", answers.vulnerabilities, on),
        "expectations": _labels("expectation", answers.expectations, on),
        "step": _step(row),
        "view": VIEW_LABELS[View(row.view)] if row.view else "",
        "former": former,
        "way": distance(before, answers) if before else (),
        "autonomy_then": then,
        "autonomy_now": now,
    }


def _raised(fact, opinions, versions) -> tuple:
    """What somebody else thinks stands beside whose words they are; what was taken up from before is not this one's."""
    others = opinions.get(fact.code, [])
    signed = bool(others) and not fact.carried
    return fact, others, first_written(versions, f"{fact.code}__seen") if signed else None


def next_gesture(request, row) -> dict:
    """What the reader may do now, when the link is hers to carry on."""
    waiting = row.obligation if row.obligation and row.obligation.closed_at is None else None
    kind = waiting.kind if waiting else ""
    attributes = kind == ATTRIBUTE and request.actor.can("orientations.attribute", waiting.unit_id)
    on = access.today(request.now, row.site.time_zone)
    return {
        "may_orient": kind == SEND and request.actor.can("orientations.propose"),
        "professionals": places.professionals(waiting.unit_id, on=on) if attributes else (),
    }


def _step(row) -> str:
    if not row.next_step:
        return ""
    label = STEP_LABELS[NextStep(row.next_step)]
    return f"{label}\u00a0: {row.next_pole.name}" if row.next_pole else label


def _labels(kind: str, codes: tuple[str, ...], on: date) -> list[str]:
    known = lists.labels(kind, on)
    return [known.get(code, code) for code in codes]


def _replies(answers: Answers, on: date) -> list[tuple[str, str]]:
    said = {str(key): label for key, label in REPLY_LABELS.items()}
    return [(one.label, said[answers.replies[one.code]]) for one in lists.questions(on) if one.code in answers.replies]
