"""Who may evaluate, who may be asked, and whose missions would clash. For the unit alone."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection

from tisserand.access import queries as access
from tisserand.access.rules import able
from tisserand.deadlines import queries as deadlines
from tisserand.inquiries.models import Concern, Transmission
from tisserand.inquiries.queries.concerns.sheet import Sheet
from tisserand.inquiries.rules.concern_states import Clash, Stage


def who_may_evaluate(on: date) -> list:
    return _holders("concerns.evaluate", on)


def who_may_be_asked(on: date) -> list:
    return _holders("concerns.transmit", on)


def concern_unit(on: date):
    """Where what is transmitted goes: the first unit where somebody receives."""
    return next((seat.unit for seat in _holders("concerns.receive", on)), None)


def clashes(row: Concern, accounts: Iterable[UUID | None]) -> dict[UUID, set[Clash]]:
    """By account, what engages her with the family already. « Évaluateur » is not « référent » (rule IP-4)."""
    engaged, wrote = _engaged_with(row), _transmitted(row)
    found: dict[UUID, set[Clash]] = {}
    for account in filter(None, accounts):
        kinds = {Clash.ACCOMPANIES} if account in engaged else set()
        kinds |= {Clash.TRANSMITTED} if account in wrote else set()
        if kinds:
            found[account] = kinds
    return found


def clashes_now(sheet: Sheet) -> dict[UUID, set[Clash]]:
    """What became a conflict since they were named: a file was linked, another alert joined, somebody accompanies."""
    if sheet.row.stage != Stage.EVALUATING:
        return {}
    said = {(one.account_id, one.clash) for one in sheet.conflicts}
    found = clashes(sheet.row, (sheet.row.evaluator_id, sheet.row.co_evaluator_id))
    unsaid = {account: {kind for kind in kinds if (account, kind) not in said} for account, kinds in found.items()}
    return {account: kinds for account, kinds in unsaid.items() if kinds}


def closed_to(row: Concern) -> frozenset[UUID]:
    """Those who stepped aside from somebody of the home. Never shown."""
    return frozenset(account for file in row.files for account in deadlines.closed_to(file))


def _engaged_with(row: Concern) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select walls.engaged_with(%s::uuid[])", [list(row.files)])
        return set(cursor.fetchone()[0])


def _transmitted(row: Concern) -> set[UUID]:
    wrote = Transmission.objects.filter(concern=row, author__isnull=False)
    return set(wrote.order_by("id").values_list("author_id", flat=True))


def _holders(capability: str, on: date) -> list:
    units = access.units(on=on).order_by("id").values_list("pk", flat=True)
    return list(access.colleagues(unit_ids=units, on=on, roles=able(capability)))
