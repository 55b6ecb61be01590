"""The page of a visit, and the screens it opens, over HTTP."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.conftest import counted
from tests.reception.scenes import GERARD, LISTENED, arrives, opens, person
from tests.situations import NOW, acting, as_jobs
from tisserand.access.models import Consultation
from tisserand.kernel.ids import new_id
from tisserand.people.models import Person
from tisserand.reception import operations
from tisserand.reception.models import Demand, Emergency, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def visit(service) -> Visit:
    with acting(service.actor("secretaire")) as actor:
        return arrives(service, actor, called_as="gilet vert")


@pytest.fixture
def heard(service, visit) -> Visit:
    with acting(service.actor("accueil")) as actor:
        operations.receive_visit(actor=actor, at=NOW, visit=visit.pk, by=actor.account_id)
        operations.write_demand(actor=actor, at=NOW, visit=visit.pk, said=LISTENED)
    return visit


def said(answer) -> str:
    return answer.content.decode()


def now_of(visit) -> Visit:
    with as_jobs():
        return Visit.objects.get(pk=visit.pk)


def posts(client, name, subject, **fields):
    return client.post(reverse(name, args=[subject.pk]), fields, follow=True)


DEMAND = {"version": "0", "main_theme": "hebergement", "answers": ["ecoute-seule"], "words": "Je n’ai plus de toit."}


def test_the_secretary_sees_the_coming_and_not_the_story(at_the_desk, heard):
    page = said(at_the_desk().get(reverse("desk:visit", args=[heard.pk])))
    assert "gilet vert" in page
    assert "Elle est écrite." in page
    assert "écoute" not in page.lower()
    assert at_the_desk().get(reverse("reception:demand", args=[heard.pk])).status_code == 404


def test_who_listens_reads_the_demand_and_it_is_known(at_the_desk, service, heard):
    gerard = person(service, GERARD)
    with acting(service.actor("accueil")) as actor:
        operations.attach_person(actor=actor, at=NOW, visit=heard.pk, person=gerard.pk)
    client = at_the_desk("accueil")
    with counted(most=25):
        page = said(client.get(reverse("desk:visit", args=[heard.pk])))
    assert "Elle veut qu’on l’écoute." in page
    assert "Gérard Bordelais" in page
    with as_jobs():
        assert Consultation.objects.get().person_id == gerard.pk


def test_another_site_sees_no_visit(at_the_desk, visit):
    client = at_the_desk("secretaire.ailleurs")
    assert client.get(reverse("desk:visit", args=[visit.pk])).status_code == 404
    assert posts(client, "reception:close", visit, outcome="reponse-guichet").status_code == 404
    assert posts(client, "desk:visit_name", visit, person=new_id()).status_code == 404


def test_a_light_gesture_is_taken_back_from_its_toast_and_from_the_page(at_the_desk, service, visit):
    client, here = at_the_desk(), reverse("desk:visit", args=[visit.pk])
    by = service.account("accueil").pk
    page = said(posts(client, "reception:receive", visit, by=by, next=here))
    assert reverse("reception:take_back", args=[visit.pk]) in page
    assert "Remettre en attente" in page
    assert "En attente".lower() in said(posts(client, "reception:take_back", visit, next=here)).lower()
    assert now_of(visit).state == "waiting"


def test_a_gesture_that_comes_too_late_says_why(at_the_desk, service, visit):
    client, here = at_the_desk(), reverse("desk:visit", args=[visit.pk])
    by = service.account("accueil").pk
    posts(client, "reception:receive", visit, by=by, next=here)
    assert "Joël Pierrot l’a déjà fait entrer" in said(posts(client, "reception:receive", visit, by=by, next=here))


def test_a_gesture_never_leads_elsewhere(at_the_desk, visit):
    answer = at_the_desk().post(reverse("reception:cancel", args=[visit.pk]), {"next": "https://ailleurs.example/"})
    assert answer.url == "/"


@pytest.mark.requirement("R17")
def test_she_gives_her_name_and_nothing_is_retyped(at_the_desk, service, heard):
    gerard, client = person(service, GERARD), at_the_desk()
    found = client.post(
        reverse("desk:visit_find", args=[heard.pk]), {"q": "bordelais 68"}, headers={"HX-Request": "true"}
    )
    assert "Gérard Bordelais" in said(found)
    page = said(posts(client, "desk:visit_name", heard, person=gerard.pk))
    assert "La venue porte son nom." in page
    with as_jobs():
        assert Demand.objects.get().person_id == gerard.pk


def test_a_newcomer_gives_her_name(at_the_desk, visit):
    answer = posts(at_the_desk(), "desk:visit_name_new", visit, key=new_id(), used_name="Zami", first_names="Rémy")
    assert "Rémy Zami" in said(answer)
    person = now_of(visit).person_id
    page = said(at_the_desk().get(reverse("desk:visit", args=[visit.pk])))
    assert reverse("people:contact", args=[person]) in page, "how to reach her is asked while she is there"


def test_who_refused_to_be_recorded_agrees_first(at_the_desk, service, visit):
    client = at_the_desk()
    with acting(service.actor("secretaire")) as actor:
        refused = arrives(service, actor, recording_refused=True)
    answer = posts(client, "desk:visit_name_new", refused, key=new_id(), used_name="Zami")
    assert answer.status_code == 422
    assert "il faut d’abord qu’elle change d’avis" in said(answer)
    with as_jobs():
        assert not Person.objects.exists(), "no file is made for nobody"
    posts(client, "desk:visit_name_new", refused, key=new_id(), used_name="Zami", agrees="1")
    assert now_of(refused).person_id


@pytest.mark.requirement("R20")
def test_the_demand_is_written_and_its_draft_goes(at_the_desk, visit):
    client = at_the_desk("accueil")
    form = operations.draft_of(visit.pk)
    client.post(reverse("access:keep_draft", args=[form]), {"words": "Je n’ai plus", "answers": ["mediation"]})
    page = said(client.get(reverse("reception:demand", args=[visit.pk])))
    assert "Je n’ai plus" in page
    assert "est retrouvé. Il n’est pas encore gardé." in page
    posts(client, "reception:demand", visit, **DEMAND)
    with as_jobs():
        demand = Demand.objects.select_related("act").get()
    assert (demand.words, demand.act.duration_minutes) == ("Je n’ai plus de toit.", 45)
    assert "Je n’ai plus</textarea>" not in said(client.get(reverse("reception:demand", args=[visit.pk])))


def test_an_incomplete_demand_keeps_what_was_typed(at_the_desk, visit):
    answer = posts(at_the_desk("accueil"), "reception:demand", visit, version="0", words="Je n’ai plus de toit.")
    assert answer.status_code == 422
    assert "Je n’ai plus de toit." in said(answer)
    assert "Choisissez une réponse pour «\u00a0Thème principal\u00a0»" in said(answer)


@pytest.mark.requirement("R22")
def test_in_her_place_needs_its_reason_beside_the_field(at_the_desk, visit):
    answer = posts(at_the_desk("accueil"), "reception:demand", visit, **{**DEMAND, "answers": ["a-sa-place"]})
    assert answer.status_code == 422
    assert "Dites pourquoi la démarche est faite à sa place." in said(answer)


def test_two_tabs_on_a_demand_show_both_texts(at_the_desk, heard):
    client = at_the_desk("accueil")
    answer = posts(client, "reception:demand", heard, **DEMAND)
    assert answer.status_code == 409
    assert "Deux personnes ont écrit en même temps" in said(answer)
    assert "l’écoute" in said(answer)
    mine = {**DEMAND, "read_version": "1", "resolution": "mine"}
    assert posts(client, "reception:demand", heard, **mine).status_code in (200, 404)
    with as_jobs():
        assert Demand.objects.get().words == DEMAND["words"]


def test_the_visit_is_described_and_two_tabs_are_told(at_the_desk, visit):
    client = at_the_desk()
    form = {
        "version": str(now_of(visit).version),
        "purpose": "document",
        "channel": "guichet",
        "contact_author": "proche",
    }
    posts(client, "reception:describe", visit, **form)
    assert now_of(visit).purpose == "document"
    again = posts(client, "reception:describe", visit, **form | {"purpose": "message"})
    assert again.status_code == 409
    assert now_of(visit).purpose == "document"


def test_a_minor_alone_is_explained_beside_the_field(at_the_desk, visit):
    form = {
        "version": str(visit.version),
        "purpose": "travailleur-social",
        "channel": "guichet",
        "contact_author": "personne",
        "minor_alone": "on",
        "attendance": ["proche-interprete"],
    }
    answer = posts(at_the_desk(), "reception:describe", visit, **form)
    assert answer.status_code == 422
    assert "Dites si ses parents sont informés." in said(answer)
    assert "Un enfant n’interprète jamais" in said(answer)


@pytest.mark.requirement("R23")
def test_a_danger_from_its_opening_to_its_outcome(at_the_desk, service, visit):
    opens(service)
    client = at_the_desk("accueil")
    posts(client, "reception:danger", visit, next=reverse("desk:visit", args=[visit.pk]))
    with as_jobs():
        danger = Emergency.objects.get()
    page = said(client.get(reverse("reception:emergency", args=[danger.pk])))
    assert "Joël Pierrot s’en charge" in page
    posts(client, "reception:emergency_kind", danger, **{"kindform-kind": "sans-abri-ce-soir"})
    refused = posts(client, "reception:answer_emergency", danger, **{"outcomeform-outcome": "sans-solution"})
    assert refused.status_code == 422
    assert "Sans solution, le cadre doit être informé." in said(refused)
    carried = {"carryform-relay_name": "115", "carryform-relay_hour": "15 h", "carryform-resumes_day": "25/11/2026"}
    assert posts(client, "reception:carry_emergency", danger, **carried).status_code == 422
    carried["carryform-resumes_hour"] = "9 h"
    assert "Relais au-delà de la fermeture" in said(posts(client, "reception:carry_emergency", danger, **carried))
    done = posts(client, "reception:answer_emergency", danger, **{"outcomeform-outcome": "protection-effective"})
    assert "Protection effective" in said(done)
    assert not now_of(visit).danger


def test_the_secretary_sees_the_clock_of_a_danger_and_not_its_kind(at_the_desk, service, visit):
    with acting(service.actor("accueil")) as actor:
        danger = operations.open_emergency(actor=actor, at=NOW, visit=visit.pk)
        operations.say_kind(actor=actor, at=NOW, emergency=danger.pk, kind="risque-suicidaire-crise-psychique")
    client = at_the_desk()
    page = said(client.get(reverse("reception:emergency", args=[danger.pk])))
    assert "Joël Pierrot s’en charge" in page
    assert "Risque suicidaire, crise" not in page
    assert posts(client, "reception:answer_emergency", danger).status_code == 404


@pytest.mark.parametrize("typed", ["x" * 30_000, "👩 🙂", "\x00", "31/02/2026"])
def test_strange_text_is_never_an_accident(at_the_desk, service, visit, typed):
    client = at_the_desk("accueil")
    with acting(service.actor("accueil")) as actor:
        danger = operations.open_emergency(actor=actor, at=NOW, visit=visit.pk)
    kind = {"kindform-kind": "autre-danger", "kindform-kind_text": typed}
    tries = (
        posts(client, "reception:demand", visit, **dict.fromkeys((*DEMAND, "minutes", "closure"), typed)),
        posts(client, "reception:describe", visit, version=typed, purpose=typed, called_as=typed, meant_for=typed),
        posts(client, "reception:answer_emergency", danger, **{"outcomeform-resumes_day": typed}),
        posts(client, "reception:emergency_kind", danger, **kind),
        posts(client, "reception:purpose", visit, purpose=typed, purpose_text=typed),
        posts(client, "reception:close", visit, outcome=typed),
        posts(client, "desk:visit_find", visit, q=typed),
    )
    assert all(answer.status_code < 500 for answer in tries)
    assert client.post(reverse("reception:receive", args=[visit.pk]), {"by": typed}).status_code == 404


def test_a_name_refused_leaves_no_file_behind(at_the_desk, service, visit):
    """She listened to her and has no seat here: nobody is made for nothing."""
    with as_jobs():
        elsewhere = service.account("accueil.ailleurs")
        Visit.objects.filter(pk=visit.pk).update(received_by=elsewhere, received_at=NOW, state="received")
    answer = at_the_desk("accueil.ailleurs").post(
        reverse("desk:visit_name_new", args=[visit.pk]),
        {"key": str(new_id()), "used_name": "Orpheline", "first_names": "Anne"},
    )
    assert answer.status_code == 422
    with as_jobs():
        assert not Person.objects.filter(used_name="Orpheline").exists()


def test_searching_from_a_visit_shows_the_story_and_leaves_a_trace(at_the_desk, service, heard):
    gerard = person(service, GERARD)
    with acting(service.actor("accueil")) as actor:
        operations.attach_person(actor=actor, at=NOW, visit=heard.pk, person=gerard.pk)
    page = at_the_desk("accueil").post(reverse("desk:visit_find", args=[heard.pk]), {"q": "Bordelais"})
    assert "Elle veut qu’on l’écoute." in said(page)
    with as_jobs():
        assert Consultation.objects.filter(person_id=gerard.pk).exists()
