"""What is open already for a person: named to whoever reads it, otherwise only said to be (`walls`)."""

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from tisserand.support.models import CourtMeasure, DebtFile
from tisserand.support.queries.followed import followed
from tisserand.support.rules.court import Standing
from tisserand.support.rules.debts import DebtState
from tisserand.support.rules.running import HIDDEN, Running


def debt_file(actor, person: UUID) -> Running | None:
    rows = followed(DebtFile, actor).filter(person_id=person).exclude(state=DebtState.CLOSED)
    return _named(rows, "lodged_on") or _hidden("select walls.debts_run(%s)", person)


def court_measure(actor, person: UUID, measure: str) -> Running | None:
    """The same measure: a MAJ is asked for while a direct payment fails (CASF L. 271-6)."""
    rows = followed(CourtMeasure, actor).filter(person_id=person, measure=measure)
    rows = rows.filter(standing__in=[Standing.ASKED, Standing.ORDERED])
    return _named(rows, "asked_on") or _hidden("select walls.court_runs(%s, %s)", person, measure)


def _named(rows: QuerySet, day: str) -> Running | None:
    row = rows.first()
    return Running(getattr(row, day), row.team.name) if row else None


def _hidden(statement: str, *given: object) -> Running | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return HIDDEN if cursor.fetchone()[0] else None
