"""Find one person among a million with a slip of the finger: time in the database, CPU of the page, recall.

    .venv/bin/python bench/search.py --persons 1000000 [--keep FOLDER]

One JSON line per figure. Everybody is invented: names of `people/reference/names.toml`, and a long tail of syllables.
"""

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from finding.costs import DatabaseCpu, figure, in_database, measure_database, measure_page, raw_floor, spread
from finding.population import load
from finding.typed import homonyms, sample

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

QUERIES = 400


def measure(account, actor, number: int) -> None:
    from tisserand.kernel.names import words

    rng = random.Random(7)  # noqa: S311
    become("jobs")
    persons = sample(rng, min(QUERIES, number // 10))
    groups = homonyms(persons)
    become("app")
    slips = measure_database(actor, rng, persons, groups)
    times, _ = in_database(actor, slips)
    pairs = [(words(p["family"])[0], words(p["given"])[0]) for p in persons]
    raw_floor(actor, pairs[:40])
    cpu = DatabaseCpu()
    floor = raw_floor(actor, pairs)
    figure(figure="raw SQL on the same index, exact names", **spread(floor), cpu_ms_database=cpu.each(len(floor)))
    figure(figure="ratio to raw SQL", p50=round(statistics.median(times) / statistics.median(floor), 1), persons=number)
    measure_page(account, slips[:200])


def become(role: str) -> None:
    from django.conf import settings
    from django.db import connection

    connection.close()
    account = settings.SERVER.django(role)
    connection.settings_dict.update(USER=account["USER"], PASSWORD=account["PASSWORD"])


def set_up(folder: Path, number: int):
    """A cluster of its own, filled once: `--keep` lets a second run measure without loading."""
    os.environ |= {"TISSERAND_MODE": "test", "TISSERAND_DB_ROLE": "owner", "TISSERAND_DATA_DIR": str(folder)}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tisserand.project.settings"
    from tisserand.project import cluster

    running = cluster.ensure(folder, durable=False)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("walls_apply", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    become("jobs")
    account, loaded = somebody(number)
    become("app")
    return running, account, loaded


def somebody(number: int):
    """A secretary, and the population if it is not there yet."""
    import psycopg
    from django.conf import settings
    from django.db import connection

    from tisserand.access import operations
    from tisserand.access.actors import System
    from tisserand.access.models import Account
    from tisserand.people.models import Person

    known = Account.objects.filter(login="banc").first()
    if known and Person.objects.count() >= number:
        return known, None
    at = datetime(2026, 1, 1, tzinfo=UTC)
    hand = {"actor": System("bench"), "at": at}
    place = {"kind": "site", "code": "banc", "name": "Banc", "short_name": "Banc", "time_zone": "America/Guadeloupe"}
    unit = operations.create_unit(**hand, **place, parent=None, starts_on=at.date())
    known = operations.create_account(**hand, login="banc", name="Banc d’essai", fictitious=True)
    operations.give_membership(**hand, account=known.pk, unit=unit.pk, role="reception_secretary", starts_on=at.date())
    seconds = load(number, random.Random(1))  # noqa: S311
    connection.close()
    with psycopg.connect(settings.SERVER.url("owner"), autocommit=True) as owner:
        owner.execute("vacuum analyze")
    return known, seconds


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--persons", type=int, default=100_000)
    asked.add_argument("--keep", type=Path, help="folder of the cluster, kept for the next run")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="tisserand-bench-") as temporary:
        running, account, seconds = set_up(options.keep or Path(temporary), options.persons)
        try:
            from tisserand.access.queries import actor_for

            if seconds:
                figure(figure="load", persons=options.persons, seconds=round(seconds, 1))
            measure(account, actor_for(account, at=datetime.now(UTC)), options.persons)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            figure(figure="memory of this process", peak_mb=peak)
        finally:
            running.stop()


if __name__ == "__main__":
    main()
