"""Who is looked for, what is typed with a slip of the finger, and who would be found."""

import random


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
