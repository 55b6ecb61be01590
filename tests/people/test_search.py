"""Whoever is known is found, by whatever was heard of her."""

from datetime import date

import pytest

from tests.people.situations import ROSELYNE, TODAY, known, named
from tests.situations import NOW, acting, as_jobs
from tisserand.kernel.dates import PartialDate
from tisserand.people import operations, queries
from tisserand.people.models import NamePair, Word
from tisserand.people.rules import Identity

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(service):
    with acting(service.actor("secretaire")) as actor:
        yield actor


def found(actor, text, **options):
    return [hit.card.display_name for hit in queries.search(actor, text, today=TODAY, **options).hits]


@pytest.mark.parametrize(
    "text",
    [
        "mirval roseline 84",
        "Roselyne MIRVAL",
        "dambas",
        "mirvla",
        "marval rosseline",
        "rozelin",
        "mirval rozelin",
        "rose mir",
        "14/03/1984",
        "14 mars 84",
        "dambas 15/03/1985 14/03/1985",
        "mirval 1985",
        "éliette mirval",
    ],
)
def test_she_is_found(service, text, desk):
    known(service)
    assert found(desk, text) == ["Mme\u00a0Roselyne Mirval"]


@pytest.mark.parametrize("text", ["", "   ", "😀", "x" * 10_000, "zzz", "31/02/1984", "%", "'; drop table"])
def test_nobody_is_found_and_nothing_breaks(service, text, desk):
    known(service)
    assert found(desk, text) == []


def test_by_the_end_of_her_telephone(service, desk):
    person = known(service)
    operations.set_contact(
        actor=desk, at=NOW, person=person.pk, channel="phone", value="0690 12 34 47", starts_on=TODAY
    )
    for text in ("0690 12 34 47", "+590690123447", "3447", "mirval 3447"):
        assert found(desk, text) == ["Mme\u00a0Roselyne Mirval"]


def test_a_number_kept_secret_finds_nobody(service, desk):
    person = known(service)
    operations.set_contact(
        actor=desk, at=NOW, person=person.pk, channel="phone", value="0690123447", starts_on=TODAY, kept_secret=True
    )
    assert found(desk, "0690123447") == []


def test_the_nearest_comes_first(service, desk):
    named(service, "Rosalie", birth=PartialDate(1984, 3, 8))
    known(service)
    named(service, "Roselyne", used_name="Marval", birth=PartialDate(1951))
    names = found(desk, "mirval roseline 84")
    assert names[0] == "Mme\u00a0Roselyne Mirval"
    assert set(names) == {"Mme\u00a0Roselyne Mirval", "Rosalie Mirval", "Roselyne Marval"}


def test_when_she_is_there_those_of_another_first_name_are_not(service, desk):
    known(service)
    named(service, "Kévin", birth=PartialDate(1951))
    assert found(desk, "mirval roselyne 84") == ["Mme\u00a0Roselyne Mirval"]
    assert len(found(desk, "mirval")) == 2


def test_her_own_site_comes_first_among_namesakes(service, desk):
    known(service, Identity(used_name="Galas", first_names="Line"), site=service.site)
    ours = known(service, Identity(used_name="Galas", first_names="Line"), site=service.other_site)
    hits = queries.search(desk, "galas line", today=TODAY, site=service.other_site.pk).hits
    assert hits[0].card.id == ours.pk
    assert len(hits) == 2


def test_whom_she_accompanies_comes_before_her_namesakes(service):
    """« mirval roselyne » also names somebody whose second first name it is: Enter must open the right file."""
    named(service, "Anne-Marie, Roselyne", used_name="Mirval")
    hers = known(service)
    with acting(service.actor("referente")) as actor:
        assert found(actor, "mirval roselyne")[0] == "Anne-Marie Mirval"
        operations.join_care_team(
            actor=actor,
            at=NOW,
            person=hers.pk,
            unit=service.team.pk,
            account=actor.account_id,
            reason="plan",
            starts_on=date(2026, 1, 5),
        )
        assert found(actor, "mirval roselyne")[0] == "Mme\u00a0Roselyne Mirval"


def test_set_aside_she_is_not_shown_again(service, desk):
    person = known(service)
    assert found(desk, "mirval", without=[person.pk]) == []


def test_many_namesakes_leave_room_for_the_other_names(service, desk):
    for _ in range(25):
        named(service, "Marie")
    named(service, "Mario")
    names = found(desk, "mirval marie")
    assert "Mario Mirval" in names
    assert len(names) == 20
    assert queries.search(desk, "mirval marie", today=TODAY).more == 6


def test_whoever_reads_no_identity_finds_nobody(service):
    known(service)
    with acting(service.actor("direction")) as director:
        assert found(director, "mirval") == []


def test_stepping_aside_closes_the_search_too(service):
    person = known(service)
    with acting(service.actor("secretaire")) as desk:
        operations.step_aside(actor=desk, at=NOW, person=person.pk)
    with as_jobs():
        stepped_aside = service.actor("secretaire")
    with acting(stepped_aside) as desk:
        assert found(desk, "mirval") == []
        assert queries.person(desk, person.pk) is None


def test_everybody_is_indexed_at_once_as_one_by_one(service, desk):
    person = known(service)
    named(service, "Jean-Pierre, Marie", used_name="de La Rosière")
    pairs = NamePair.objects.order_by("person_id", "family__word", "given__word").values_list(
        "person_id", "family__word", "given__word", "birth_year"
    )
    one_by_one = list(pairs)
    with as_jobs():
        NamePair.objects.all().delete()
        operations.index_names()
        assert list(pairs) == one_by_one
        assert Word.objects.get(word="MIRVAL").bearers == 1
        operations.index_names(people=[person.pk])
    assert list(pairs) == one_by_one


def test_each_night_the_bearers_of_a_name_are_counted(service):
    known(service)
    named(service, "Malik")
    with as_jobs():
        operations.count_bearers()
        # Roselyne has two family words: her first name stands in two pairs.
        assert dict(Word.objects.values_list("word", "bearers")) == {
            "MIRVAL": 2,
            "DAMBAS": 1,
            "ROSELYNE": 2,
            "MALIK": 1,
        }


def test_a_corrected_name_is_found_and_the_former_is_not(service, desk):
    person = known(service)
    operations.correct_identity(
        actor=desk,
        at=NOW,
        person=person.pk,
        expected_version=1,
        identity=Identity(used_name="Saint-Éloi", first_names=ROSELYNE.first_names),
    )
    assert found(desk, "mirval") == []
    assert found(desk, "sainteloi roselyne") == ["Roselyne Saint-Éloi"]


def test_a_search_asks_twice_whatever_it_finds(service, desk, django_assert_num_queries):
    for _ in range(12):
        named(service, "Marie")
    with django_assert_num_queries(2):
        queries.search(desk, "mirval marie", today=TODAY)
