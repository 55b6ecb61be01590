"""A plan told fact by fact: proposed, agreed to, active, looked at by the team, led by another, ended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from tisserand.access.statements import written_once
from tisserand.desk import links
from tisserand.desk.timeline.fact import Fact, until
from tisserand.support.queries import told
from tisserand.support.rules import validates
from tisserand.support.rules.lists import kinds, label


@written_once
def read_plans(actor, person: UUID, before: datetime | None, most: int):
    return until(told.plans_told(actor, person), "created_at", before, most)


def of_plan(plan) -> Iterator[Fact]:
    common = {"where": plan.team.name, "url": links.address("support.plan", plan.pk)}
    for fact in (*_begun(plan), *_looked_at(plan), *_handed(plan), *_ended(plan)):
        yield replace(fact, **{name: said for name, said in common.items() if not getattr(fact, name)})


def _begun(plan) -> Iterator[Fact]:
    hands = told.hands(plan)
    first = hands[0].before if hands else plan.referent.name
    what = f"Accompagnement proposé\u00a0: {kinds()[plan.kind].label}"
    yield Fact(plan.created_at, what, who=first, said=plan.words)
    if plan.adhesion_on:
        yield _dated(
            plan.adhesion_on, plan.created_at, 1, "Adhésion à l’accompagnement", text=_hers(plan.adhesion_words)
        )
    if plan.formalised_on:
        how = label("formalisation", plan.formalisation).lower()
        yield _dated(plan.formalised_on, plan.created_at, 2, f"Projet d’accompagnement, {how}")
    if plan.activated_at and plan.activation_id is None:
        yield Fact(plan.activated_at, "Accompagnement actif")


def _looked_at(plan) -> Iterator[Fact]:
    looked = told.examinations(plan)
    for one in looked:
        decided = label("regulation_decision", one.decision).lower()
        yield Fact(one.at, f"Régulation\u00a0: {decided}", who=one.by, text=one.opinion)
    if plan.regulated_on and not any(validates(one.decision) for one in looked):
        yield _dated(plan.regulated_on, _active(plan), 3, "Régulation\u00a0: validé")


def _handed(plan) -> Iterator[Fact]:
    for hand in told.hands(plan):
        yield Fact(hand.at, "Changement de référent", where=f"{hand.before} → {hand.after}")


def _ended(plan) -> Iterator[Fact]:
    if plan.withdrawn_on:
        words = _hers(plan.withdrawal_words)
        yield _dated(plan.withdrawn_on, _active(plan), 4, "Adhésion retirée", text=words)
    if plan.closed_on:
        why = f"{label('closing', plan.closing)}. Résultat\u00a0: {label('result', plan.result).lower()}."
        text = "\n\n".join(filter(None, (why, plan.closing_words)))
        ended = _dated(plan.closed_on, _active(plan), 5, "Accompagnement terminé", text=text)
        yield replace(ended, at=max(ended.at, _written(plan)), who=plan.referent.name)


def _active(plan) -> datetime:
    return plan.activated_at or plan.created_at


def _written(plan) -> datetime:
    """Its end is the last thing written of it, when it was written the same day."""
    same_day = plan.changed_at and timezone.localtime(plan.changed_at).date() == plan.closed_on
    return plan.changed_at if same_day else _active(plan)


def _dated(on: date, after: datetime, rank: int, title: str, **said) -> Fact:
    """A day without an hour stands at its beginning, after what it follows."""
    begins = timezone.make_aware(datetime.combine(on, time()))
    return Fact(max(begins, after) + timedelta(microseconds=rank), title, on=on, **said)


def _hers(words: str) -> str:
    return f"«\u00a0{words}\u00a0»" if words else ""
