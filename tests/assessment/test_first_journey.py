"""In Chromium: a page killed in the middle of a sentence, and the sentence is there the next day."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.assessment.situations import WORDS, gerard, housing, what_he_says
from tests.browsers import DESKTOP, PHONE, give_password, signed_in
from tests.journeys.outlines import Outline, shows_something_new
from tests.situations import acting, build
from tisserand.assessment import operations
from tisserand.assessment.rules.first_assessment import Decision, NextStep

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sainte_rose(transactional_db):
    service = build()
    give_password(service, "accueil")
    return service


@pytest.fixture
def sits_down(chromium, live_server, sainte_rose):

    def sit(path, **options):
        page = signed_in(chromium, live_server.url, "accueil", path, **options)
        return page.context, page

    return sit


@pytest.fixture
def in_progress(sainte_rose):
    person = gerard(sainte_rose)
    with transaction.atomic(), acting(sainte_rose.actor("accueil")) as actor:
        return operations.start(actor=actor, at=timezone.now(), person=person.pk, site=sainte_rose.site.pk)


def path_of(row):
    return reverse("assessment:first", args=[row.pk])


def open_domain(page, label):
    page.get_by_role("group").filter(has_text=label).first.locator("summary").first.click()


@pytest.mark.requirement("R21")
def test_a_page_killed_in_the_middle_loses_nothing(sits_down, in_progress):
    context, page = sits_down(path_of(in_progress))
    page.get_by_label("Pourquoi il vient").fill("L’eau, ils vont me la couper lundi.")
    open_domain(page, "Logement, hébergement")
    page.locator("#id_housing__said").press_sequentially("La facture a triplé.")
    expect(page.locator("[data-saved]").first).to_contain_text("Brouillon gardé à")
    expect(page.locator("[data-saved]").first).to_contain_text("visible de vous seul")
    context.close()

    context, page = sits_down(path_of(in_progress))
    expect(page.get_by_role("heading", name="Vous aviez écrit sans enregistrer")).to_be_visible()
    expect(page.locator("#id_housing__said")).to_have_value("La facture a triplé.")
    expect(page.locator("#id_opening_words")).to_have_value("L’eau, ils vont me la couper lundi.")
    page.get_by_role("button", name="Jeter").click()
    expect(page.get_by_role("heading", name="Vous aviez écrit sans enregistrer")).to_have_count(0)
    context.close()


def test_without_script_it_is_written_kept_and_concluded(sits_down, in_progress):
    context, page = sits_down(path_of(in_progress), java_script_enabled=False)
    open_domain(page, "Logement, hébergement")
    page.locator("#id_housing__said").fill("La facture a triplé.")
    page.locator("[name=housing__state][value=to_work_on]").check()
    page.get_by_role("button", name="Revoir la proposition").click()
    page.get_by_role("radio", name="Orientation vers le pôle Logement").check()
    page.get_by_role("button", name="Conclure avec lui").click()
    expect(page.get_by_text("Envoyer l’orientation")).to_be_visible()
    context.close()


def test_by_keyboard_alone(sits_down, in_progress):
    context, page = sits_down(path_of(in_progress))
    page.locator("#id_opening_words").focus()
    page.keyboard.type("L’eau.")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Une aide")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-toast]").get_by_text("L’évaluation est gardée")).to_be_visible()
    expect(page.locator("#id_rights__said")).to_have_value("Une aide")
    context.close()


def looked_at(service, row):
    """Each page in each state worth looking at."""
    answers = what_he_says(
        housing(), autonomy=3, inner_strengths="Tient ses papiers en ordre.", replies={"talked": "no", "to_call": "no"}
    )
    with transaction.atomic(), acting(service.actor("accueil")) as actor:
        operations.save(actor=actor, at=timezone.now(), assessment=row.pk, expected_version=1, answers=answers)
    yield "evaluation", path_of(row)
    yield "versions", reverse("assessment:versions", args=[row.pk])
    yield "evaluations", reverse("assessment:of_person", args=[row.person_id])
    with transaction.atomic(), acting(service.actor("accueil")) as actor:
        decision = Decision(NextStep.ORIENTATION, pole=service.pole.pk)
        operations.conclude(
            actor=actor, at=timezone.now(), assessment=row.pk, expected_version=2, answers=answers, decision=decision
        )
        later = operations.start(actor=actor, at=timezone.now(), person=row.person_id, site=service.site.pk)
    yield "evaluation-reprise", path_of(later)
    yield "evaluation-conclue", path_of(row)


def test_every_page_is_accessible_and_fits(sits_down, sainte_rose, in_progress):
    context, page = sits_down(path_of(in_progress), viewport=DESKTOP)
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for name, path in looked_at(sainte_rose, in_progress):
        said = page.goto(path)
        if shows_something_new(path, Outline(said.text()).parts, on_a_phone=False):
            looked_at_closely(page, name)
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} scrolls sideways"
        page.set_viewport_size(DESKTOP)
    assert problems == []
    context.close()


def test_what_goes_wrong_is_accessible_too(sits_down, sainte_rose, in_progress):
    context, page = sits_down(path_of(in_progress), viewport=DESKTOP)
    page.get_by_role("button", name="Conclure avec lui").click()
    expect(page.get_by_text("Choisissez la suite avec la personne")).to_have_count(2)
    looked_at_closely(page, "refus")

    page.goto(path_of(in_progress))
    page.get_by_label("Pourquoi il vient").fill("L’eau est coupée.")
    expect(page.locator("[data-saved]").first).to_contain_text("Brouillon gardé à")
    page.goto(path_of(in_progress))
    looked_at_closely(page, "brouillon")

    with transaction.atomic(), acting(sainte_rose.actor("accueil")) as actor:
        operations.save(
            actor=actor, at=timezone.now(), assessment=in_progress.pk, expected_version=1, answers=what_he_says()
        )
    page.get_by_label("Pourquoi il vient").press("Control+Enter")
    expect(page.get_by_role("heading", name="Deux personnes ont écrit en même temps")).to_be_visible()
    looked_at_closely(page, "conflit")
    page.get_by_role("button", name="Réunir les deux").click()
    expect(page.get_by_label("Pourquoi il vient")).to_have_value(f"{WORDS}\nL’eau est coupée.")
    context.close()


def looked_at_closely(page, name):
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
