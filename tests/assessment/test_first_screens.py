"""The pages of a first assessment, through HTTP: what is typed is never lost."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.assessment.situations import followed_by, gerard, housing, towards, what_he_says
from tests.conftest import counted
from tests.situations import NOW, acting, as_jobs
from tisserand.access import operations as access
from tisserand.access.models import Consultation, Draft
from tisserand.activity.models import Act
from tisserand.assessment import operations, queries
from tisserand.assessment.models import FirstAssessment
from tisserand.assessment.rules.sheet import sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def accueil(client, service):
    client.force_login(service.account("accueil"))
    return client


@pytest.fixture
def person(service):
    return gerard(service)


def begun(client, person) -> str:
    return client.post(reverse("assessment:start", args=[person.pk])).url


def text_of(response) -> str:
    return html.unescape(re.sub(r"\s+", " ", response.content.decode()))


def row_of(person) -> FirstAssessment:
    with as_jobs():
        return FirstAssessment.objects.filter(person=person).latest("started_at")


def posted(*facts, version=1, **more) -> dict:
    return sheet_of(what_he_says(*facts)) | {"version": version} | more


def kept(service, row, name, login="accueil"):
    with acting(service.actor(login)) as actor:
        return sheet_of(queries.answers(actor, queries.assessments(actor).get(pk=row.pk)))[name]


def test_the_story_from_the_first_word_to_the_pole(accueil, service, person):
    page = begun(accueil, person)
    assert "Pourquoi il vient, dans ses mots" in text_of(accueil.get(page))
    accueil.post(page + "enregistrer", posted(then="proposal"))
    found = text_of(accueil.get(page))
    assert "Orientation vers le pôle Logement" in found
    assert "« La facture a triplé. Il y a une fuite sous l’évier », le plus pressé" in found.replace("\u00a0", " ")
    answer = accueil.post(page + "conclure", posted(version=2, next_step=f"orientation:{service.pole.pk}"))
    assert answer.status_code == 302
    read = text_of(accueil.get(page))
    assert "Envoyer l’orientation" in read
    assert "Observé" in read
    assert row_of(person).next_pole_id == service.pole.pk


def test_all_refusals_at_once_and_nothing_typed_is_lost(accueil, person):
    page = begun(accueil, person)
    typed = posted(housing(confirmed_by=""), housing__state="not_raised", duration_minutes="45 min")
    answer = accueil.post(page + "conclure", typed)
    found = text_of(answer)
    assert answer.status_code == 422
    assert "Il manque 3 choses" in found
    assert "La facture a triplé" in found
    assert 'value="45 min"' in found


def test_bad_input_is_a_sentence(accueil, person):
    page = begun(accueil, person)
    for bad in (
        {"duration_minutes": "longtemps"},
        {"autonomy": "9"},
        {"version": "x"},
        {"housing__said": "a" * 20_001},
    ):
        answer = accueil.post(page + "enregistrer", posted() | bad)
        assert answer.status_code == 422, bad
        assert "Traceback" not in text_of(answer)


def test_a_draft_comes_back_with_its_age_and_can_be_thrown_away(accueil, person):
    page = begun(accueil, person)
    row = row_of(person)
    typed = posted() | {"draft_person": person.pk, "draft_page": page, "draft_title": "Première évaluation"}
    url = reverse("access:keep_draft", args=[operations.draft_form(row.pk)])
    assert accueil.post(url, typed, headers={"X-Autosave": "1"}).status_code == 200
    accueil.logout()
    accueil.force_login(person_account(person))
    found = accueil.get(page)
    assert "Vous aviez écrit sans enregistrer" in text_of(found)
    assert "La facture a triplé" in text_of(found)
    draft = re.search(r"/brouillons/[0-9a-f-]+/jeter", found.content.decode())[0]
    assert accueil.post(draft, {"next": page}).url == page
    assert "La facture a triplé" not in text_of(accueil.get(page))


def person_account(person):
    return row_of(person).author


def test_a_draft_is_seen_by_nobody_else(accueil, service, person):
    page = begun(accueil, person)
    followed_by(service, person, "referente")
    with acting(service.actor("accueil")) as actor:
        access.save_draft(
            actor=actor,
            at=NOW,
            form=operations.draft_form(row_of(person).pk),
            person=person.pk,
            page=page,
            title="É",
            fields={"opening_words": ["Secret"]},
        )
    accueil.force_login(service.account("referente"))
    assert "Secret" not in text_of(accueil.get(page))


def test_kept_for_good_the_draft_is_gone(accueil, service, person):
    page = begun(accueil, person)
    url = reverse("access:keep_draft", args=[operations.draft_form(row_of(person).pk)])
    accueil.post(url, posted(draft_person=person.pk))
    accueil.post(page + "enregistrer", posted())
    with as_jobs():
        assert not Draft.objects.exists()


def colleague_saves(service, person, *facts, version=1):
    with as_jobs():
        access.give_membership(
            actor=service.actor("admin"),
            at=NOW,
            account=service.account("collegue").pk,
            unit=service.site.pk,
            role="reception_worker",
            starts_on=NOW.date() - timedelta(days=30),
        )
    with acting(service.actor("collegue")) as actor:
        return operations.save(
            actor=actor,
            at=NOW,
            assessment=row_of(person).pk,
            expected_version=version,
            answers=what_he_says(*facts),
        )


@pytest.fixture
def clash(accueil, service, person):
    page = begun(accueil, person)
    colleague_saves(service, person, housing(said="Le propriétaire a réparé."))
    return page, accueil.post(page + "enregistrer", posted(housing(said="La fuite continue.")))


def test_a_conflict_shows_both_texts(clash):
    _, answer = clash
    found = text_of(answer)
    assert answer.status_code == 409
    for words in ("Fabrice Tacita a changé", "propriétaire", "continue", "Garder le sien", "Réunir les deux"):
        assert words in found


@pytest.mark.parametrize(
    ("resolution", "kept_text"), [("mine", "La fuite continue."), ("theirs", "Le propriétaire a réparé.")]
)
def test_the_two_ways_out_that_choose(accueil, service, person, clash, resolution, kept_text):
    page, _ = clash
    typed = posted(housing(said="La fuite continue.")) | {"resolution": resolution, "read_version": 2}
    assert accueil.post(page + "enregistrer", typed).status_code == 302
    assert kept(service, row_of(person), "housing__said") == kept_text
    history = text_of(accueil.get(page + "versions/"))
    for words in ("réparé", "continue"):
        assert words in history, "the other text can still be read"


def test_the_way_out_that_joins(accueil, service, person, clash):
    page, _ = clash
    typed = posted(housing(said="La fuite continue.")) | {"resolution": "merge", "read_version": 2}
    assert accueil.post(page + "enregistrer", typed).url == page
    found = accueil.get(page).content.decode()
    assert "Le propriétaire a réparé.\nLa fuite continue." in html.unescape(found)
    assert 'name="version" value="2"' in found


def test_two_who_wrote_in_different_places_are_not_disturbed(accueil, service, person):
    page = begun(accueil, person)
    colleague_saves(service, person, housing())
    typed = {"version": 1, "opening_words": what_he_says().opening_words, "inner_strengths": "Tient ses papiers"}
    assert accueil.post(page + "enregistrer", typed).status_code == 302
    assert kept(service, row_of(person), "inner_strengths") == "Tient ses papiers"
    assert kept(service, row_of(person), "housing__said") == housing().said


def test_the_second_assessment_shows_where_it_comes_from_and_the_way_gone(accueil, service, person):
    page = begun(accueil, person)
    accueil.post(page + "conclure", posted(next_step="listening"))
    again = begun(accueil, person)
    assert again != page
    assert "repris du" in text_of(accueil.get(again))
    accueil.post(again + "conclure", posted(housing(state="strength", said="C’est réparé."), next_step="answered"))
    assert "devient un point d’appui" in text_of(accueil.get(again))
    assert "Évaluation du" in text_of(accueil.get(reverse("assessment:of_person", args=[person.pk])))


@pytest.mark.parametrize(
    ("login", "reads", "writes"),
    [
        ("accueil", True, True),
        ("cheffe", True, False),
        ("referente", True, False),
        ("secretaire", False, False),
        ("accueil.ailleurs", False, False),
        ("pole", False, False),
        ("direction", False, False),
        ("dpo", False, False),
    ],
)
def test_who_opens_the_page(client, service, person, login, reads, writes):
    followed_by(service, person, "referente")
    with acting(service.actor("accueil")) as actor:
        row = operations.start(actor=actor, at=NOW, person=person.pk, site=service.site.pk)
    client.force_login(service.account(login))
    answer = client.get(reverse("assessment:first", args=[row.pk]))
    assert answer.status_code == (200 if reads else 404)
    assert ("Conclure avec" in answer.content.decode()) is writes
    sent = client.post(reverse("assessment:save", args=[row.pk]), posted())
    assert sent.status_code == (302 if writes else 404)


def test_who_knows_the_person_does_not_open_the_page(accueil, service, person):
    page = begun(accueil, person)
    with acting(service.actor("accueil")) as actor:
        access.step_aside(actor=actor, at=NOW, person=person.pk)
    assert accueil.get(page).status_code == 404


def test_a_reading_is_journaled_and_costs_the_same_whatever_the_length(accueil, service, person):
    page = begun(accueil, person)
    accueil.get(page)
    with as_jobs():
        assert Consultation.objects.filter(person_id=person.pk).exists()
    with counted(25):
        accueil.get(page)
    accueil.post(page + "enregistrer", posted())
    accueil.get(page)
    with counted(25):
        accueil.get(page)


def test_the_manager_attributes_on_the_page(accueil, service, person):
    page = begun(accueil, person)
    accueil.post(page + "conclure", posted(next_step="support"))
    assert "Qui accompagnera" not in text_of(accueil.get(page))
    accueil.force_login(service.account("cheffe"))
    assert "Corinne Lollia, Sainte-Rose – Deshaies" in text_of(accueil.get(page))
    assert accueil.post(page + "attribuer", {}).status_code == 422
    chosen = {"professional": service.account("referente").pk}
    assert accueil.post(page + "attribuer", chosen).status_code == 302
    assert "Construire l’accompagnement" in text_of(accueil.get(page))


def test_what_is_to_be_sent_is_one_click_away(accueil, service, person):
    page = begun(accueil, person)
    accueil.post(page + "conclure", posted(next_step=f"orientation:{service.pole.pk}"))
    assert reverse("assessment:orient", args=[person.pk]) in text_of(accueil.get(page))


def test_a_second_click_concludes_once(accueil, service, person):
    page = begun(accueil, person)
    for _ in range(2):
        assert accueil.post(page + "conclure", posted(next_step="listening")).url == page
    concluded = row_of(person).pk
    with as_jobs():
        assert Act.objects.filter(subject=concluded).count() == 1


def test_written_too_late_the_text_is_still_on_the_page(accueil, service, person):
    page = begun(accueil, person)
    accueil.post(page + "conclure", posted(next_step="listening"))
    answer = accueil.post(page + "enregistrer", posted(housing(said="Une phrase de plus.")))
    assert answer.status_code == 422
    assert "Une phrase de plus." in text_of(answer)
    assert "elle reprendra celle-ci" in text_of(answer)


def test_a_draft_outlives_the_conclusion_by_a_colleague(accueil, service, person):
    page = begun(accueil, person)
    form = operations.draft_form(row_of(person).pk)
    accueil.post(
        reverse("access:keep_draft", args=[form]), posted(housing(said="Mon brouillon"), draft_person=person.pk)
    )
    row = colleague_saves(service, person, housing())
    with acting(service.actor("collegue")) as actor:
        operations.conclude(
            actor=actor,
            at=NOW,
            assessment=row.pk,
            expected_version=2,
            answers=what_he_says(),
            decision=towards(service.pole),
        )
    assert "Mon brouillon" in text_of(accueil.get(page))


def test_the_page_of_a_concluded_one_says_what_follows(accueil, service, person):
    with acting(service.actor("accueil")) as actor:
        row = operations.start(actor=actor, at=NOW, person=person.pk, site=service.site.pk)
        operations.conclude(
            actor=actor,
            at=NOW,
            assessment=row.pk,
            expected_version=1,
            answers=what_he_says(),
            decision=towards(service.pole),
        )
    assert "Orientation vers un pôle" in text_of(accueil.get(reverse("assessment:first", args=[row.pk])))
