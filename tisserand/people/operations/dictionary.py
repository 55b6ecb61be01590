"""Keeping the dictionary of names: one person at a time as she is written, everybody at once after a load."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection, transaction

from tisserand.kernel.names import one_letter_less, sound, words
from tisserand.people.models import NamePair, Person, Word
from tisserand.people.rules import name_words

ADD_WORDS = """
insert into people_word as known (word, sound, in_families, in_givens, bearers)
select t.word, t.sound, t.family, t.given, 0
from unnest(%s::text[], %s::text[], %s::boolean[], %s::boolean[]) as t (word, sound, family, given)
order by t.word
on conflict (word) do update
set in_families = known.in_families or excluded.in_families, in_givens = known.in_givens or excluded.in_givens
"""
ADD_FORMS = """
insert into people_wordform (form, place, word_id)
select t.form, t.place, w.id from unnest(%s::text[], %s::int[], %s::text[]) as t (form, place, word)
join people_word w on w.word = t.word
order by t.form on conflict do nothing
"""


def index_person(person: Person) -> None:
    """The rows this person is found by, made again; called in the transaction that names her."""
    pairs = list(
        name_words(
            birth_name=person.birth_name,
            used_name=person.used_name,
            first_names=person.first_names,
            called_as=person.called_as,
        )
    )
    known = _learn({family for family, _ in pairs} - {""}, {given for _, given in pairs} - {""})
    NamePair.objects.filter(person=person).delete()
    NamePair.objects.bulk_create(
        NamePair(
            person=person,
            family_id=known.get(family),
            given_id=known.get(given),
            birth_year=person.birth_year,
            visibility=person.visibility,
        )
        for family, given in pairs
    )


def _learn(families: set[str], givens: set[str]) -> dict[str, int]:
    """The identifiers of these words. Only what the dictionary does not know yet is written: MARIE stays unlocked."""
    known = {row.word: row for row in Word.objects.filter(word__in=families | givens)}
    new = {word for word in families if word not in known or not known[word].in_families}
    new |= {word for word in givens if word not in known or not known[word].in_givens}
    if not new:
        return {word: row.pk for word, row in known.items()}
    _add(sorted(new), families, givens)
    return dict(Word.objects.filter(word__in=families | givens).values_list("word", "id"))


def _add(new: list[str], families: set[str], givens: set[str]) -> None:
    forms = [(form, place, word) for word in new for form, place in one_letter_less(word).items()]
    with connection.cursor() as cursor:
        cursor.execute(
            ADD_WORDS,
            [new, [sound(word) for word in new], [w in families for w in new], [w in givens for w in new]],
        )
        cursor.execute(ADD_FORMS, [list(column) for column in zip(*forms, strict=True)])


@transaction.atomic
def index_names(*, people: Iterable[UUID] | None = None) -> int:
    """Index many persons at once, everybody when none is named: after a load, and each night for the counts.

    Each distinct text is read once in Python (decision D20), then one statement pairs the words. Run as `jobs`.
    """
    chosen = None if people is None else list(people)
    with connection.cursor() as cursor:
        cursor.execute("create temporary table said (text text, word text, is_family boolean) on commit drop")
        _read_texts(cursor, chosen)
        cursor.execute("analyze said")
        _learn_all(cursor)
        cursor.execute(DROP_PAIRS, {"people": chosen})
        cursor.execute(MAKE_PAIRS, {"people": chosen})
        made = cursor.rowcount
        cursor.execute(COUNT_BEARERS)
    return made


OF_THEM = "(%(people)s::uuid[] is null or p.id = any(%(people)s::uuid[]))"
FAMILY_TEXTS = f"""select distinct text from people_person p
cross join lateral (values (used_name), (birth_name)) as t (text) where text <> '' and {OF_THEM}"""  # noqa: S608
GIVEN_TEXTS = f"""select distinct text from people_person p
cross join lateral (values (first_names), (called_as)) as t (text) where text <> '' and {OF_THEM}"""  # noqa: S608
DROP_PAIRS = "delete from people_namepair where %(people)s::uuid[] is null or person_id = any(%(people)s::uuid[])"
MAKE_PAIRS = f"""
insert into people_namepair (person_id, family_id, given_id, birth_year, visibility)
select distinct p.id, f.id, g.id, p.birth_year, p.visibility
from people_person p
left join said fs on fs.is_family and fs.text in (p.used_name, p.birth_name)
left join people_word f on f.word = fs.word
left join said gs on not gs.is_family and gs.text in (p.first_names, p.called_as)
left join people_word g on g.word = gs.word
where {OF_THEM} and (f.id is not null or g.id is not null)
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
    cursor.execute("create temporary table met (word text, sound text, family boolean, given boolean) on commit drop")
    cursor.execute("create temporary table slips (form text, place int, word text) on commit drop")
    with cursor.copy("copy met from stdin") as copy:
        for word, family, given in rows:
            copy.write_row((word, sound(word), family, given))
    with cursor.copy("copy slips from stdin") as copy:
        for word, _, _ in rows:
            for form, place in one_letter_less(word).items():
                copy.write_row((form, place, word))
    cursor.execute(LEARN_WORDS)
    cursor.execute(LEARN_FORMS)


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
