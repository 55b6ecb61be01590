"""A million invented persons: frequent names first, and a long tail of syllables."""

import random
import time
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
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
