"""Put an invented agent on every seat, for a demonstration or a training room."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access import queries as directory
from tisserand.territories.rules.fiction import FictitiousAgent, Names, agents
from tisserand.territories.rules.organisation import Organisation, Seat

NAMES = Path(__file__).parents[1] / "reference" / "fictitious_names.toml"
HUNDREDTH = Decimal("0.01")


@transaction.atomic
def seat_fictitious_staff(*, actor, at: datetime, organisation: Organisation) -> int:
    """Accounts and seats marked fictitious; returns how many seats changed. Load the organisation first."""
    units = {unit.code: unit.pk for unit in directory.units(on=organisation.starts_on).order_by("id")}
    people = agents(organisation, Names(**tomllib.loads(NAMES.read_text(encoding="utf-8"))))
    known = directory.accounts_by_login(agent.login for agent in people)
    accounts = {agent.login: known.get(agent.login) or _create(actor, at, organisation, agent) for agent in people}
    wanted = {
        (accounts[agent.login].pk, units[code], organisation.role_of(agent.seat)): _share(agent.seat)
        for agent in people
        for code in agent.seat.units
    }
    # Looked at from tomorrow on: a seat corrected the day it began (see `_turn`) counts as it is now.
    seen_on = max(organisation.starts_on, at.date()) + timedelta(days=1)
    current = _fictitious_seats(units, seen_on)
    return _seat(actor, at, organisation.starts_on, wanted, current)


def _fictitious_seats(units: Mapping, on: date) -> dict:
    return {
        (seat.account_id, seat.unit_id, seat.role): seat
        for seat in directory.colleagues(unit_ids=units.values(), on=on)
        if seat.account.fictitious
    }


def _create(actor, at: datetime, organisation: Organisation, agent: FictitiousAgent):
    job = organisation.job(agent.seat.job)
    return access.create_account(
        actor=actor,
        at=at,
        login=agent.login,
        name=agent.name,
        civility="Mme" if agent.feminine else "M.",
        profession=job.feminine if agent.feminine else job.masculine,
        email=agent.email,
        fictitious=True,
        showcase=agent.showcase,
    )


def _share(seat: Seat) -> Decimal:
    """A post that covers several places shares its time equally between them."""
    return (seat.eqtp / len(seat.units)).quantize(HUNDREDTH, rounding=ROUND_DOWN)


def _seat(actor, at: datetime, on: date, wanted: Mapping[tuple, Decimal], current: Mapping) -> int:
    gone = [seat for found, seat in current.items() if wanted.get(found) != seat.eqtp]
    new = [found for found, share in wanted.items() if found not in current or current[found].eqtp != share]
    for seat in gone:
        access.end_membership(actor=actor, at=at, membership=seat.pk, ends_before=_turn(seat, on))
    for account, unit, role in new:
        former = current.get((account, unit, role))
        access.give_membership(
            actor=actor,
            at=at,
            account=account,
            unit=unit,
            role=role,
            starts_on=_turn(former, on) if former else on,
            eqtp=wanted[account, unit, role],
        )
    return len(gone) + len(new)


def _turn(seat, on: date) -> date:
    """A seat lasts a day at least: one taken that very day is left the day after."""
    return max(on, seat.starts_on + timedelta(days=1))
