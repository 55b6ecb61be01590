"""Find one person among a million with a slip of the finger: time in the database, CPU of the page, recall.

    .venv/bin/python bench/search.py --persons 1000000 [--keep FOLDER]

One JSON line per figure. Everybody is invented: names of `people/reference/names.toml`, and a long tail of syllables.
"""

import argparse
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

ONSETS = [
    "b",
    "ch",
    "d",
    "f",
    "g",
    "j",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "bl",
    "br",
    "cr",
    "dr",
    "fl",
    "gr",
    "tr",
]
CORES = ["a", "é", "i", "o", "u", "an", "in", "on", "ou", "ai", "oi"]
ENDS = ["", "", "", "l", "n", "r", "s", "t", "d", "x", "ne", "lle", "tte", "re", "ville", "mont", "nier", "lin"]
BORN = (date(1928, 1, 1), date(2024, 12, 31))
QUERIES = 400
TODAY = date(2026, 11, 24)


def invented(rng: random.Random, number: int, syllables: tuple[int, ...]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        stem = "".join(rng.choice(ONSETS) + rng.choice(CORES) for _ in range(rng.choice(syllables)))
        found[(stem + rng.choice(ENDS)).capitalize()] = None
    return list(found)


class Names:
    """Frequent names first, then a tail as long as a census has: weights fall as the rank grows (Zipf)."""

    def __init__(self, rng: random.Random, known: dict[str, int], tail: list[str], share: float) -> None:
        self.names = list(known) + tail
        head = sum(known.values())
        falling = [1 / (rank + 40) for rank in range(len(tail))]
        scale = head * share / (1 - share) / sum(falling)
        self.cumulated = list(accumulate(list(known.values()) + [weight * scale for weight in falling]))
        self.rng = rng

    def some(self, number: int) -> list[str]:
        return self.rng.choices(self.names, cum_weights=self.cumulated, k=number)


def people(number: int, rng: random.Random):
    """(civility, birth name, used name, first names, birth date), one tuple a person."""
    import tomllib

    table = tomllib.loads((ROOT / "tisserand/people/reference/names.toml").read_text(encoding="utf-8"))
    families = Names(rng, table["families"], invented(rng, 40_000, (2, 2, 3)), 0.6)
    rare = invented(rng, 3_000, (1, 2, 2))
    women, men = (Names(rng, table[who], rare, 0.12) for who in ("women", "men"))
    days = (BORN[1] - BORN[0]).days
    births, spouses = families.some(number), families.some(number)
    firsts = {"mme": women.some(number), "m": men.some(number)}
    seconds = {"mme": women.some(number), "m": men.some(number)}
    for at in range(number):
        civility = "mme" if rng.random() < 0.53 else "m"
        married = civility == "mme" and rng.random() < 0.4
        first = firsts[civility][at] + (f", {seconds[civility][at]}" if rng.random() < 0.25 else "")
        yield civility, births[at], spouses[at] if married else "", first, BORN[0] + timedelta(rng.randrange(days))


def load(number: int, rng: random.Random) -> float:
    """COPY into a temporary table, then one INSERT … SELECT as `jobs` (decision D6), then the dictionary at once."""
    from django.db import connection, transaction

    from tisserand.kernel.ids import new_id
    from tisserand.people.operations import index_names
    from tisserand.people.rules import list_key

    start = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "create temporary table arriving (id uuid, civility text, birth_name text, used_name text,"
            " first_names text, born date, sort_key text) on commit drop"
        )
        with cursor.copy("copy arriving from stdin") as copy:
            for civility, birth, used, first, born in people(number, rng):
                key = list_key(birth_name=birth, used_name=used, first_names=first, called_as="")
                copy.write_row((new_id(), civility, birth, used, first, born, key))
        cursor.execute(FROM_ARRIVING)
    index_names()
    return time.perf_counter() - start


FROM_ARRIVING = """
insert into people_person (
    id, visibility, civility, birth_name, used_name, first_names, called_as,
    birth_year, birth_month, birth_day, birth_date, birth_place, language, interpreter_needed,
    unknown_fields, refused_fields, proof, address_kept_secret, contact_kept_secret,
    sort_key, usual_place, created_at, version)
select id, 'staff', civility, birth_name, used_name, first_names, '',
    extract(year from born), extract(month from born), extract(day from born), born, '', '', false,
    '{}', '{}', 'declared', false, false,
    sort_key, '', now(), 1
from arriving
"""


def slip(rng: random.Random, word: str) -> str:
    """One letter added, dropped, changed or swapped."""
    at = rng.randrange(len(word))
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    match rng.randrange(4):
        case 0:
            return word[:at] + letter + word[at:]
        case 1 if len(word) > 3:
            return word[:at] + word[at + 1 :]
        case 2 if at + 1 < len(word):
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case _:
            return word[:at] + letter + word[at + 1 :]


def sample(rng: random.Random, number: int) -> list[dict]:
    """Persons to look for, drawn as they come, hence mostly with frequent names."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from people_person")
        every = max(1, cursor.fetchone()[0] // (number * 2))
        cursor.execute(
            "select id, coalesce(nullif(used_name, ''), birth_name), split_part(first_names, ',', 1), birth_date from"
            " (select *, row_number() over (order by id) as place from people_person) p where place %% %s = 0",
            [every],
        )
        rows = cursor.fetchall()
    return [dict(zip(("id", "family", "given", "born"), row, strict=True)) for row in rng.sample(rows, number)]


def typed_with_slip(rng: random.Random, person: dict) -> str:
    """Family and first name in either order, one letter wrong somewhere."""
    names = [person["family"].lower(), person["given"].lower()]
    wrong = rng.randrange(2)
    names[wrong] = slip(rng, names[wrong])
    rng.shuffle(names)
    return " ".join(names)


def homonyms(persons: list[dict]) -> list[set]:
    """For each person looked for, everybody who bears both names: finding one of them is finding the group."""
    from django.db import connection

    from tisserand.kernel.names import words

    groups = []
    with connection.cursor() as cursor:
        for person in persons:
            pair = [words(person["family"])[-1], words(person["given"])[-1]]
            cursor.execute(
                "select n.person_id from people_namepair n join people_word f on f.id = n.family_id"
                " join people_word g on g.id = n.given_id where f.word = %s and g.word = %s",
                pair,
            )
            groups.append({row[0] for row in cursor.fetchall()} | {person["id"]})
    return groups


def figure(**facts) -> None:
    print(json.dumps(facts, ensure_ascii=False), flush=True)


def spread(milliseconds: list[float]) -> dict:
    return {
        "p50_ms": round(statistics.median(milliseconds), 2),
        "p95_ms": round(statistics.quantiles(milliseconds, n=20)[18], 2),
        "max_ms": round(max(milliseconds), 2),
    }


def in_database(actor, texts: list[str]) -> tuple[list[float], list[list]]:
    """The statement alone, behind the walls, through the driver: no page, no cards."""
    from django.db import connection, transaction

    from tisserand.access import scope
    from tisserand.people.queries.search import FIND, parameters
    from tisserand.people.rules import read_query

    times, found = [], []
    for text in texts:
        given = parameters(read_query(text, today=TODAY))
        with transaction.atomic(), scope.acting(actor), connection.cursor() as cursor:
            start = time.perf_counter()
            cursor.execute(FIND, given)
            found.append([row[0] for row in cursor.fetchall()])
            times.append((time.perf_counter() - start) * 1000)
    return times, found


def raw_floor(actor, pairs: list[tuple[str, str]]) -> list[float]:
    """The floor: the same index asked for exact names in plain SQL, with neither resemblance nor score."""
    from django.db import connection, transaction

    from tisserand.access import scope

    times = []
    with transaction.atomic(), scope.acting(actor), connection.cursor() as cursor:
        for family, given in pairs:
            start = time.perf_counter()
            cursor.execute(
                "select n.person_id from people_word f join people_namepair n on n.family_id = f.id"
                " join people_word g on g.id = n.given_id where f.word = %s and g.word = %s limit 20",
                [family, given],
            )
            cursor.fetchall()
            times.append((time.perf_counter() - start) * 1000)
    return times


def recall(wanted: list[set], found: list[list], at: int) -> float:
    hits = sum(bool(people & set(identifiers[:at])) for people, identifiers in zip(wanted, found, strict=True))
    return round(hits / len(wanted), 4)


def measure_database(actor, rng: random.Random, persons: list[dict], groups: list[set]) -> list[str]:
    slips = [typed_with_slip(rng, person) for person in persons]
    kinds = {
        "one slip, names alone": slips,
        "one slip and the birth year": [f"{text} {p['born'].year}" for text, p in zip(slips, persons, strict=True)],
        "one slip and the birth date": [f"{text} {p['born']:%d/%m/%Y}" for text, p in zip(slips, persons, strict=True)],
        "exact names": [f"{p['family']} {p['given']}" for p in persons],
        "first letters": [f"{p['family'][:4]} {p['given'][:3]}" for p in persons],
    }
    in_database(actor, slips[:40])
    for kind, texts in kinds.items():
        cpu = DatabaseCpu()
        times, found = in_database(actor, texts)
        figure(
            figure="search",
            typed=kind,
            **spread(times),
            cpu_ms_database=cpu.each(len(texts)),
            recall_at_10_of_homonyms=recall(groups, found, 10),
            recall_at_20_of_homonyms=recall(groups, found, 20),
            recall_at_20_of_herself=recall([{person["id"]} for person in persons], found, 20),
        )
    return slips


class DatabaseCpu:
    """CPU spent by our own connection's process in PostgreSQL: the only figure that a busy machine does not swell."""

    def __init__(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            self.file = Path(f"/proc/{cursor.fetchone()[0]}/stat")
        self.start = self._seconds()

    def _seconds(self) -> float:
        parts = self.file.read_text().rsplit(")", 1)[1].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def each(self, number: int) -> float:
        """Milliseconds a time."""
        return round((self._seconds() - self.start) / number * 1000, 2)


def measure_page(account, texts: list[str]) -> None:
    """CPU of the whole page in this process and in PostgreSQL: session, walls, cards and template included."""
    from django.test import Client
    from django.urls import reverse

    client, url = Client(), reverse("people:search")
    client.force_login(account)
    for text in texts[:20]:
        client.post(url, {"q": text})
    database, own, walls = DatabaseCpu(), time.process_time(), []
    for text in texts:
        start = time.perf_counter()
        if client.post(url, {"q": text}).status_code != 200:
            raise SystemExit("the page failed")
        walls.append((time.perf_counter() - start) * 1000)
    own = time.process_time() - own
    figure(
        figure="page",
        cpu_ms_web=round(own / len(texts) * 1000, 2),
        cpu_ms_database=database.each(len(texts)),
        **spread(walls),
    )


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
