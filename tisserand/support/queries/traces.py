"""What this room says of a file to whoever must know when it ends."""

from django.db.models import F, QuerySet

from tisserand.access.queries import visible
from tisserand.access.traces import traces
from tisserand.kernel.traces import Trace
from tisserand.support.models import (
    Beneficiary,
    CourtMeasure,
    DebtFile,
    KnownMeasure,
    Plan,
    Review,
    RsaBreach,
    RsaFact,
    RsaPath,
    Step,
)
from tisserand.support.rules import State
from tisserand.support.rules.court import Standing
from tisserand.support.rules.debts import DebtState
from tisserand.support.rules.rsa import Happened, Stage

# Measures of child protection (practice.md, « mesures connues »).
CHILD_MEASURES = ("aed", "aemo", "aesf", "mjagbf")
# What is done with her, not what is told about her.
SEEN = (Happened.ENGAGED, Happened.REVISED, Happened.DIAGNOSED)
GOING_ON = (Standing.ASKED, Standing.ORDERED)


def traces_of_files(actor) -> list[QuerySet]:
    """The end of a plan and its reviews are contacts, for everyone it is for; an open one is not over."""
    plans, others = visible(Plan, actor), visible(Beneficiary, actor)
    return [
        traces(plans.filter(closed_on__isnull=False), Trace.CONTACT, "closed_on"),
        traces(plans.exclude(state=State.CLOSED), Trace.UNFINISHED),
        traces(others.filter(plan__closed_on__isnull=False), Trace.CONTACT, F("plan__closed_on"), person="who_id"),
        traces(others.exclude(plan__state=State.CLOSED), Trace.UNFINISHED, person="who_id"),
        traces(visible(Review, actor), Trace.CONTACT, "held_on"),
        traces(visible(Step, actor).filter(instead_agreed_on__isnull=False), Trace.MANDATE, "instead_agreed_on"),
        traces(visible(RsaPath, actor).exclude(stage=Stage.LEFT), Trace.UNFINISHED),
        traces(visible(RsaFact, actor).filter(what__in=SEEN), Trace.CONTACT, "on"),
        traces(visible(RsaBreach, actor).filter(heard_on__isnull=False), Trace.CONTACT, "heard_on"),
        traces(visible(CourtMeasure, actor).filter(standing__in=GOING_ON), Trace.UNFINISHED),
        traces(visible(DebtFile, actor).exclude(state=DebtState.CLOSED), Trace.UNFINISHED),
        traces(visible(KnownMeasure, actor).filter(measure__in=CHILD_MEASURES), Trace.CHILD),
    ]
