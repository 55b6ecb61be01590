"""In Chromium: what each gesture of the desk costs, and how soon the other screen knows."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from playwright.sync_api import expect

from tests.browsers import give_password, signed_in
from tests.reception.scenes import GERARD, ROSELYNE
from tests.situations import NOW, SystemAt, as_jobs, build
from tisserand.people import operations as people
from tisserand.people.rules import Identity
from tisserand.reception.models import Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

KNOWN = {
    "mirv ro": ROSELYNE,
    "borde": GERARD,
    "fauvel": Identity(used_name="Fauvel", first_names="Marie-Ange"),
    "sainsil": Identity(used_name="Sainsily", first_names="Wilner"),
}


@pytest.fixture
def sainte_rose(transactional_db):
    service = build()
    with transaction.atomic(), as_jobs():
        for identity in KNOWN.values():
            people.create_person(actor=SystemAt, at=NOW, identity=identity, site=service.site.pk)
    give_password(service, "secretaire", "accueil")
    return service


@pytest.fixture
def at_the_desk(chromium, live_server, sainte_rose):
    def sit(login="secretaire", **options):
        page = signed_in(chromium, live_server.url, login, "/accueil/", **options)
        expect(page.get_by_role("heading", level=1)).to_have_text("Accueil de Sainte-Rose")
        return page

    return sit


def waiting(page, many: int) -> None:
    expect(page.locator(".ts-queue > li")).to_have_count(many)


def types(page, keys: str) -> int:
    page.keyboard.type(keys, delay=40)
    return len(keys)


@pytest.mark.requirement("R17")
def test_a_known_person_costs_twelve_keys_and_no_click(at_the_desk):
    page, pressed = at_the_desk(), 0
    for place, typed in enumerate(KNOWN, start=1):
        pressed += types(page, "/") + types(page, typed)
        expect(page.locator(".ts-picked")).to_have_count(1)
        pressed += types(page, "\n")
        waiting(page, place)
    assert pressed / len(KNOWN) <= 12
    assert Axe().run(page).violations_count == 0


@pytest.mark.requirement("R17")
def test_somebody_without_a_name_costs_one_key(at_the_desk):
    page = at_the_desk()
    page.keyboard.press("s")
    waiting(page, 1)


def test_enter_never_chooses_among_older_results(at_the_desk):
    page = at_the_desk()
    types(page, "/mirv ro")
    expect(page.locator(".ts-picked")).to_have_count(1)
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    page.wait_for_timeout(700)
    with transaction.atomic(), as_jobs():
        assert not Visit.objects.exists()


def test_two_screens_agree_within_three_seconds(at_the_desk):
    secretary, worker = at_the_desk(), at_the_desk("accueil", viewport={"width": 390, "height": 844})
    worker.mouse.move(2, 2)
    secretary.keyboard.press("s")
    waiting(secretary, 1)
    since = time.monotonic()
    expect(worker.locator(".ts-queue > li")).to_have_count(1, timeout=3000)
    assert time.monotonic() - since < 3
    worker.get_by_role("button", name="Faire entrer").click()
    expect(secretary.get_by_role("heading", name="En entretien")).to_be_visible(timeout=3000)
    assert Axe().run(worker).violations_count == 0
