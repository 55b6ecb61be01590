"""Does she live in a priority area? Answered for an address on a day, and never carried over to another one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from tests.people.situations import TODAY, known, named
from tests.people.test_merging import everything, merge
from tests.situations import NOW, SystemAt, acting, as_jobs
from tests.territories.organisations import communes_of
from tisserand.access.models import JournalEntry
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.answered import answer_of_day
from tisserand.people.models import Address, PriorityAnswer
from tisserand.people.rules.priority import Living, Priority, SaidBy, is_outdated, living_label, refusals_to_answer
from tisserand.territories import operations as territories
from tisserand.territories.rules.priority import PriorityArea

SINCE = date(2025, 1, 1)
ALIZES = PriorityArea("FICTIF01", "Les Alizés (fictif)", ("97101",), SINCE)
PORT = PriorityArea("FICTIF02", "Le Port (fictif)", ("97120",), SINCE)
YES, NO = Priority(Living.YES, "FICTIF01"), Priority(Living.NO)
NOT_THERE = "Cette commune n’a pas de quartier prioritaire\u00a0: la question ne s’y pose pas."


def messages(said, **changes) -> list[str]:
    facts = {"secret": False, "ended": False, "here": (ALIZES,)} | changes
    return [refusal.message for refusal in refusals_to_answer(said, **facts)]


def test_what_may_be_answered():
    assert messages(YES) == messages(NO) == messages(Priority(Living.UNKNOWN)) == messages(Priority(Living.YES)) == []
    assert messages(NO, here=()) == [NOT_THERE]
    assert messages(Priority(Living.YES, "FICTIF02")) == ["Ce quartier n’est pas dans la commune de cette adresse."]
    assert messages(NO, ended=True) == ["Elle n’y vit plus\u00a0: la réponse reste celle de cette adresse."]
    assert len(messages(YES, secret=True)) == 1
    assert living_label("yes", "Les Alizés") == "oui, Les Alizés"


def test_an_answer_is_asked_again_when_the_list_changed():
    newer = PriorityArea("FICTIF09", "Autre", ("97101",), TODAY)
    assert not is_outdated("FICTIF01", SINCE, (ALIZES,))
    assert is_outdated("FICTIF01", SINCE, (newer,))
    assert is_outdated("", TODAY - timedelta(days=1), (ALIZES, newer))
    assert is_outdated("", TODAY, ())
    assert not is_outdated("", TODAY, (ALIZES, newer))


@pytest.fixture
def areas(db):
    with as_jobs():
        territories.import_communes(actor=SystemAt, at=NOW, table=communes_of("971"))
        territories.import_priority_areas(actor=SystemAt, at=NOW, areas=(ALIZES, PORT), on=SINCE)


def lives(actor, person, commune="Les Abymes", *, starts_on=TODAY, **said) -> Address:
    return operations.add_address(
        actor=actor, at=NOW, person=person, kind="stable", starts_on=starts_on, commune_name=commune, **said
    )


def answers(actor, address) -> list[tuple]:
    found = queries.priority_answers(actor, [address.pk]).get(address.pk, [])
    return [(row.answer, row.area_name, row.said_by, row.said_on) for row in found]


@pytest.mark.requirement("R16")
def test_a_declared_answer_says_which_area_who_said_it_and_when(service, areas):
    person = known(service).pk
    with acting(service.actor("secretaire")) as desk:
        home = lives(desk, person, priority=Priority(Living.YES, "FICTIF01", SaidBy.MAP))
        assert answers(desk, home) == [("yes", "Les Alizés (fictif)", "map", TODAY)]
        [row] = queries.priority_answers(desk, [home.pk])[home.pk]
        assert (row.recorded_by_id, row.recorded_at) == (desk.account_id, NOW)
    with as_jobs():
        assert JournalEntry.objects.filter(verb="address.priority", person_id=person).count() == 1


@pytest.mark.requirement("R16")
def test_a_move_leaves_the_answer_with_the_former_address_and_asks_again(service, areas):
    person = known(service).pk
    with acting(service.actor("secretaire")) as desk:
        former = lives(desk, person, priority=YES)
        operations.end_address(actor=desk, at=NOW, address=former.pk, ends_before=TODAY)
        new = lives(desk, person)
        assert answers(desk, new) == []
        assert answers(desk, former) == [("yes", "Les Alizés (fictif)", "person", TODAY)]
        with pytest.raises(Refused, match="priority"):
            operations.answer_priority(actor=desk, at=NOW, address=former.pk, priority=NO, on=TODAY)


@pytest.mark.requirement("R16")
def test_another_answer_is_kept_beside_the_first_and_told_among_the_changes(service, areas):
    person = known(service).pk
    later = NOW + timedelta(hours=1)
    with acting(service.actor("secretaire")) as desk:
        home = lives(desk, person, lines="3 rue du Port", priority=YES)
    with acting(service.actor("accueil")) as worker:
        hand = {"actor": worker, "at": later, "address": home.pk, "on": TODAY}
        operations.answer_priority(**hand, priority=NO)
        operations.answer_priority(**hand, priority=NO)
        assert [row[0] for row in answers(worker, home)] == ["no", "yes"]
        [change] = queries.priority_changes(worker, person)
    assert (change.at, change.by) == (later, service.account("accueil").pk)
    assert change.fields == (("3 rue du Port, Les Abymes", "oui, Les Alizés (fictif)", "non"),)


def test_it_is_asked_nowhere_else_and_never_of_a_secret_address(service, areas):
    person = known(service).pk
    with acting(service.actor("secretaire")) as desk:
        with pytest.raises(Refused, match="priority"):
            lives(desk, person, "Deshaies", priority=NO)
        with pytest.raises(Refused, match="priority"):
            operations.add_address(
                actor=desk,
                at=NOW,
                person=person,
                kind="secret",
                starts_on=TODAY,
                commune_name="Les Abymes",
                priority=NO,
            )
        # Refused whole: no address without its answer.
        assert list(queries.addresses(desk, person)) == []


@pytest.mark.requirement("R16")
def test_answers_follow_their_address_into_another_file_and_back(service, areas):
    kept, other = known(service).pk, named(service, "Rose").pk
    with acting(service.actor("secretaire")) as desk:
        home = lives(desk, other, priority=YES)
    before = everything()
    with acting(service.actor("cheffe")) as manager:
        fold = merge(manager, kept, other)
        assert [place.pk for place in queries.addresses(manager, kept)] == [home.pk]
        assert PriorityAnswer.objects.get().person_id == kept
        said = [living for _, living in queries.side(manager, kept).addresses if living]
        assert said == ["en quartier prioritaire\u00a0: oui, Les Alizés (fictif)"]
        operations.undo_merge(actor=manager, at=NOW, fold=fold.pk, reason="Deux personnes.")
    assert everything() == before


@pytest.mark.requirement("R16")
def test_her_copy_tells_her_what_was_noted(service, areas):
    person = known(service).pk
    with acting(service.actor("secretaire")) as desk:
        lives(desk, person, priority=YES)
    with as_jobs():
        parts = [part for part in queries.whole_of(SystemAt, person) if part.what.startswith("Quartier prioritaire")]
    assert len(parts) == 1
    assert {"oui", "Les Alizés (fictif)", "dit par la personne"} <= {said for *_, said in parts[0].lines}


def test_a_closed_file_closes_its_answers(service, areas):
    person = known(service).pk
    with acting(service.actor("secretaire")) as desk:
        home = lives(desk, person, priority=YES)
    with acting(service.actor("cheffe")) as keeper:
        operations.make_restricted(
            actor=keeper, at=NOW, person=person, guard_unit=service.territory.pk, reason="agente du service"
        )
        assert len(answers(keeper, home)) == 1
    with acting(service.actor("secretaire")) as desk:
        assert answers(desk, home) == []


def counted_on(person, day) -> str | None:
    with as_jobs(), connection.cursor() as cursor:
        sql = answer_of_day(person="%(person)s::uuid", day="%(day)s::date")
        cursor.execute(f"select {sql}", {"person": person, "day": day})  # noqa: S608 (our own query)
        return cursor.fetchone()[0]


@pytest.mark.requirement("R16")
def test_the_figures_count_the_answer_that_was_known_that_day(service, areas):
    person, stranger = known(service).pk, named(service, "Rose").pk
    moved = TODAY - timedelta(days=10)
    with acting(service.actor("secretaire")) as desk:
        former = lives(desk, person, starts_on=moved - timedelta(days=90), priority=YES)
        operations.end_address(actor=desk, at=NOW, address=former.pk, ends_before=moved)
        new = lives(desk, person, "Pointe-à-Pitre", starts_on=moved)
        assert counted_on(person, moved - timedelta(days=1)) == "yes"
        assert counted_on(person, moved) is None
        operations.answer_priority(actor=desk, at=NOW, address=new.pk, priority=NO, on=TODAY)
    # What was counted before somebody asked reads the same afterwards.
    assert [counted_on(person, day) for day in (moved, TODAY)] == [None, "no"]
    assert counted_on(stranger, TODAY) is None


# On screen.
@pytest.fixture
def desk(client, service):
    client.force_login(service.account("secretaire"))
    return client


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.requirement("R16")
def test_the_question_is_asked_with_an_address_where_it_makes_sense(service, areas, desk):
    person = known(service).pk
    page, add = (reverse(f"people:{name}", args=[person]) for name in ("contact", "add_address"))
    assert "Question posée dans ces communes\u00a0: Les Abymes et Pointe-à-Pitre." in text_of(desk.get(page))
    sent = {"kind": "stable", "lines": "3 rue du Port", "commune_name": "les abymes", "priority": "yes:FICTIF01"}
    wrong = desk.post(add, {**sent, "commune_name": "Deshaies"})
    assert (wrong.status_code, NOT_THERE in text_of(wrong), "3 rue du Port" in text_of(wrong)) == (422, True, True)
    assert desk.post(add, sent).status_code == 302
    assert desk.post(add, {"kind": "stable", "commune_name": "Deshaies"}).status_code == 302
    shown = text_of(desk.get(page))
    assert "En quartier prioritaire : oui, Les Alizés (fictif)" in shown
    assert "Dit par la personne" in shown
    # Deshaies has none: nothing is asked there.
    assert shown.count("En quartier prioritaire :") == 1


@pytest.mark.requirement("R16")
def test_an_address_that_was_not_asked_about_says_so_and_may_be_answered(service, areas, desk):
    person = known(service).pk
    with acting(service.actor("secretaire")) as actor:
        home = lives(actor, person)
    page, answer = reverse("people:contact", args=[person]), reverse("people:answer_priority", args=[person, home.pk])
    assert "En quartier prioritaire : pas demandé" in text_of(desk.get(page))
    assert desk.post(answer, {"priority": ""}).status_code == 422
    assert desk.post(answer, {"priority": "yes:FICTIF02"}).status_code == 422
    assert desk.post(answer, {"priority": "unknown", "priority_by": "relative"}).status_code == 302
    assert desk.post(answer, {"priority": "no", "priority_by": "map"}).status_code == 302
    shown = text_of(desk.get(page))
    assert "En quartier prioritaire : non" in shown
    assert "Vérifié sur la carte officielle" in shown
    assert "Ne sait pas · dit par un proche" in shown
    changes = text_of(desk.get(reverse("people:history", args=[person])))
    assert "<del>ne sait pas</del>" in changes
    elsewhere = known(service).pk
    assert (
        desk.post(reverse("people:answer_priority", args=[elsewhere, home.pk]), {"priority": "no"}).status_code == 404
    )


def test_where_there_is_no_priority_area_nothing_is_asked(service, desk):
    person = known(service).pk
    with acting(service.actor("secretaire")) as actor:
        home = lives(actor, person)
    page = reverse("people:contact", args=[person])
    assert "quartier prioritaire" not in text_of(desk.get(page))
    answer = reverse("people:answer_priority", args=[person, home.pk])
    assert "la question ne se pose plus pour cette adresse" in text_of(
        desk.post(answer, {"priority": "no"}, follow=True)
    )


def test_the_list_goes_while_she_answers(service, areas, desk):
    """The page was open when the list that it asks about ended: nothing is written, and a sentence says why."""
    person = known(service).pk
    with acting(service.actor("secretaire")) as actor:
        home = lives(actor, person, starts_on=SINCE, priority=YES)
    with as_jobs():
        territories.import_priority_areas(actor=SystemAt, at=NOW, areas=(), on=date(2025, 7, 1))
    answer = reverse("people:answer_priority", args=[person, home.pk])
    shown = text_of(desk.post(answer, {"priority": "no"}, follow=True))
    assert "la question ne se pose plus pour cette adresse" in shown
    assert "En quartier prioritaire : oui, Les Alizés (fictif)" in shown


def test_a_list_that_changed_since_says_so(service, areas, desk):
    person = known(service).pk
    with acting(service.actor("secretaire")) as actor:
        lives(actor, person, starts_on=SINCE, priority=YES)
    newer = PriorityArea("FICTIF09", "Autre (fictif)", ("97101",), date(2025, 7, 1))
    with as_jobs():
        territories.import_priority_areas(actor=SystemAt, at=NOW, areas=(newer,), on=date(2025, 7, 1))
    shown = text_of(desk.get(reverse("people:contact", args=[person])))
    assert "En quartier prioritaire : oui, Les Alizés (fictif)" in shown
    assert "La liste des quartiers a changé depuis : à redemander." in shown
