"""Protected persons: the search answers as for a stranger, and no hole is ever visible."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.people.situations import ROSELYNE, TODAY, known, protected, received
from tests.situations import NOW, acting, as_jobs
from tisserand.deadlines import queries as dues
from tisserand.kernel.dates import PartialDate
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.models import NamePair, Person
from tisserand.people.operations import restricted
from tisserand.people.rules import Identity

pytestmark = pytest.mark.django_db

SHE_SAYS = Identity(used_name="Mirval", first_names="Roseline", birth=PartialDate(1984))
A_STRANGER = Identity(used_name="Zébus", first_names="Ignace", birth=PartialDate(1984))


def found(actor, text="mirval roselyne 84"):
    return [hit.card.id for hit in queries.search(actor, text, today=TODAY).hits]


def test_only_her_keepers_and_her_team_know_that_she_exists(service):
    person = protected(service)
    with as_jobs():
        operations.join_care_team(
            actor=service.actor("cheffe"),
            at=NOW,
            person=person.pk,
            account=service.account("referente").pk,
            unit=service.team.pk,
            reason="plan",
            starts_on=TODAY - timedelta(days=30),
        )
    for login in ("cheffe", "referente"):
        with acting(service.actor(login)) as knowing:
            assert found(knowing) == [person.pk]
    for login in ("secretaire", "accueil", "collegue", "referent.ailleurs", "pole", "crip", "direction", "admin"):
        with acting(service.actor(login)) as stranger:
            assert found(stranger) == []
            assert queries.person(stranger, person.pk) is None


def test_raw_sql_as_the_desk_sees_nothing_of_her(service):
    person = protected(service)
    with acting(service.actor("secretaire")), connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.columns where column_name = 'person_id'"
            " and table_name like 'people%' and table_schema = 'public'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        assert len(tables) >= 8
        for table in tables:
            cursor.execute(f"select count(*) from {table} where person_id = %s", [person.pk])  # noqa: S608
            assert cursor.fetchone() == (0,), table


def test_the_desk_creates_her_as_anybody_and_sees_what_it_typed(service):
    protected(service)
    with acting(service.actor("secretaire")) as desk:
        her, anybody = received(desk, SHE_SAYS, service.site), received(desk, A_STRANGER, service.site)
        assert found(desk, "mirval") == [her.pk]
        pages = [queries.person(desk, person.pk) for person in (her, anybody)]
        assert [page.is_protected for page in pages] == [False, False]
        assert [page.card.display_name for page in pages] == ["Roseline Mirval", "Ignace Zébus"]
        assert dues.open_obligations(desk).count() == 0


def test_no_other_site_sees_the_newcomer_nor_her_own_tomorrow(service):
    protected(service)
    with acting(service.actor("secretaire")) as desk:
        her = received(desk, SHE_SAYS, service.site)
    with acting(service.actor("secretaire.ailleurs")) as elsewhere:
        assert found(elsewhere) == []
    with as_jobs():
        Person.objects.filter(pk=her.pk).update(open_until=timezone.now() - timedelta(seconds=1))
    with acting(service.actor("secretaire")) as desk:
        assert found(desk) == []


def test_her_keeper_owes_an_answer_before_midnight_and_attaches_her(service, monkeypatch):
    followed = []
    monkeypatch.setattr(
        restricted, "FOLLOW_ATTACHED", [lambda **moved: followed.append((moved["shadow"], moved["person"]))]
    )
    person = protected(service)
    with acting(service.actor("secretaire")) as desk:
        her = received(desk, SHE_SAYS, service.site)
    with acting(service.actor("cheffe")) as keeper:
        [duty] = dues.open_obligations(keeper)
        assert (duty.subject, duty.unit_id) == (her.pk, service.territory.pk)
        assert duty.due_at - timezone.now() <= timedelta(days=1)
        assert [card.id for card in queries.shadows(keeper)] == [her.pk]
        [alike] = queries.likely_duplicates(keeper, her.pk, today=TODAY)
        assert alike.card.id == person.pk
        operations.attach_shadow(actor=keeper, at=timezone.now(), shadow=her.pk, person=person.pk)
        assert found(keeper) == [person.pk]
        assert dues.open_obligations(keeper).count() == 0
    assert followed == [(her.pk, person.pk)]
    with acting(service.actor("secretaire")) as desk:
        assert found(desk) == []


def test_a_mere_namesake_becomes_like_any_other(service, monkeypatch):
    opened = []
    protected(service)
    monkeypatch.setattr(restricted, "FOLLOW_VISIBILITY", [lambda **moved: opened.append(moved["visibility"])])
    with acting(service.actor("secretaire")) as desk:
        her = received(desk, SHE_SAYS, service.site)
    with acting(service.actor("cheffe")) as keeper:
        operations.attach_shadow(actor=keeper, at=timezone.now(), shadow=her.pk, person=None)
    with acting(service.actor("secretaire.ailleurs")) as elsewhere:
        assert found(elsewhere) == [her.pk]
    assert opened == ["staff"]


@pytest.mark.parametrize(
    ("identity", "is_shadow"),
    [
        (SHE_SAYS, True),
        (Identity(used_name="Mirvla", first_names="Roselyne"), True),
        (Identity(birth_name="Dambas", first_names="Roselyne", birth=PartialDate(1984, 3, 14)), True),
        (Identity(first_names="Roselyne", birth=PartialDate(1984, 3, 14)), True),
        (Identity(used_name="Mirval", first_names="Roselyne", birth=PartialDate(1951)), False),
        (Identity(used_name="Mirval", first_names="Malik"), False),
        (A_STRANGER, False),
    ],
)
def test_who_could_be_her(service, identity, is_shadow):
    protected(service)
    with acting(service.actor("secretaire")) as desk:
        assert (received(desk, identity, service.site).visibility == "shadow") is is_shadow


def test_only_a_keeper_protects(service):
    person = known(service, ROSELYNE)
    with acting(service.actor("referente")) as worker, pytest.raises(Refused):
        operations.make_restricted(
            actor=worker, at=NOW, person=person.pk, guard_unit=service.territory.pk, reason="non"
        )


def test_all_that_is_about_her_is_protected_with_her(service):
    person = known(service)
    with acting(service.actor("secretaire")) as desk:
        operations.set_contact(
            actor=desk, at=NOW, person=person.pk, channel="phone", value="0690000047", starts_on=TODAY
        )
    with acting(service.actor("cheffe")) as keeper:
        operations.make_restricted(
            actor=keeper, at=NOW, person=person.pk, guard_unit=service.territory.pk, reason="agente"
        )
        assert len(queries.contacts(keeper, person.pk)) == 1
        assert NamePair.objects.filter(person=person).count() == 2
    with acting(service.actor("secretaire")) as desk:
        assert found(desk, "0690000047") == []
