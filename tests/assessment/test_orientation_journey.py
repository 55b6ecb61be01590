"""In Chromium: declined, proposed elsewhere, attributed, met without script; each page accessible, also on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.assessment.orientations import WHY, play, proposed
from tests.assessment.situations import gerard, what_he_says
from tests.browsers import DESKTOP, PHONE
from tests.journeys.outlines import Outline, shows_something_new
from tests.situations import acting, build, local_day
from tisserand.assessment import operations as first
from tisserand.assessment.rules.first_assessment import Decision as Conclusion
from tisserand.assessment.rules.first_assessment import NextStep
from tisserand.assessment.rules.orientation_refusals import Answer, Decision

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sainte_rose(transactional_db):
    return build()


@pytest.fixture
def assessed(sainte_rose):
    person = gerard(sainte_rose)
    with transaction.atomic(), acting(sainte_rose.actor("accueil")) as actor:
        at = timezone.now()
        row = first.start(actor=actor, at=at, person=person.pk, site=sainte_rose.site.pk)
        first.conclude(
            actor=actor,
            at=at,
            assessment=row.pk,
            expected_version=row.version,
            answers=what_he_says(),
            decision=Conclusion(step=NextStep.ORIENTATION, pole=sainte_rose.pole.pk, reason=WHY),
        )
    return person


@pytest.fixture
def sits_down(chromium, live_server, sainte_rose):
    """A browser where one or the other of the département is signed in."""
    contexts = []

    def sit(login, **options):
        client = Client()
        client.force_login(sainte_rose.account(login))
        context = chromium.new_context(base_url=live_server.url, locale="fr-FR", **options)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield sit
    for context in contexts:
        context.close()


def opened(page):
    page.goto(reverse("assessment:orientations"))
    page.get_by_role("link", name="Gérard BORDELAIS", exact=False).first.click()
    return page


@pytest.mark.requirement("R03", "R21", "R25")
def test_declined_then_proposed_elsewhere_then_attributed_without_script(sits_down, assessed, sainte_rose):
    page = sits_down("accueil", java_script_enabled=False)
    page.goto(reverse("assessment:orient", args=[assessed.pk]))
    page.get_by_label("Logement, hébergement").check()
    page.get_by_label("Elle est d’accord, dit de vive voix").check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Orientation envoyée")).to_be_visible()

    pole = opened(sits_down("pole", java_script_enabled=False))
    pole.get_by_role("link", name="Répondre", exact=True).click()
    pole.get_by_label("Refuser").check()
    pole.get_by_role("button", name="Envoyer la réponse").click()
    expect(pole.locator(".ts-summary")).to_contain_text("Choisissez le motif du refus")
    pole.get_by_label("Motif du refus").select_option("other_pole")
    pole.get_by_label("Autre pôle que vous proposez").select_option(str(sainte_rose.other_pole.pk))
    pole.get_by_role("button", name="Envoyer la réponse").click()
    expect(pole.get_by_text("Rien n’attend de vous.")).to_be_visible()

    opened(page).get_by_role("link", name="Proposer une autre suite").click()
    expect(page.get_by_label("Pôle Autonomie")).to_be_checked()
    page.get_by_role("button", name="Proposer").click()
    page.get_by_role("link", name="Noter sa réponse").click()
    page.get_by_label("Elle est d’accord, écrit").check()
    page.get_by_role("button", name="Noter sa réponse").click()
    page.get_by_role("button", name="Envoyer au pôle").click()

    other = opened(sits_down("pole.autre", java_script_enabled=False))
    other.get_by_role("link", name="Répondre", exact=True).click()
    other.get_by_label("Recevable", exact=False).first.check()
    other.get_by_role("button", name="Envoyer la réponse").click()

    manager = opened(sits_down("cheffe", java_script_enabled=False))
    manager.get_by_role("link", name="Attribuer", exact=True).click()
    manager.get_by_label("Corinne Lollia").check()
    manager.get_by_role("button", name="Enregistrer").click()

    worker = opened(sits_down("referente", java_script_enabled=False))
    worker.get_by_role("link", name="Noter le premier rendez-vous").click()
    worker.get_by_label("a été tenu").check()
    worker.get_by_label("Jour").fill(f"{local_day(timezone.now()):%d/%m/%Y}")
    worker.get_by_role("button", name="Enregistrer").click()

    opened(page)
    expect(page.get_by_text("Premier rendez-vous tenu.")).to_be_visible()


def looked_at(service, person):
    """Each page in each state worth looking at: (name, login, address)."""
    at = timezone.now()
    with transaction.atomic():
        row = proposed(service, person, at=at)
    yield "orientation-liste-accueil", "accueil", reverse("assessment:orientations")
    yield "orientation-nouvelle", "accueil", reverse("assessment:orient", args=[person.pk])
    yield "orientation-proposee", "accueil", reverse("assessment:orientation", args=[row.pk])
    yield "orientation-accord", "accueil", reverse("assessment:agreement", args=[row.pk])

    def next_move(login, verb, **details):
        with transaction.atomic():
            return play(service, login, verb, row, at=at, **details)

    row = next_move("accueil", "agree", agreed_on=local_day(at))
    row = next_move("accueil", "send")
    yield "orientation-recue", "pole", reverse("assessment:orientation", args=[row.pk])
    yield "orientation-reponse", "pole", reverse("assessment:answer", args=[row.pk])
    row = next_move("pole", "ask_complement", words="Depuis quand la facture a-t-elle triplé\u202f?")
    yield "orientation-complement", "accueil", reverse("assessment:reply", args=[row.pk])
    row = next_move("accueil", "reply", words="Depuis juin.", agreed=True)
    refusal = Answer("other_pole", words="Le logement est adapté.", other_unit=service.other_pole.pk)
    row = next_move("pole", "decline", answer=refusal)
    yield "orientation-refusee", "accueil", reverse("assessment:orientation", args=[row.pk])
    yield "orientation-partie", "pole", reverse("assessment:orientation", args=[row.pk])
    yield "orientation-ailleurs", "accueil", reverse("assessment:again", args=[row.pk])
    yield "orientation-contester", "accueil", reverse("assessment:contest", args=[row.pk])
    yield "orientation-retirer", "accueil", reverse("assessment:withdraw", args=[row.pk])
    row = next_move("accueil", "contest", words="Ce n’est pas ce que j’ai demandé.")
    yield "orientation-trancher", "cheffe", reverse("assessment:arbitrate", args=[row.pk])
    decided = {"decision": Decision.POLE, "unit": service.pole.pk, "words": "Le pôle accompagne."}
    row = next_move("cheffe", "arbitrate", **decided | {"agreed_on": row.agreed_on})
    yield "orientation-attribuer", "cheffe", reverse("assessment:attribute", args=[row.pk])
    row = next_move("cheffe", "attribute", professional=service.account("referente").pk)
    yield "orientation-attribuee", "referente", reverse("assessment:orientation", args=[row.pk])
    yield "orientation-rendez-vous", "referente", reverse("assessment:meeting", args=[row.pk])
    yield "orientation-liste-cheffe", "cheffe", reverse("assessment:orientations")


def test_every_page_is_accessible_and_fits(sits_down, sainte_rose, assessed):
    """Each state that shows something of its own, at a desk; on a phone axe looks elsewhere: here, its width."""
    pages, problems = {}, []
    for name, login, address in looked_at(sainte_rose, assessed):
        if login not in pages:
            pages[login] = sits_down(login, viewport=DESKTOP)
            pages[login].on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page = pages[login]
        said = page.goto(address)
        assert said.status == 200, name
        if shows_something_new(address, Outline(said.text()).parts, on_a_phone=False):
            found = Axe().run(page)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} scrolls sideways"
        page.set_viewport_size(DESKTOP)
    assert problems == []
