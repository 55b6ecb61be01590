"""What happens to a plan moves the clocks that stand on it: a contract of the RSA, a MASP, a binôme."""

from datetime import date, datetime, timedelta

from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.queries import of_things
from tisserand.kernel.sentences import NBSP, counted
from tisserand.support.models import JointSupport, Plan, Review
from tisserand.support.operations import rsa
from tisserand.support.operations.hold import open_duty
from tisserand.support.queries.masp import of_family
from tisserand.support.rules import ReviewDecision, kinds
from tisserand.support.rules.calendar import months_after
from tisserand.support.rules.joint import KIND as JOINT
from tisserand.support.rules.joint import REVIEW

MASP_KIND, JOINT_KIND = "support.masp", "support.joint"
BEGAN = "ag.debut"
CONTRACT, IN_ALL = "MASP-1a", "MASP-1c"
SPENT = "masp_in_all"
CONTRACTS_OF_RSA = frozenset({"rsa_social", "rsa_socio_pro"})
DAY = timedelta(days=1)
GOES_ON = frozenset({ReviewDecision.CONTINUE, ReviewDecision.RENEW})


def after_activation(row: Plan, *, actor, at: datetime) -> None:
    if row.kind in CONTRACTS_OF_RSA:
        rsa.engage_by_plan(actor=actor, at=at, plan=row)
    if kinds()[row.kind].family:
        start(row, CONTRACT, row.starts_on, kind=MASP_KIND, actor=actor, at=at)
        _in_all(row, actor=actor, at=at)


def after_review(row: Plan, review: Review, former_end: date, *, actor, at: datetime) -> None:
    if kinds()[row.kind].family and review.decision == ReviewDecision.RENEW:
        fulfil(row, CONTRACT, MASP_KIND, outcome="renewed", on=review.held_on, actor=actor, at=at)
        start(row, CONTRACT, former_end + DAY, kind=MASP_KIND, actor=actor, at=at)
    if row.kind == JOINT:
        fulfil(row, REVIEW, JOINT_KIND, outcome="reviewed", on=review.held_on, actor=actor, at=at)
        if review.decision in GOES_ON and JointSupport.objects.filter(plan=row, began_on__isnull=False).exists():
            start(row, REVIEW, review.held_on, kind=JOINT_KIND, actor=actor, at=at)


def after_pairing(row: Plan, former: date | None, began_on: date | None, *, actor, at: datetime) -> None:
    """A first day that was wrong moves the first review, never one that was counted from a review held since."""
    running = (one for one in of_things([row.pk]) if one.kind == JOINT_KIND and one.rule == REVIEW)
    if former and former != began_on and any(one.event_on == former for one in running):
        if began_on:
            said = {"kind": JOINT_KIND, "subject": row.pk, "event": BEGAN, "event_on": began_on}
            deadlines.move_event(actor=actor, at=at, reason="Premier jour du binôme corrigé.", **said)
        else:
            fulfil(row, REVIEW, JOINT_KIND, outcome="not_begun", on=None, actor=actor, at=at)
    if began_on:
        start(row, REVIEW, began_on, kind=JOINT_KIND, actor=actor, at=at)


def after_closing(row: Plan, *, actor, at: datetime) -> None:
    for rule, kind in ((CONTRACT, MASP_KIND), (IN_ALL, MASP_KIND), (REVIEW, JOINT_KIND)):
        fulfil(row, rule, kind, outcome="closed", on=row.closed_on, actor=actor, at=at)
    for duty in _spent(row):
        deadlines.discharge(actor=actor, at=at, obligation=duty.pk, outcome="closed")


def _in_all(row: Plan, *, actor, at: datetime) -> None:
    """48 months; when some are spent already, the day is ours to count and to explain."""
    began_on = of_family(actor, row)["began_on"]
    if began_on == row.starts_on:
        start(row, IN_ALL, row.starts_on, kind=MASP_KIND, actor=actor, at=at)
        return
    if _spent(row):
        return
    kind = kinds()[row.kind]
    spent = counted((row.starts_on - began_on).days, "jour")
    open_duty(
        row,
        actor=actor,
        at=at,
        what=SPENT,
        label="Fin de toute MASP, mesures précédentes comprises",
        due_on=months_after(began_on, kind.total),
        why=f"{kind.total} mois en tout, dont {spent} de MASP précédentes{NBSP}: {kind.source}",
    )


def _spent(row: Plan) -> list:
    return [one for one in of_things([row.pk]) if one.kind == f"support.{SPENT}"]


def after_hand_over(row: Plan, *, actor, at: datetime) -> None:
    """Whoever leads the plan owes what stands on it."""
    kinds_on_it = {MASP_KIND, JOINT_KIND, f"support.{SPENT}"}
    for duty in (one for one in of_things([row.pk]) if one.kind in kinds_on_it):
        deadlines.hand_over(actor=actor, at=at, obligation=duty.pk, unit=row.team_id, account=row.referent_id)


def start(row: Plan, rule: str, event_on: date, *, kind: str, actor, at: datetime):
    return deadlines.start(
        actor=actor,
        at=at,
        rule=rule,
        subject=row.pk,
        kind=kind,
        event_on=event_on,
        unit=row.team_id,
        account=row.referent_id,
        person=row.person_id,
    )


def fulfil(row: Plan, rule: str, kind: str, *, outcome: str, on: date | None, actor, at: datetime) -> None:
    deadlines.fulfil(actor=actor, at=at, kind=kind, subject=row.pk, rule=rule, outcome=outcome, on=on)
