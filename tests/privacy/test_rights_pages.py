"""One story per screen: she asks at the desk, the officer answers."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.privacy.rights_scenes import OTHERS, asks, gathered, made, scene
from tests.situations import acting, as_jobs
from tisserand.access.models import Consultation
from tisserand.kernel.ids import new_id
from tisserand.privacy import jobs
from tisserand.privacy.models import RightsRequest
from tisserand.privacy.operations import rights_effects
from tisserand.privacy.queries import rights as queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(service):
    return scene(service)


@pytest.fixture
def browser(client, service):
    def signed_in(login):
        client.force_login(service.account(login))
        return client

    return signed_in


def text_of(response) -> str:
    return response.content.decode()


def sent(**said) -> dict:
    today = f"{timezone.localdate():%d/%m/%Y}"
    usual = {
        "asked": "access",
        "received_on": today,
        "channel": "guichet",
        "identity": "known",
        "answer_name": "Mme Roselyne Mirval",
        "request_key": str(new_id()),
    }
    return usual | said


def of(told, name: str, row, *more) -> str:
    return reverse(f"privacy:{name}", args=[row.pk, *more])


def test_a_secretary_opens_a_request_from_the_file(told, browser):
    desk, address = browser("secretaire"), reverse("privacy:rights_new", args=[told.person])
    assert address in text_of(desk.get(reverse("people:identity", args=[told.person])))
    page = text_of(desk.get(address))
    assert 'value="Mme\u00a0Roselyne Mirval"' in page
    assert "CADA" in page
    same = sent()
    for _ in range(2):
        answer = desk.post(address, same)
        assert answer.status_code == 302
    shown = text_of(desk.get(answer["Location"]))
    assert "Accès au dossier" in shown
    assert "Décider" not in shown
    with as_jobs():
        assert RightsRequest.objects.count() == 1
        assert Consultation.objects.filter(
            person_id=told.person, account_id=told.service.account("secretaire").pk
        ).exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"asked": "rectification"}, "dans ses mots"),
        ({"answer_name": ""}, "nom auquel adresser"),
        ({"representative": "lawyer"}, "qui demande pour elle"),
        ({"received_on": "31/02/2026"}, "n’existe pas"),
        ({"asked": "ghost", "channel": "'; --"}, "choix"),
    ],
)
def test_a_refused_request_says_why_and_keeps_what_was_typed(told, browser, said, sentence):
    desk = browser("secretaire")
    answer = desk.post(reverse("privacy:rights_new", args=[told.person]), sent(answer_to="Chez sa sœur", **said))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "Chez sa sœur" in text_of(answer)


def test_the_officer_lists_what_is_late_this_week_and_all(told, browser):
    officer, address = browser("dpo"), reverse("privacy:rights")
    assert "Aucune demande en attente." in text_of(officer.get(address))
    asks(told)
    assert "Mme Roselyne Mirval" in text_of(officer.get(address))
    for when in ("retard", "semaine", "tout", "closes", "'; --"):
        assert officer.get(address, {"quand": when}).status_code == 200
    assert browser("referente").get(address).status_code == 404


def test_the_officer_decides_copies_and_hands_over(told, browser):
    row = asks(told)
    officer = browser("dpo")
    assert officer.post(of(told, "decide_request", row), {"decision": "refused", "version": 1}).status_code == 422
    decided = officer.post(of(told, "decide_request", row), {"decision": "granted", "version": 1})
    assert decided.status_code == 302
    assert officer.post(of(told, "decide_request", row), {"decision": "granted", "version": 1}).status_code == 409
    assert officer.post(of(told, "start_copy", row)).status_code == 302
    assert "avancement" in text_of(officer.get(of(told, "request", row)))
    assert 'value="0"' in text_of(officer.get(of(told, "copy_progress", row)))
    with acting(told.officer) as actor:
        copy = queries.file_copy(actor, row.pk)
    with as_jobs():
        jobs.gather_copy(copy=str(copy.pk))
    assert officer.get(of(told, "copy_progress", row))["HX-Refresh"] == "true"
    page = text_of(officer.get(of(told, "copy", row)))
    assert told.note in page
    assert "1 texte à relire" in page
    assert not [what for what, canary in OTHERS.items() if canary in page]
    assert officer.post(of(told, "make_copy", row)).status_code == 422
    assert officer.post(of(told, "read_chapter", row, "notes")).status_code == 302
    assert officer.post(of(told, "make_copy", row)).status_code == 302
    with as_jobs():
        jobs.make_copy(copy=str(copy.pk))
    page = text_of(officer.get(of(told, "request", row)))
    assert "La copie à remettre" in page
    today = f"{timezone.localdate():%d/%m/%Y}"
    handed = {"dispatch": "main-propre", "answered_on": today, "proof": "Reçu signé", "version": 2}
    assert officer.post(of(told, "answer_request", row), handed).status_code == 302
    assert "Reçu signé" in text_of(officer.get(of(told, "request", row)))


def test_the_officer_opens_the_copy_and_its_reading_is_noted(told, browser):
    row = asks(told)
    made(told, row)
    officer = browser("dpo")
    with acting(told.officer) as actor:
        copy = queries.file_copy(actor, row.pk)
    paper = officer.get(reverse("documents:document", args=[copy.paper_id]))
    assert paper.content.startswith(b"%PDF-")
    data = officer.get(reverse("documents:document", args=[copy.data_id]))
    assert data["Content-Disposition"].endswith('.json"')
    assert browser("referente").get(reverse("documents:document", args=[copy.paper_id])).status_code == 404


def test_one_item_is_held_back_with_a_reason(told, browser):
    row = asks(told)
    copy = gathered(told, row)
    with acting(told.officer) as actor:
        note = queries.items(actor, copy.pk).get(kind="activity.Note", given=True)
        tie = queries.items(actor, copy.pk).get(kind="people.Tie", given=False)
    officer = browser("dpo")
    refused = officer.post(of(told, "decide_item", row, note.pk), {"given": "non", "reason": ""})
    assert refused.status_code == 422
    assert "Dites en une phrase pourquoi." in text_of(refused)
    kept = officer.post(of(told, "decide_item", row, note.pk), {"given": "non", "reason": "Parle de son frère."})
    assert kept.status_code == 302
    assert (
        officer.post(of(told, "decide_item", row, tie.pk), {"given": "oui", "reason": "Elle insiste fort."}).status_code
        == 422
    )
    assert officer.post(of(told, "decide_item", row, note.pk), {"given": "peut-être"}).status_code == 422
    assert officer.post(of(told, "decide_item", row, new_id()), {"given": "non"}).status_code == 404
    assert officer.post(of(told, "read_chapter", row, "fantome")).status_code == 404


def test_a_limitation_stands_at_the_top_of_every_page(told, browser):
    row = asks(told, "limitation")
    officer = browser("dpo")
    officer.post(of(told, "decide_request", row), {"decision": "granted", "version": 1})
    sentence = "l’évaluation du 3 mars 2026"
    assert officer.post(of(told, "ask_notice", row), {"sentence": ""}).status_code == 422
    assert officer.post(of(told, "ask_notice", row), {"sentence": sentence}).status_code == 302
    with as_jobs():
        notice = rights_effects.write_notice(
            actor=jobs.RIGHTS,
            at=timezone.now(),
            notice=new_id(),
            request=row.pk,
            sentence=sentence,
            by=told.officer.account_id,
        )
    reader = browser("accueil")
    for view in ("people:identity", "people:contact", "people:household", "people:consents", "desk:file", "desk:story"):
        page = text_of(reader.get(reverse(view, args=[told.person])))
        assert "Limitation du traitement" in page, view
        assert sentence in page, view
    officer = browser("dpo")
    assert officer.post(of(told, "lift_notice", row, notice.pk)).status_code == 302
    assert officer.post(of(told, "lift_notice", row, notice.pk)).status_code == 422
    assert officer.post(of(told, "lift_notice", row, new_id())).status_code == 404


def test_every_other_step_has_its_page(told, browser):
    officer = browser("dpo")
    today = f"{timezone.localdate():%d/%m/%Y}"
    first, second = asks(told, "rectification", identity="to_check"), asks(told, "erasure", words="Tout effacer.")
    assert officer.post(of(told, "check_identity", first), {"identity": "seen", "version": 1}).status_code == 302
    longer = {"reason": "Deux sites à interroger.", "told_on": today, "version": 2}
    late = officer.post(of(told, "extend_request", first), longer)
    assert late.status_code in {302, 422}
    with as_jobs():
        first.refresh_from_db()
    decide = {"decision": "partly", "reasons": "Une partie est exacte.", "version": first.version}
    assert officer.post(of(told, "decide_request", first), decide).status_code == 302
    corrected = {"what": "Adresse", "former": "2 rue", "corrected": "3 rue", "corrected_on": today}
    assert officer.post(of(told, "rectify", first), corrected).status_code == 302
    page = text_of(officer.get(of(told, "request", first)))
    assert "2 rue" in page
    assert officer.post(of(told, "withdraw_request", second), {"words": "", "version": 1}).status_code == 422
    assert (
        officer.post(of(told, "withdraw_request", second), {"words": "Dit ce matin", "version": 1}).status_code == 302
    )
    assert officer.post(of(told, "tell_recipient", first, new_id())).status_code == 404


def test_nobody_else_finds_a_request(told, browser):
    row = asks(told)
    for login in ("referent.ailleurs", "direction", "admin", "crip"):
        assert browser(login).get(of(told, "request", row)).status_code == 404, login
    for login in ("accueil", "cheffe"):
        assert browser(login).post(of(told, "decide_request", row), {"decision": "granted"}).status_code == 404, login
    assert browser("direction").get(reverse("privacy:rights_new", args=[told.person])).status_code == 404
