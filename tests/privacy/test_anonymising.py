"""After anonymising, nothing says who she was, anywhere in the database, and no figure has moved (moonshot 16)."""

import random
from hashlib import sha256
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, JSONField, TextField

from tests.demo.conftest import one, rows, write
from tests.privacy.figures import FIGURES
from tests.situations import NOW, SystemAt
from tisserand.access.policies import our_models
from tisserand.kernel import register
from tisserand.people.operations.anonymising import CALLED
from tisserand.people.rules import SMALLEST_GROUP
from tisserand.privacy.operations.anonymising import anonymise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

CANARY = "ZORRO"
# Traces of who read and did what stay until their own end (CNIL 2021-122); the ledger and the lists hold identifiers.
REASONS = {"access_journalentry", "access_consultation"}
FORMER_IDS = REASONS | {"privacy_purge", "privacy_bordereauline", "procrastinate_jobs"}


@pytest.fixture
def taken_back():
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)


def fullest() -> UUID:
    """Whoever has something in the most tables."""
    links = [
        f'select distinct "{model._meta.get_field(link).column}" as person from "{model._meta.db_table}"'  # noqa: S608
        for model, table in registered()
        for link in table.of("link")
    ]
    return one(
        f"select person from ({' union all '.join(links)}) t where person is not null"  # noqa: S608
        " group by person order by count(*) desc, person limit 1"
    )


def registered():
    tables = {table.label: table for room in register.rooms() for table in register.tables(room)}
    return [(model, tables[model._meta.label]) for model in our_models()]


def plant(person: UUID) -> int:
    """A canary in every text that may hold a word of her; how many columns hold one."""
    planted = 0
    for model, table in registered():
        for link in table.of("link", "former"):
            for name in table.of("identity", "contact", "words", "reduced"):
                planted += sing(model, link, name, person)
    return planted


def sing(model, link: str, name: str, person: UUID) -> int:
    field = model._meta.get_field(name)
    value = song(field)
    if value is None or table_is_append_only(model):
        return 0
    table, column = model._meta.db_table, model._meta.get_field(link).column
    statement = f'update "{table}" set "{field.column}" = {value} where "{column}" = %s'  # noqa: S608
    try:
        return put(statement, person)
    except IntegrityError:
        # A constraint wants something else said with it: only where something was said.
        return put(f"{statement} and \"{field.column}\"::text <> ''", person)


def put(statement: str, person: UUID) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [person])
        return cursor.rowcount > 0


def table_is_append_only(model) -> bool:
    return getattr(model, "append_only", False) and not getattr(model, "leaves_with_her", False)


def song(field) -> str | None:
    if isinstance(field, ArrayField):
        return f"array_fill('{CANARY}'::text, array[cardinality(\"{field.column}\")])"
    if isinstance(field, JSONField):
        return f'\'{{"said": "{CANARY}"}}\'::jsonb'
    if isinstance(field, CharField | TextField) and field.name not in {"sha256"}:
        return f"'{CANARY}'" if field.name != "kind" and field.name != "channel" else None
    return None


def tables_that_say(word: str) -> set[str]:
    """Every table of the catalogue where a row holds this word in any column."""
    names = [name for (name,) in rows("select tablename from pg_tables where schemaname = 'public'")]
    return {name for name in names if one(f'select count(*) from "{name}" t where t::text like %s', f"%{word}%")}  # noqa: S608


def print_a_paper(person: UUID) -> None:
    body = f"%PDF {CANARY}".encode()
    account = one("select id from access_account order by id limit 1")
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into documents_document (id, kind, title, person_id, author_id, subject_kind, body, sha256,"
            " media_type, created_at)"
            " values (gen_random_uuid(), 'fichier_recu', %s, %s, %s, '', %s, %s, 'application/pdf', %s)",
            [CANARY, person, account, body, sha256(body).hexdigest(), NOW],
        )
        cursor.execute(
            "insert into access_draft (id, account_id, person_id, form, page, title, fields, saved_at)"
            " values (gen_random_uuid(), %s, %s, 'note', '/', %s, '{}', %s)",
            [account, person, CANARY, NOW],
        )
        cursor.execute(
            "insert into privacy_legalhold (id, person_id, reason, starts_on, placed_at, placed_by_id)"
            " values (gen_random_uuid(), %s, %s, '2020-01-01', %s, %s)",
            [person, CANARY, NOW, account],
        )


@pytest.mark.usefixtures("taken_back")
def test_a_canary_in_every_column_is_found_nowhere_afterwards():
    person = fullest()
    print_a_paper(person)
    index_a_rare_name(person)
    assert plant(person) >= 25
    before = tables_that_say(CANARY)
    assert {"people_person", "people_word", "people_wordform", "documents_document", "access_draft"} <= before
    anonymise(actor=SystemAt, at=NOW, persons=[person])
    assert tables_that_say(CANARY) == set()
    assert tables_that_say(CANARY.encode().hex()) == set()


def index_a_rare_name(person: UUID) -> None:
    """Nobody else bears it: it leaves the dictionary with her."""
    from tisserand.people.models import Person
    from tisserand.people.operations.dictionary import index_person

    row = Person.objects.get(pk=person)
    row.used_name = CANARY
    index_person(row)


@pytest.mark.usefixtures("taken_back")
def test_her_identifier_stays_in_the_traces_and_leads_to_nobody():
    person = fullest()
    anonymise(actor=SystemAt, at=NOW, persons=[person])
    assert tables_that_say(str(person)) <= FORMER_IDS
    assert one("select count(*) from privacy_purge where former_id = %s", person) == 1
    assert one("select count(*) from people_person where id = %s", person) == 0


@pytest.mark.usefixtures("taken_back")
def test_a_plan_of_somebody_else_keeps_its_beneficiary_without_a_name():
    from tests.support.situations import TODAY

    person, other, plan = rows(
        "select p.person_id, o.id, p.id from support_plan p join people_person o on o.id <> p.person_id"
        " order by p.id, o.id limit 1"
    )[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into support_beneficiary (id, plan_id, person_id, who_id, team_id, referent_id, adhesion_on)"
            " select gen_random_uuid(), id, person_id, %s, team_id, referent_id, %s from support_plan where id = %s",
            [other, TODAY, plan],
        )
    anonymise(actor=SystemAt, at=NOW, persons=[other])
    who, hers = rows("select who_id, person_id from support_beneficiary where plan_id = %s", plan)[0]
    assert hers == person
    assert one("select called_as from people_person where id = %s", who) == CALLED


@pytest.mark.usefixtures("taken_back")
def test_the_published_figures_do_not_move():
    write("update people_person set usual_place = 'Sainte-Rose' where mod(birth_year, 2) = 0")
    write("update assessment_firstassessment set vulnerabilities = array['isolement']")
    before = {name: rows(statement) for name, statement in FIGURES.items()}
    assert all(before.values()), [name for name, found in before.items() if not found]
    everybody = [person for (person,) in rows("select id from people_person order by id")]
    chosen = random.Random(971).sample(everybody, len(everybody) * 7 // 10)  # noqa: S311
    for start in range(0, len(chosen), 50):
        anonymise(actor=SystemAt, at=NOW, persons=chosen[start : start + 50])
    assert one("select count(*) from people_person where called_as = %s", CALLED) >= len(chosen)
    moved = [name for name, statement in FIGURES.items() if rows(statement) != before[name]]
    assert moved == []


@pytest.mark.usefixtures("taken_back")
def test_a_place_shared_by_too_few_is_not_kept():
    person, place = rows("select id, usual_place from people_person where usual_place <> '' order by id limit 1")[0]
    write(f"update people_person set usual_place = 'Ailleurs' where id <> '{person}' and usual_place = '{place}'")  # noqa: S608
    anonymise(actor=SystemAt, at=NOW, persons=[person])
    assert one("select count(*) from people_person where usual_place = %s", place) == 0
    assert SMALLEST_GROUP > 1


@pytest.mark.usefixtures("taken_back")
def test_nobody_finds_her_by_name_nor_birth():
    person = fullest()
    anonymise(actor=SystemAt, at=NOW, persons=[person])
    pseudonym = one("select id from privacy_pseudonym")
    assert one("select count(*) from people_namepair where person_id in (%s, %s)", person, pseudonym) == 0
    (years,) = rows("select birth_year, birth_date, birth_month from people_person where id = %s", pseudonym)
    assert years[1:] == (None, None)
    assert years[0] is None or years[0] % 5 == 0
    assert apps.get_model("people", "CareTeam").objects.filter(person_id=pseudonym).count() == 0
