"""The demand: written by whoever listens, in the person's words, with what was answered."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access import operations as access
from tisserand.activity import operations as activity
from tisserand.activity.rules import Function
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people
from tisserand.reception.models import Demand, Visit
from tisserand.reception.operations.locks import DEMAND_KIND, locked, must, save, today_of
from tisserand.reception.rules import contacts, demands, visits
from tisserand.reception.rules.demands import DemandFacts

TEXTS = ("words", "language", "main_theme", "theme_text", "instead_reason", "has_mandate", "unmet_need", "closure")
NATURES = {visits.TELEPHONE: "call", "visite-a-domicile": "home_visit", "courrier": "mail"}


class DemandChanged(Exception):
    """A colleague wrote meanwhile: her text, to show beside what was typed (decision D17)."""

    def __init__(self, demand: Demand) -> None:
        super().__init__("demand changed")
        self.demand = demand


@transaction.atomic
def write_demand(
    *,
    actor,
    at: datetime,
    visit: UUID,
    said: DemandFacts,
    expected_version: int = 0,
    minutes: int | None = None,
    function: str = Function.RECEPTION,
) -> Demand:
    """The first writing records the act, with its duration; `expected_version` is 0 until there is a demand."""
    row = locked(visit)
    must(actor, "demands.write", row.site_id)
    demand = Demand.objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    _must_be_the_same(demand, expected_version)
    refuse([*_refused_state(row), *demands.refusals_to_write(said, today=today_of(row, at))])
    written = demand or _new(row, actor=actor, at=at, minutes=minutes, function=function)
    _fill(written, said)
    _owe_or_close(written, actor=actor, at=at)
    written.version = expected_version + 1
    written.save(force_insert=demand is None)
    if not row.has_demand:
        row.has_demand = True
        save(row, "has_demand")
    access.drop_draft(actor=actor, form=draft_of(row.pk))
    journal.record(actor=actor, at=at, verb="demand.write", kind=DEMAND_KIND, subject=row.pk, person=row.person_id)
    return written


def draft_of(visit: UUID) -> str:
    """Under what name the text typed and not yet kept is found again."""
    return f"demande-{visit}"


def usual_nature(visit: Visit) -> str:
    return NATURES.get(visit.channel, "interview")


def _must_be_the_same(demand: Demand | None, expected_version: int) -> None:
    if demand is not None and demand.version != expected_version:
        raise DemandChanged(demand)


def _refused_state(visit: Visit) -> list[Refusal]:
    if visit.state == visits.State.MISTAKEN:
        return [Refusal("mistaken", "Cette venue est inscrite par erreur\u00a0: rétablissez-la d’abord.")]
    if visit.has_demand:
        return []
    return list(contacts.refusals_to_ask(channel=visit.channel, author=visit.contact_author))


def _new(visit: Visit, *, actor, at: datetime, minutes: int | None, function: str) -> Demand:
    """Its identifier is its visit's: whoever names the person moves it without reading it."""
    seen = people.visibility_of(actor, visit.person_id) if visit.person_id else "staff"
    act = activity.record_act(
        actor=actor,
        at=at,
        happened_at=visit.received_at or visit.arrived_at,
        nature=usual_nature(visit),
        function=function,
        unit=visit.site_id,
        channel=visit.channel,
        duration_minutes=minutes,
        kind=DEMAND_KIND,
        subject=visit.pk,
        person=visit.person_id,
    )
    return Demand(
        id=visit.pk,
        visit=visit,
        site_id=visit.site_id,
        person_id=visit.person_id,
        visibility=seen or "restricted",
        author_id=actor.account_id,
        written_at=at,
        act=act,
    )


def _fill(demand: Demand, said: DemandFacts) -> None:
    for name in TEXTS:
        setattr(demand, name, getattr(said, name))
    demand.other_themes, demand.answers = list(said.other_themes), list(said.answers)
    if demands.INSTEAD_OF_HER not in said.answers:
        demand.instead_reason, demand.has_mandate = "", None


def _owe_or_close(demand: Demand, *, actor, at: datetime) -> None:
    """Open, it has an owner and a date; closed, the promise is kept."""
    if demand.closure:
        if demand.obligation_id and demand.closed_at is None:
            deadlines.discharge(actor=actor, at=at, obligation=demand.obligation_id, outcome=demand.closure)
        demand.closed_at = demand.closed_at or at
    elif demand.obligation_id is None or demand.closed_at:
        demand.closed_at = None
        demand.obligation = _owe(demand, actor=actor, at=at)


def _owe(demand: Demand, *, actor, at: datetime):
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=DEMAND_KIND,
        subject=demand.pk,
        label="Donner une suite à la demande",
        unit=demand.site_id,
        account=actor.account_id,
        person=demand.person_id,
        due_at=demands.follow_up_due(at),
    )
