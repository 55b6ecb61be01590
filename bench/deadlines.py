"""The night over 500 000 open obligations: who must be told, what nobody hears, how much is late in each unit.

    python bench/deadlines.py [--obligations 500000]

One JSON line a figure. The sweep is interleaved with a bare SQL pass over the same rows (three rounds, each on the same
night, taken back); the aim is sixty seconds on two cores (issue « Rien ne s’oublie »).
"""

import argparse
import statistics
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.journal import figure, run, set_up, timed  # noqa: E402

AIM_SECONDS = 60
ROUNDS = 3
SETTLED = date(2020, 1, 1)
AT = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
TERRITORIES, TEAMS, WORKERS = 12, 5, 6
# One in ten comes to its hour that night; one in fifty is about somebody whom a manager stepped aside from.
OPEN = """
with team as (select id, row_number() over (order by id) - 1 as rank from access_unit where kind in ('team', 'pole')),
worker as (select account_id, unit_id, row_number() over (partition by unit_id order by id) - 1 as rank
    from access_membership where role = 'support_worker')
insert into deadlines_obligation (id, kind, subject, person_id, label, why, unit_id, account_id, due_at, opened_at,
    opened_by_id, escalates_at, outcome, postponements)
select gen_random_uuid(), 'inquiries.eviction', gen_random_uuid(), md5('p' || n %% 200000)::uuid,
    'Proposer un entretien',
    '15 jours ouvrés après la saisine : décret 2021-8', team.id, worker.account_id,
    timestamptz '2026-11-24 22:00Z' + (n %% 150 - 30) * interval '1 day', timestamptz '2026-10-01 12:00Z',
    worker.account_id,
    case when n %% 10 = 0 then timestamptz '2026-11-24 04:00Z' else timestamptz '2026-12-24 04:00Z' end, '', 0
from generate_series(1, %s) as n
join team on team.rank = n %% (select count(*) from team)
left join worker on worker.unit_id = team.id and worker.rank = n %% %s
"""
ASIDE = """
insert into access_stepaside (id, account_id, person_id, reason, declared_at)
select gen_random_uuid(), seat.account_id, md5('p' || n * 50)::uuid, '', now()
from generate_series(1, 4000) as n join lateral (
    select account_id from access_membership where role = 'team_manager' order by id offset n % 12 limit 1) seat on true
"""
BARE = """
select unit_id, count(*) filter (where due_at < %s), count(*) filter (where escalates_at <= %s), min(due_at)
from deadlines_obligation where closed_at is null group by unit_id
"""


def organisation() -> None:
    """Twelve territories of five teams; a pôle without a manager above it for each."""
    from tisserand.access.models import Unit

    direction = _unit("direction", "direction", None)
    for number in range(TERRITORIES):
        territory = _unit("territory", f"tas-{number}", direction)
        _seat("team_manager", territory)
        for team in range(TEAMS):
            unit = _unit("team", f"equipe-{number}-{team}", territory)
            for _ in range(WORKERS):
                _seat("support_worker", unit)
        _unit("pole", f"pole-{number}", None)
    assert Unit.objects.count() == 1 + TERRITORIES * (2 + TEAMS)


def _unit(kind: str, code: str, parent):
    from tisserand.access.models import Unit

    named = {"name": code, "short_name": code, "time_zone": "America/Guadeloupe", "starts_on": SETTLED}
    return Unit.objects.create(kind=kind, code=code, parent=parent, **named)


def _seat(role: str, unit) -> None:
    from tisserand.access.models import Account, Membership

    number = Account.objects.count()
    account = Account.objects.create(login=f"agent-{number}", name=f"Agent {number}", fictitious=True)
    Membership.objects.create(account=account, unit=unit, role=role, starts_on=SETTLED, eqtp=1)


def night() -> tuple:
    """The sweep, and what it did, taken back so that each round finds the same night."""
    from django.db import transaction

    from tisserand.access.actors import System
    from tisserand.deadlines import operations

    with transaction.atomic():
        seconds, done = timed(lambda: operations.sweep(actor=System("bench"), at=AT))
        transaction.set_rollback(True)
    run("vacuum analyze deadlines_obligation")
    return seconds, done


def measure(obligations: int) -> None:
    organisation()
    seconds, _ = timed(lambda: run(OPEN, obligations, WORKERS))
    run(ASIDE)
    run("vacuum analyze")
    (loaded,) = run("select count(*) from deadlines_obligation where closed_at is null")
    figure(figure="load", obligations=loaded, seconds=seconds)
    rounds = [(timed(lambda: run(BARE, AT, AT))[0], *night()) for _ in range(ROUNDS)]
    floor, seconds = (statistics.median(times) for times in list(zip(*rounds, strict=True))[:2])
    done = rounds[0][2]
    assert done.told + done.unheard == loaded // 10, done
    figure(
        figure="nightly sweep",
        obligations=loaded,
        told=done.told,
        unheard=done.unheard,
        units=done.units,
        seconds=seconds,
        aim=AIM_SECONDS,
        kept=seconds <= AIM_SECONDS,
    )
    figure(figure="bare SQL pass over the same rows", seconds=floor, ratio=round(seconds / max(floor, 0.01), 1))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--obligations", type=int, default=500_000)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="tisserand-bench-") as temporary:
        running = set_up(Path(temporary))
        try:
            measure(options.obligations)
        finally:
            running.stop()


if __name__ == "__main__":
    main()
