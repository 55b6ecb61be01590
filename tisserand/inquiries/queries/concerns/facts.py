"""From the rows of a concern to what the rules need to know."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tisserand.access import queries as access
from tisserand.inquiries.models import Adult, Concern, Fact, Meeting, Minor, Signature, Transmission
from tisserand.inquiries.rules.concern_facts import ChildFacts, ConcernFacts, ParentFacts
from tisserand.inquiries.rules.concern_states import Stage

OF_CHILD = ("name", "agreement", "heard", "heard_on", "situation", "needs")
OF_PARENT = ("name", "heard_on", "unheard", "informed_on", "uninformed")


def zone_of(row: Concern) -> str:
    return row.unit.time_zone


def today_of(row: Concern, at: datetime) -> date:
    return access.today(at, zone_of(row))


def children_of(row: Concern) -> QuerySet[Minor]:
    """Those who live there: whoever was named by mistake is not of this home."""
    return Minor.objects.filter(concern=row, removed_at=None).order_by("born_on", "id")


def others_and_facts(row: Concern, child: Minor) -> dict[str, int]:
    """Who else lives there, what was noted of this child alone: what may keep her in the concern."""
    others = children_of(row).exclude(pk=child.pk).order_by().count()
    return {"others": others, "facts": Fact.objects.filter(minor=child).order_by().count()}


def facts_of(row: Concern) -> ConcernFacts:
    """Six queries."""
    signed = Signature.objects.filter(concern=row, stands=True).order_by("id").values_list("author_id", flat=True)
    owed = Transmission.objects.filter(concern=row, owed=True, returned_on=None).order_by()
    return facts(
        row,
        children=children_of(row),
        adults=Adult.objects.filter(concern=row).order_by("written_at", "id"),
        at_home=Meeting.objects.filter(concern=row, place="home").order_by().count(),
        written=Fact.objects.filter(concern=row).order_by().count(),
        signed=signed,
        owed=owed.count(),
    )


def facts(row: Concern, *, children, adults, at_home: int, written: int, signed, owed: int) -> ConcernFacts:
    return ConcernFacts(
        stage=Stage(row.stage),
        received_on=row.received_on,
        children=tuple(map(child_facts, children)),
        parents=tuple(map(_parent, adults)),
        home_meetings=at_home,
        facts=written,
        analysis=row.analysis,
        conclusion=row.conclusion,
        evaluators=_evaluators(row),
        signed=frozenset(signed),
        parents_told=bool(row.parents_told_on or row.parents_untold),
        owed_returns=owed,
    )


def child_facts(child: Minor) -> ChildFacts:
    return ChildFacts(**{name: getattr(child, name) for name in OF_CHILD})


def _parent(adult: Adult) -> ParentFacts:
    return ParentFacts(authority=adult.authority == "yes", **{name: getattr(adult, name) for name in OF_PARENT})


def _evaluators(row: Concern) -> frozenset[UUID]:
    return frozenset(account for account in (row.evaluator_id, row.co_evaluator_id) if account)
