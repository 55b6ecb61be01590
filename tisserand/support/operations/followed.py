"""What every operation on a followed row does: lock it, add to it, note it, owe what comes next."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from tisserand.access import journal, scope
from tisserand.access import queries as access
from tisserand.access.rows import change
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.queries import closed_to, is_owed, owed_about
from tisserand.deadlines.rules import end_of
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.kernel.working_days import working_days_after
from tisserand.people import queries as people
from tisserand.support.models import FOLLOWED, CourtMeasure, DebtFile, RsaBreach, RsaFact, RsaPath
from tisserand.support.models.followed import Followed
from tisserand.support.queries.followed import colleagues_of, today_of

KINDS = {
    RsaPath: "support.rsa",
    RsaFact: "support.rsa",
    RsaBreach: "support.breach",
    CourtMeasure: "support.court",
    DebtFile: "support.debt",
}
Row = TypeVar("Row", bound=Followed)


def hold(model: type[Row], identifier: UUID) -> Row:
    return model.objects.select_for_update(of=("self",), no_key=True).select_related("team").get(pk=identifier)


def begin(model: type[Row], *, actor, at: datetime, person: UUID, team: UUID, referent: UUID | None, **said) -> Row:
    """A first row about somebody, with its own wall."""
    row = model(
        id=new_id(),
        person_id=person,
        visibility=people.visibility_to_write(actor, person),
        team_id=team,
        referent_id=referent,
        author_id=actor.account_id,
        written_at=at,
        **said,
    )
    with scope.moving(row.pk):
        row.save(force_insert=True)
    return row


def add(model: type[Row], path: RsaPath, *, actor, at: datetime, **said: object) -> Row:
    """What goes with a path is seen with it."""
    return model.objects.create(
        path=path,
        person_id=path.person_id,
        visibility=path.visibility,
        team_id=path.team_id,
        referent_id=path.referent_id,
        author_id=actor.account_id,
        written_at=at,
        **said,
    )


def note(verb: str, row: Followed, *, actor, at: datetime, reason: str = "") -> None:
    kind = KINDS[type(row)]
    said = {"kind": kind, "subject": row.pk, "person": row.person_id, "reason": reason}
    journal.record(actor=actor, at=at, verb=f"{kind.removeprefix('support.')}.{verb}", **said)


def start(
    row: Followed,
    rule: str,
    event_on: date,
    *,
    actor,
    at: datetime,
    label: str = "",
    facts: Mapping[str, Any] | None = None,
):
    """A clock of the book runs about this row."""
    return deadlines.start(
        actor=actor,
        at=at,
        rule=rule,
        subject=row.pk,
        kind=KINDS[type(row)],
        event_on=event_on,
        unit=row.team_id,
        account=row.referent_id,
        person=row.person_id,
        label=label,
        facts=facts,
    )


def move(row: Followed, event: str, on: date, reason: str, *, actor, at: datetime) -> None:
    """The event was another day: what it started is counted again, and what it was stays written."""
    said = {"kind": KINDS[type(row)], "subject": row.pk, "event": event, "event_on": on, "reason": reason}
    deadlines.move_event(actor=actor, at=at, **said)


def fulfil(row: Followed, *rules: str, outcome: str, actor, at: datetime, on: date | None = None) -> None:
    for rule in rules:
        said = {"kind": KINDS[type(row)], "subject": row.pk, "rule": rule, "outcome": outcome, "on": on}
        deadlines.fulfil(actor=actor, at=at, **said)


def owe(row, what: str, label: str, on: date, *, actor, at: datetime, why: str = "") -> None:
    """The step that no rule dates: the former one is done."""
    former = row.obligation_id
    row.obligation = deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=f"{KINDS[type(row)]}.{what}",
        subject=row.pk,
        person=row.person_id,
        unit=row.team_id,
        account=row.referent_id,
        label=label,
        why=why,
        due_at=end_of(on, row.team.time_zone),
    )
    row.save(update_fields=["obligation"])
    discharge(former, actor=actor, at=at, outcome=what)


def owe_nothing(row, *, actor, at: datetime, outcome: str) -> None:
    former, row.obligation = row.obligation_id, None
    row.save(update_fields=["obligation"])
    discharge(former, actor=actor, at=at, outcome=outcome)


def discharge(obligation: UUID | None, *, actor, at: datetime, outcome: str) -> None:
    if is_owed(obligation):
        deadlines.discharge(actor=actor, at=at, obligation=obligation, outcome=outcome)


def in_working_days(row: Followed, start_on: date, days: int) -> date:
    return working_days_after(start_on, days, row.team.time_zone)


@transaction.atomic
def assign(*, actor, at: datetime, model: type[Followed], row: UUID, referent: UUID) -> Followed:
    """Another colleague of the team has it in hand, and owes what it owes."""
    held = hold(model, row)
    team = {seat.account_id for seat in colleagues_of(held, today_of(held, at))} - closed_to(held.person_id)
    refuse([] if referent in team else [Refusal("referent", "Choisissez un collègue de l’équipe.", "referent")])
    parts = _parts(held)
    moved = [held.pk, *(part.pk for part in parts)]
    for duty in owed_about(moved):
        deadlines.hand_over(actor=actor, at=at, obligation=duty, unit=held.team_id, account=referent)
    with scope.moving(*moved):
        change(held, actor=actor, at=at, referent_id=referent)
        for part in parts:
            type(part).objects.filter(pk=part.pk).update(referent_id=referent)
    note("assign", held, actor=actor, at=at)
    return held


def _parts(row: Followed) -> list[Followed]:
    if not isinstance(row, RsaPath):
        return []
    return [part for model in (RsaFact, RsaBreach) for part in model.objects.filter(path=row).order_by("id")]


def leave_to_the_team(*, actor, at: datetime, person: UUID | None, gone: UUID) -> None:
    """What was hers is her team's; what it owed is her manager's already (`deadlines.let_go`)."""
    for model in FOLLOWED:
        for row in model.objects.filter(person_id=person, referent_id=gone).order_by("id"):
            with scope.moving(row.pk):
                change(row, actor=actor, at=at, referent_id=None)


def zone(team: UUID) -> str:
    return access.unit(team).time_zone
