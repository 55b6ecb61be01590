"""A person becomes a line of the figures: nobody can be found, named or reached by it any more (decision D16)."""

from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction

from tisserand.access import erasing
from tisserand.people.models import Person
from tisserand.people.rules import GENERATION, SMALLEST_GROUP, list_key

CALLED = "Dossier anonymisé"
# A place of living stays where at least SMALLEST_GROUP persons of the same generation share it.
GENERALISE = """
with hers as (
    select p.id, p.usual_place, p.birth_year - mod(p.birth_year, %(generation)s) as generation
    from people_person p where p.id = any(%(persons)s::uuid[])
), shared as (
    select p.usual_place, p.birth_year - mod(p.birth_year, %(generation)s) as generation
    from people_person p
    where p.usual_place <> '' and p.usual_place = any(array(select usual_place from hers))
    group by 1, 2 having count(*) >= %(smallest)s
)
update people_person p
set birth_year = hers.generation, birth_date = null, birth_month = null, birth_day = null, usual_place = coalesce((
    select s.usual_place from shared s
    where s.usual_place = hers.usual_place and s.generation is not distinct from hers.generation
), '')
from hers where p.id = hers.id
"""
THEIR_WORDS = """
select distinct word from people_namepair n cross join lateral (values (n.family_id), (n.given_id)) as t (word)
where n.person_id = any(%s::uuid[]) and word is not null
"""
NOBODY_BEARS = """
w.id = any(%s::bigint[])
and not exists (select from people_namepair n where n.family_id = w.id)
and not exists (select from people_namepair n where n.given_id = w.id)
"""
FORGET_FORMS = f"delete from people_wordform f using people_word w where f.word_id = w.id and {NOBODY_BEARS}"  # noqa: S608
FORGET_WORDS = f"delete from people_word w where {NOBODY_BEARS}"  # noqa: S608
THEIR_HOUSEHOLDS = "select distinct household_id from people_householdmember where person_id = any(%s::uuid[])"
FORGET_HOUSEHOLDS = """
delete from people_household h where h.id = any(%s::uuid[])
and not exists (select from people_householdmember m where m.household_id = h.id)
"""


@transaction.atomic
def anonymise(*, pseudonyms: Mapping[UUID, UUID]) -> dict[str, int]:
    """Called by `privacy`, which keeps the journal. Rare names leave the dictionary with their last bearer."""
    persons = list(pseudonyms)
    with connection.cursor() as cursor:
        words, households = _column(cursor, THEIR_WORDS, persons), _column(cursor, THEIR_HOUSEHOLDS, persons)
        cursor.execute(GENERALISE, {"persons": persons, "generation": GENERATION, "smallest": SMALLEST_GROUP})
        done = erasing.forget("people", pseudonyms)
        cursor.execute(FORGET_FORMS, [words])
        cursor.execute(FORGET_WORDS, [words])
        cursor.execute(FORGET_HOUSEHOLDS, [households])
    _call_them_alike(list(pseudonyms.values()))
    return done


def _call_them_alike(persons: list[UUID]) -> None:
    nobody = {"birth_name": "", "used_name": "", "first_names": "", "called_as": CALLED}
    Person.objects.filter(pk__in=persons).update(**nobody, sort_key=list_key(**nobody), birth_place="", language="")


def _column(cursor, statement: str, persons: list[UUID]) -> list:
    cursor.execute(statement, [persons])
    return [value for (value,) in cursor.fetchall()]
