"""Search first, always: one box, people who resemble, and why."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from tisserand.kernel.names import one_letter_less, sounds
from tisserand.people.queries.cards import Card, cards
from tisserand.people.rules import Reason, Typed, read_query, reasons
from tisserand.people.rules.likeness import near_days, swapped

SHORTEST_BEGINNING = 3
# Fewer candidates for each word when there are many: the pairs to probe grow with the square.
WORDS_EACH = {1: 40, 2: 22, 3: 16}
FEWEST_WORDS = 12
ALONE = 200
BESIDE_PAIRS = 15
NAMESAKES = 6
# One typed word less than the nearest: worth no look, it would only hide the others.
TOO_FAR = 1

# The statement is in `reference/search.sql`.
FIND = """
select * from walls.find_people(
    asked_forms => %(forms)s::text[],
    asked_form_tokens => %(form_tokens)s::int[],
    asked_form_places => %(form_places)s::int[],
    asked_sounds => %(sounds)s::text[],
    asked_sound_tokens => %(sound_tokens)s::int[],
    asked_begins => %(begins)s::text[],
    asked_ends => %(ends)s::text[],
    asked_begin_tokens => %(begin_tokens)s::int[],
    asked_words_each => %(words_each)s::int,
    asked_exact_days => %(exact_days)s::date[],
    asked_swapped_days => %(swapped_days)s::date[],
    asked_days => %(days)s::date[],
    asked_exact_years => %(exact_years)s::int[],
    asked_years => %(years)s::int[],
    asked_probed_years => %(probed_years)s::int[],
    asked_figures => %(figures)s::text,
    asked_alone => %(alone)s::int,
    asked_given_alone => %(given_alone)s::int,
    asked_site => %(site)s::uuid,
    asked_without => %(without)s::uuid[],
    asked_namesakes => %(namesakes)s::int,
    asked_most => %(most)s::int
)
"""
# The same statement for each of several searches.
KINDS = dict(re.findall(r"%\((\w+)\)s::([\w\[\]]+)", FIND))
FIND_EACH = f"""
select asked.place, found.*
from jsonb_to_recordset(%s::jsonb) as asked (place int, {", ".join(f'"{one}" {kind}' for one, kind in KINDS.items())}),
lateral ({FIND % {one: f'asked."{one}"' for one in KINDS}}) as found
"""  # noqa: S608 (our own words twice)


@dataclass(frozen=True)
class Hit:
    card: Card
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class SearchResult:
    """`more` says that others resemble too: a birth year would tell them apart."""

    typed: Typed
    hits: tuple[Hit, ...] = ()
    more: int = 0


def search(
    actor, text: str, *, today: date, site: UUID | None = None, limit: int = 20, without: Iterable[UUID] = ()
) -> SearchResult:
    """Who resembles what was typed, the nearest first; among equals, hers, then `site`'s own. Two queries."""
    return find(actor, read_query(text, today=today), site=site, limit=limit, without=without)


def find(
    actor, typed: Typed, *, site: UUID | None = None, limit: int = 20, without: Iterable[UUID] = ()
) -> SearchResult:
    if typed.is_empty or not actor.can("identity.read"):
        return SearchResult(typed)
    with connection.cursor() as cursor:
        cursor.execute(FIND, parameters(typed, site=site, limit=limit, without=without))
        rows = cursor.fetchall()
    near = _near(rows)
    hits = _hits(typed, near, cards(actor, [row[0] for row in near]))
    return SearchResult(typed, hits, more=rows[0][2] - len(rows) if rows and near == rows else 0)


def find_each(actor, asked: Sequence[tuple[Typed, Iterable[UUID]]], *, limit: int = 20) -> tuple[tuple[Hit, ...], ...]:
    """Several searches, each with those that it leaves out, in two queries whatever their number."""
    if not actor.can("identity.read"):
        return ((),) * len(asked)
    near = [_near(rows) for rows in _rows_of_each(asked, limit)]
    known = cards(actor, {row[0] for rows in near for row in rows})
    return tuple(_hits(typed, rows, known) for (typed, _), rows in zip(asked, near, strict=True))


def _rows_of_each(asked: Sequence[tuple[Typed, Iterable[UUID]]], limit: int) -> list[list[tuple]]:
    found: list[list[tuple]] = [[] for _ in asked]
    given = [
        {"place": place, **parameters(typed, limit=limit, without=without)}
        for place, (typed, without) in enumerate(asked)
        if not typed.is_empty
    ]
    with connection.cursor() as cursor:
        cursor.execute(FIND_EACH, [dumps(given, cls=DjangoJSONEncoder)])
        for place, *row in cursor.fetchall():
            found[place].append(tuple(row))
    return found


def _near(rows: list[tuple]) -> list[tuple]:
    return [row for row in rows if row[1] >= rows[0][1] - TOO_FAR]


def _hits(typed: Typed, rows: list[tuple], known: dict[UUID, Card]) -> tuple[Hit, ...]:
    return tuple(_hit(typed, known[row[0]]) for row in rows if row[0] in known)


def _hit(typed: Typed, card: Card) -> Hit:
    return Hit(card, reasons(typed, card.names, card.birth, card.phone))


def parameters(typed: Typed, *, site: UUID | None = None, limit: int = 20, without: Iterable[UUID] = ()) -> dict:
    return {
        **_word_parameters(typed.words),
        **_birth_parameters(typed),
        "figures": typed.figures.lstrip("0")[::-1],
        "words_each": WORDS_EACH.get(len(typed.words), FEWEST_WORDS),
        **_alone(typed),
        "namesakes": NAMESAKES,
        "site": site,
        "most": limit,
        "without": list(without),
    }


def _alone(typed: Typed) -> dict:
    """How many to take by one word alone: many when it is all there is, few beside better ways."""
    if any(born.exact for born in typed.births):
        return {"alone": 0, "given_alone": 0}
    only = len(typed.words) == 1 and not typed.births
    return {"alone": ALONE if only else BESIDE_PAIRS, "given_alone": ALONE if only else 0}


def _word_parameters(words: tuple[str, ...]) -> dict:
    forms = [(form, token, place) for token, word in enumerate(words) for form, place in one_letter_less(word).items()]
    heard = [(token, way) for token, word in enumerate(words) for way in sounds(word)]
    begins = [(token, word) for token, word in enumerate(words) if len(word) >= SHORTEST_BEGINNING]
    return {
        "forms": [form for form, _, _ in forms],
        "form_tokens": [token for _, token, _ in forms],
        "form_places": [place for _, _, place in forms],
        "sounds": [way for _, way in heard],
        "sound_tokens": [token for token, _ in heard],
        "begins": [word for _, word in begins],
        # « MIR » … « MIR~ »: the tilde comes after every letter in the C collation.
        "ends": [word + "~" for _, word in begins],
        "begin_tokens": [token for token, _ in begins],
    }


def _birth_parameters(typed: Typed) -> dict:
    exact = [born.exact for born in typed.births if born.exact]
    turned = [part.exact for born in typed.births if (part := swapped(born)) and part.exact]
    years = {born.year for born in typed.births}
    partial = {born.year for born in typed.births if not born.exact}
    near = {year + gap for year in partial for gap in (-1, 0, 1)}
    return {
        "exact_days": exact,
        "swapped_days": turned,
        "days": list(dict.fromkeys(day for born in typed.births if born.exact for day in near_days(born))),
        "exact_years": sorted(years),
        # A whole date is probed by itself; a year, with one of the names, and its neighbours when there is but one.
        "probed_years": sorted({year for year in near if len(typed.words) == 1 or year in partial}),
        "years": sorted({year + gap for year in years for gap in (-1, 0, 1)}),
    }
