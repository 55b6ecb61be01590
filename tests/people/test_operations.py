"""What is written about a person, and what stays hidden of it."""

from datetime import timedelta

import pytest

from tests.people.situations import ROSELYNE, TODAY, known, named
from tests.situations import NOW, acting, as_jobs
from tisserand.access.models import JournalEntry
from tisserand.kernel.dates import PartialDate
from tisserand.kernel.ids import new_id
from tisserand.kernel.known import Knowledge
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.models import Person
from tisserand.people.rules import Identity

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(service):
    with acting(service.actor("secretaire")) as actor:
        yield actor


def create(actor, service, identity, key=None):
    return operations.create_person(
        actor=actor, at=NOW, identity=identity, site=service.site.pk, request_key=key or new_id()
    )


def test_a_way_to_call_her_is_enough(service, desk):
    person = create(desk, service, Identity(called_as="Titi"))
    assert queries.cards(desk, [person.pk])[person.pk].display_name == "Titi"


def test_without_one_the_reason_is_said(service, desk):
    with pytest.raises(Refused) as refused:
        create(desk, service, Identity(birth=PartialDate(1984)))
    assert [refusal.field for refusal in refused.value.refusals] == ["called_as"]


def test_all_reasons_are_said_at_once(service, desk):
    with pytest.raises(Refused) as refused:
        create(desk, service, Identity(used_name="x" * 10_000, birth=PartialDate(2031)))
    assert [refusal.code for refusal in refused.value.refusals] == ["too_long", "unborn"]


def test_a_double_click_makes_one_person(service, desk):
    key = new_id()
    assert create(desk, service, ROSELYNE, key).pk == create(desk, service, ROSELYNE, key).pk
    assert Person.objects.count() == 1


def test_her_creation_is_in_the_journal(service, desk):
    person = create(desk, service, ROSELYNE)
    with as_jobs():
        assert JournalEntry.objects.filter(verb="person.create", person_id=person.pk).count() == 1


def test_a_silence_keeps_its_reason_until_she_answers(service, desk):
    silent = Identity(called_as="Titi", silences={"birth": Knowledge.REFUSED, "birth_place": Knowledge.UNKNOWN})
    person = create(desk, service, silent)
    assert queries.person(desk, person.pk).identity.silences == {
        "birth": Knowledge.REFUSED,
        "birth_place": Knowledge.UNKNOWN,
    }
    answered = Identity(called_as="Titi", birth=PartialDate(1984), silences=silent.silences)
    operations.correct_identity(actor=desk, at=NOW, person=person.pk, expected_version=1, identity=answered)
    assert queries.person(desk, person.pk).identity.silences == {"birth_place": Knowledge.UNKNOWN}


def test_the_second_to_correct_gets_both_texts(service, desk):
    person = create(desk, service, ROSELYNE)
    mine, theirs = Identity(called_as="Rose"), Identity(called_as="Line")
    operations.correct_identity(actor=desk, at=NOW, person=person.pk, expected_version=1, identity=theirs)
    with pytest.raises(operations.IdentityChanged) as changed:
        operations.correct_identity(actor=desk, at=NOW, person=person.pk, expected_version=1, identity=mine)
    assert (changed.value.mine.called_as, changed.value.theirs.called_as) == ("Rose", "Line")
    assert (changed.value.version, changed.value.by) == (2, desk.account_id)
    assert queries.person(desk, person.pk).identity.called_as == "Line"


def test_a_secret_address_is_read_by_her_team_alone(service):
    person = known(service)
    with acting(service.actor("secretaire")) as desk:
        operations.add_address(
            actor=desk, at=NOW, person=person.pk, kind="stable", commune_name="Sainte-Rose", starts_on=TODAY
        )
        operations.add_address(actor=desk, at=NOW, person=person.pk, kind="secret", lines="12 rue X", starts_on=TODAY)
        assert [row.kind for row in queries.addresses(desk, person.pk)] == ["stable"]
        assert queries.person(desk, person.pk).address_kept_secret
        assert queries.cards(desk, [person.pk])[person.pk].usual_place == ""
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
    with acting(service.actor("referente")) as worker:
        assert {row.kind for row in queries.addresses(worker, person.pk)} == {"stable", "secret"}
    with acting(service.actor("referent.ailleurs")) as stranger:
        assert [row.kind for row in queries.addresses(stranger, person.pk)] == ["stable"]


def test_a_confidential_tie_hides_each_from_the_others_file(service, desk):
    person, former = known(service), named(service, "Alex", used_name="Virapin")
    operations.set_contact(actor=desk, at=NOW, person=former.pk, channel="phone", value="0690000047", starts_on=TODAY)
    operations.declare_tie(
        actor=desk, at=NOW, person=person.pk, other=former.pk, kind="former_partner", confidential=True
    )
    [seen] = queries.ties_of(desk, person.pk)
    assert (seen.what, seen.apart, seen.card.phone) == ("Ex-conjoint", True, "")
    assert queries.kept_apart(desk, former.pk) == {person.pk}


def test_a_tie_is_read_from_both_sides(service, desk):
    mother, child = known(service), named(service, "Inès", birth=PartialDate(2017))
    operations.declare_tie(actor=desk, at=NOW, person=child.pk, other=mother.pk, kind="mother", authority="held")
    operations.declare_tie(actor=desk, at=NOW, person=child.pk, other=mother.pk, kind="mother", authority="partly")
    assert [(tie.what, tie.authority) for tie in queries.ties_of(desk, child.pk)] == [("Mère", "partly")]
    assert [tie.what for tie in queries.ties_of(desk, mother.pk)] == ["Enfant"]


def test_a_child_lives_in_two_households(service, desk):
    mother, father, child = known(service), named(service, "Malik"), named(service, "Inès")
    for parent in (mother, father):
        operations.live_together(actor=desk, at=NOW, person=parent.pk, other=child.pk)
    assert {relative.card.id for relative in queries.household_of(desk, child.pk)} == {mother.pk, father.pk}
    [home] = queries.household_of(desk, mother.pk)
    operations.leave_household(actor=desk, at=NOW, member=home.link_id, ends_before=TODAY)
    assert queries.household_of(desk, mother.pk) == ()


def test_nobody_is_tied_to_herself(service, desk):
    person = known(service)
    with pytest.raises(Refused):
        operations.declare_tie(actor=desk, at=NOW, person=person.pk, other=person.pk, kind="mother")


def test_look_alikes_are_proposed_until_somebody_says_no(service, desk):
    person = known(service)
    other = named(service, "Roseline", birth=PartialDate(1984))
    named(service, "Rosalie", birth=PartialDate(1984, 3, 8))
    assert [hit.card.id for hit in queries.likely_duplicates(desk, person.pk, today=TODAY)] == [other.pk]
    operations.decide_distinct(actor=desk, at=NOW, person=person.pk, other=other.pk)
    operations.decide_distinct(actor=desk, at=NOW, person=other.pk, other=person.pk)
    assert queries.likely_duplicates(desk, person.pk, today=TODAY) == ()
    assert queries.likely_duplicates(desk, other.pk, today=TODAY) == ()


def test_who_is_around_several_is_told_by_name_alone(service, desk, django_assert_num_queries):
    mother, child, cousin = (named(service, one).pk for one in ("Roseline", "Lina", "Gérard"))
    operations.live_together(actor=desk, at=NOW, person=mother, other=child)
    operations.declare_tie(actor=desk, at=NOW, person=cousin, other=mother, kind="sibling")
    operations.set_contact(
        actor=desk, at=NOW, person=cousin, channel="phone", value="0690 00 00 51", starts_on=NOW.date()
    )
    with django_assert_num_queries(3):
        near = queries.around(desk, [mother, child])
    assert {card.id for card in near} == {mother, child, cousin}
    assert {(card.phone, card.tells_phone) for card in near} == {("", False)}
    assert queries.around(desk, []) == ()


def test_look_alikes_of_several_are_those_of_each(service, desk, django_assert_num_queries):
    persons = [
        known(service).pk,
        named(service, "Roseline", birth=PartialDate(1984)).pk,
        named(service, "Roseline", birth=PartialDate(1984, 3)).pk,
    ]
    operations.decide_distinct(actor=desk, at=NOW, person=persons[0], other=persons[2])
    cards = list(queries.cards(desk, persons).values())
    with django_assert_num_queries(4):
        alike = queries.likely_for_each(desk, cards, today=TODAY)
    assert alike == tuple((card, queries.likely_duplicates(desk, card.id, today=TODAY)) for card in cards)
    assert sorted(len(hits) for _, hits in alike) == [1, 1, 2]
    assert queries.likely_for_each(desk, (), today=TODAY) == ()


def test_a_withdrawn_consent_was_given(service, desk):
    person = known(service)
    consent = operations.record_consent(
        actor=desk,
        at=NOW,
        person=person.pk,
        topic="partage",
        partner="L’école",
        given=True,
        decided_on=TODAY,
        words="Oui, appelez.",
    )
    operations.withdraw_consent(actor=desk, at=NOW, consent=consent.pk, withdrawn_on=TODAY)
    [kept] = queries.consents(desk, person.pk)
    assert (kept.decision, kept.decided_on, kept.withdrawn_on) == ("withdrawn", TODAY, TODAY)


def test_whoever_steps_aside_leaves_the_team(service):
    person = known(service)
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
    with acting(service.actor("referente")) as worker:
        operations.step_aside(actor=worker, at=NOW, person=person.pk)
    with acting(service.actor("cheffe")) as manager:
        assert queries.care_team(manager, person.pk, TODAY) == []
