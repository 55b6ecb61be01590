"""Indexing everybody at once, after a load or each night: each distinct text is read once in Python (decision D20)."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection, transaction

from tisserand.kernel.names import one_letter_less, sound, words

OF_THEM = "(%(people)s::uuid[] is null or p.id = any(%(people)s::uuid[]))"
FAMILY_TEXTS = f"""select distinct text from people_person p
cross join lateral (values (used_name), (birth_name)) as t (text) where text <> '' and {OF_THEM}"""  # noqa: S608
GIVEN_TEXTS = f"""select distinct text from people_person p
cross join lateral (values (first_names), (called_as)) as t (text) where text <> '' and {OF_THEM}"""  # noqa: S608
DROP_PAIRS = "delete from people_namepair where %(people)s::uuid[] is null or person_id = any(%(people)s::uuid[])"
MAKE_PAIRS = f"""
with families as (
    select distinct p.id, w.id as word_id
    from people_person p cross join lateral (values (p.used_name), (p.birth_name)) as t (text)
    join said s on s.is_family and s.text = t.text join people_word w on w.word = s.word where {OF_THEM}
),
givens as (
    select distinct p.id, w.id as word_id
    from people_person p cross join lateral (values (p.first_names), (p.called_as)) as t (text)
    join said s on not s.is_family and s.text = t.text join people_word w on w.word = s.word where {OF_THEM}
)
insert into people_namepair (person_id, family_id, given_id, birth_year, visibility)
select coalesce(joined.id, p.id), f.word_id, g.word_id, p.birth_year, p.visibility
from people_person p
-- A file joined to another is found there, by both names.
left join people_person joined on joined.id = p.attached_to_id and p.visibility <> 'shadow'
left join families f on f.id = p.id left join givens g on g.id = p.id
where {OF_THEM} and (f.word_id is not null or g.word_id is not null)
"""  # noqa: S608
COUNT_BEARERS = """
update people_word w set bearers = counted.number
from (
    select word_id, count(*) as number from (
        select family_id as word_id from people_namepair union all select given_id from people_namepair
    ) named where word_id is not null group by word_id
) counted
where counted.word_id = w.id and w.bearers <> counted.number
"""
LEARN_WORDS = """
insert into people_word as known (word, sound, in_families, in_givens, bearers)
select word, sound, family, given, 0 from met order by word
on conflict (word) do update
set in_families = known.in_families or excluded.in_families, in_givens = known.in_givens or excluded.in_givens
where not (known.in_families and known.in_givens)
"""
LEARN_FORMS = """
insert into people_wordform (form, place, word_id)
select s.form, s.place, w.id from slips s join people_word w on w.word = s.word order by s.form on conflict do nothing
"""


@transaction.atomic
def index_names(*, people: Iterable[UUID] | None = None) -> int:
    """Make the rows of these persons, or of everybody, and count who bears each word. Run as `jobs`."""
    chosen = None if people is None else list(people)
    with connection.cursor() as cursor:
        cursor.execute("create temporary table said (text text, word text, is_family boolean)")
        _read_texts(cursor, chosen)
        cursor.execute("analyze said")
        _learn_all(cursor)
        cursor.execute(DROP_PAIRS, {"people": chosen})
        if chosen is None:
            # Nothing is known yet of a million rows of this very transaction: one by one, it would take hours.
            cursor.execute("set local enable_nestloop to off")
        cursor.execute(MAKE_PAIRS, {"people": chosen})
        made = cursor.rowcount
        cursor.execute("reset enable_nestloop")
        cursor.execute(COUNT_BEARERS)
        cursor.execute("drop table said, met, slips")
    return made


def _read_texts(cursor, people: list[UUID] | None) -> None:
    for statement, is_family in ((FAMILY_TEXTS, True), (GIVEN_TEXTS, False)):
        cursor.execute(statement, {"people": people})
        texts = [row[0] for row in cursor.fetchall()]
        with cursor.copy("copy said from stdin") as copy:
            for row in _said(texts, is_family):
                copy.write_row(row)


def _said(texts: list[str], is_family: bool) -> Iterator[tuple[str, str, bool]]:
    return ((text, word, is_family) for text in texts for word in words(text))


def _learn_all(cursor) -> None:
    cursor.execute("select word, bool_or(is_family), bool_or(not is_family) from said group by word order by word")
    rows = cursor.fetchall()
    cursor.execute("create temporary table met (word text, sound text, family boolean, given boolean)")
    cursor.execute("create temporary table slips (form text, place int, word text)")
    with cursor.copy("copy met from stdin") as copy:
        for word, family, given in rows:
            copy.write_row((word, sound(word), family, given))
    with cursor.copy("copy slips from stdin") as copy:
        for word, _, _ in rows:
            for form, place in one_letter_less(word).items():
                copy.write_row((form, place, word))
    cursor.execute(LEARN_WORDS)
    cursor.execute(LEARN_FORMS)


@transaction.atomic
def count_bearers() -> None:
    """How many bear each word, told apart from the writing of a name so that no creation waits for another."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_BEARERS)
