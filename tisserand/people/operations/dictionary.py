"""Keeping the dictionary of names, one person at a time, in the transaction that names her."""

from django.db import connection

from tisserand.kernel.names import one_letter_less, sound
from tisserand.people.models import NamePair, Person, Word
from tisserand.people.rules import Visibility, name_words

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
    rows = _pairs(person)
    NamePair.objects.filter(person=person).delete()
    NamePair.objects.bulk_create(rows)


def index_person_more(person: Person) -> None:
    """The rows that are missing only: those she had keep their number."""
    known = {(row.family_id, row.given_id, row.birth_year) for row in NamePair.objects.filter(person=person)}
    rows = [row for row in _pairs(person) if (row.family_id, row.given_id, row.birth_year) not in known]
    NamePair.objects.bulk_create(rows)


def _pairs(person: Person) -> list[NamePair]:
    """By the names of her file, and by those of the files joined to it."""
    joined = Person.objects.filter(attached_to=person).exclude(visibility=Visibility.SHADOW).order_by("id")
    named = [(names, file.birth_year) for file in (person, *joined) for names in _name_words(file)]
    families, givens = ({names[side] for names, _ in named} - {""} for side in (0, 1))
    known = _learn(families, givens)
    return [
        NamePair(
            person=person,
            family_id=known.get(family),
            given_id=known.get(given),
            birth_year=birth_year,
            visibility=person.visibility,
        )
        for (family, given), birth_year in dict.fromkeys(named)
    ]


def _name_words(person: Person):
    return name_words(
        birth_name=person.birth_name,
        used_name=person.used_name,
        first_names=person.first_names,
        called_as=person.called_as,
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
