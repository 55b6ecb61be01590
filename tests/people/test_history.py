"""Field history: what an identity said before, whoever changed it and however."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from tests.people.situations import ROSELYNE, known, protected
from tests.situations import NOW, acting, as_jobs
from tisserand.people import operations, queries
from tisserand.people.models import Person, PersonEvent
from tisserand.people.rules import Identity
from tisserand.people.rules.changes import Version, changes

CORRECTED = Identity(**{**vars(ROSELYNE), "birth_place": "Deshaies", "language": "créole"})


def test_each_change_is_told_with_the_hand_that_made_it():
    one, two = "Corinne", "Joël"
    former = [Version({"name": "B"}, two, NOW), Version({"name": "A"}, None, NOW - timedelta(days=1))]
    told = changes(Version({"name": "C"}, one, None), former)
    fields = [(change.by, *change.fields) for change in told]
    assert fields == [(one, ("name", "B", "C")), (two, ("name", "A", "B"))]


def correct(actor, person, identity=CORRECTED, version=1):
    operations.correct_identity(actor=actor, at=NOW, person=person.pk, expected_version=version, identity=identity)


@pytest.mark.django_db
def test_who_when_what_it_said(service):
    person = known(service)
    with acting(service.actor("secretaire")) as desk:
        assert queries.identity_changes(desk, person.pk) == []
        correct(desk, person)
        [change] = queries.identity_changes(desk, person.pk)
    assert change.by == service.account("secretaire").pk
    assert ("birth_place", "Les Abymes", "Deshaies") in change.fields
    assert ("language", "", "créole") in change.fields


@pytest.mark.django_db
def test_a_change_made_by_hand_in_the_database_is_seen_too(service):
    person = known(service)
    with as_jobs(), connection.cursor() as cursor:
        cursor.execute("update people_person set birth_name = 'Autre' where id = %s", [person.pk])
        cursor.execute("update people_person set usual_place = 'Deshaies' where id = %s", [person.pk])
    with acting(service.actor("secretaire")) as desk:
        [change] = queries.identity_changes(desk, person.pk)
    assert change.fields == (("birth_name", "Dambas", "Autre"),)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["update people_personevent set birth_name = ''", "delete from people_personevent"])
def test_nobody_rewrites_what_was(service, verb):
    person = known(service)
    with acting(service.actor("cheffe")) as manager:
        correct(manager, person)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)


@pytest.mark.django_db
def test_her_former_identities_are_closed_with_her(service):
    person = known(service)
    with acting(service.actor("secretaire")) as desk:
        correct(desk, person)
    with acting(service.actor("cheffe")) as keeper:
        operations.make_restricted(
            actor=keeper, at=NOW, person=person.pk, guard_unit=service.territory.pk, reason="agente"
        )
        assert len(queries.identity_changes(keeper, person.pk)) == 1
    with acting(service.actor("secretaire")) as desk:
        assert not PersonEvent.objects.exists()
        assert queries.identity_changes(desk, person.pk) == []


@pytest.mark.django_db
def test_a_protected_file_keeps_its_history_protected(service):
    person = protected(service)
    with acting(service.actor("cheffe")) as keeper:
        correct(keeper, person, version=Person.objects.get(pk=person.pk).version)
        assert len(queries.identity_changes(keeper, person.pk)) == 1
    with acting(service.actor("secretaire")):
        assert not PersonEvent.objects.exists()


@pytest.mark.django_db
def test_the_page_says_former_and_new(service, client):
    person = known(service)
    with acting(service.actor("secretaire")) as desk:
        correct(desk, person)
    client.force_login(service.account("accueil"))
    page = client.get(reverse("people:history", args=[person.pk])).content.decode()
    assert "Sandra Nérin" in page
    assert "Les Abymes" in page
    assert "Deshaies" in page
    client.force_login(service.account("admin"))
    assert client.get(reverse("people:history", args=[person.pk])).status_code == 404
