"""What each arrival costs the secretary's hands, counted on the people of the demonstration."""

import re
import unicodedata

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import Hand

MANY = 12
# Spread over the table, so that common and rare names both come.
PEOPLE = """
    select id, coalesce(nullif(used_name, ''), birth_name), first_names, birth_year from people_person
    where visibility = 'staff' and birth_name <> '' and first_names <> '' and birth_year is not null
    and death_on is null and id not in (select person_id from access_stepaside)
    and id not in (select person_id from reception_visit where person_id is not null and ended_at is null)
    order by md5(id::text) limit %s
"""


@pytest.fixture
def sandra(post):
    sandra = post("sandra.nerin")
    sandra.page.goto("/accueil/")
    sandra.page.mouse.move(2, 2)
    return sandra


@pytest.mark.requirement("R17", "R18")
def test_a_known_person_costs_twelve_keys_and_no_click_on_average(sandra, served):
    hand = Hand(sandra.page)
    people = served.rows(PEOPLE, MANY)
    for person, name, first_names, year in people:
        register(sandra.page, hand, str(person), pieces(name, first_names), f" {year % 100:02}")
    assert len(people) == MANY >= 10
    assert hand.clicked == 0
    assert hand.pressed / MANY <= 12, f"{hand.pressed} keys for {MANY} persons"
    arrived = {str(row) for (row,) in served.rows("select person_id from reception_visit where state = 'waiting'")}
    assert {str(person) for person, *_ in people} <= arrived


def pieces(name, first_names):
    """Four letters of the name, two of the first name: what one types without thinking."""
    plain = [re.sub(r"[^a-z]", "", bare(text)) for text in (name, first_names)]
    return f"{plain[0][:4]} {plain[1][:2]}"


def bare(text):
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def register(page, hand, person, typed, year):
    """Her year of birth comes after, when homonyms hide her."""
    before = page.locator(".ts-queue > li").count()
    hand.keys("/")
    found = search(page, hand, typed, typed)
    if person not in found:
        found = search(page, hand, year, typed + year)
    assert person in found, f"« {typed}{year} » does not find {person}"
    hand.keys(*["ArrowDown"] * found.index(person), "Enter")
    expect(page.locator(".ts-queue > li")).not_to_have_count(before)
    page.wait_for_load_state()


def search(page, hand, keys, typed):
    hand.type(keys)
    results = page.locator(f"[data-found] [data-typed='{typed}']")
    expect(results.locator(".ts-picked"), f"« {typed} » finds nobody").to_have_count(1)
    return results.locator("input[name=person]").evaluate_all("all => all.map(one => one.value)")


@pytest.mark.requirement("R17")
def test_somebody_without_a_name_costs_three_keys_from_anywhere(post):
    sandra = post("sandra.nerin")
    hand = Hand(sandra.page)
    hand.keys("g", "a")
    sandra.page.wait_for_url("**/accueil/")
    waiting = sandra.page.locator(".ts-queue > li").count()
    hand.keys("s", "s")
    expect(sandra.page.locator("[data-toast]")).to_contain_text("Inscrite")
    expect(sandra.page.locator(".ts-queue > li")).to_have_count(waiting + 1)
    assert hand.interactions <= 6


def test_a_name_typed_beside_its_field_commands_nothing(sandra):
    """« lubin » holds the U of « danger immédiat »."""
    waiting = sandra.page.locator(".ts-queue > li").count()
    Hand(sandra.page).type("lubin")
    sandra.page.wait_for_timeout(600)
    assert "/accueil/" in sandra.page.url
    sandra.page.reload()
    expect(sandra.page.locator(".ts-queue > li")).to_have_count(waiting)


def test_enter_never_chooses_among_older_results(sandra, served):
    waiting = sandra.page.locator(".ts-queue > li").count()
    ((_, name, first_names, _),) = served.rows(PEOPLE, 1)
    Hand(sandra.page).type(f"/{pieces(name, first_names)}")
    expect(sandra.page.locator(".ts-picked")).to_have_count(1)
    sandra.page.keyboard.type("zzz")
    sandra.page.keyboard.press("Enter")
    sandra.page.wait_for_timeout(700)
    sandra.page.reload()
    expect(sandra.page.locator(".ts-queue > li")).to_have_count(waiting)


def test_only_a_caller_is_asked_who_she_is(sandra, served):
    """« Personne » unless somebody says otherwise; an elected member is told nothing and opens no file."""
    page, callers = sandra.page, sandra.page.locator("fieldset[data-callers]")
    expect(callers).to_be_hidden()
    page.get_by_label("au téléphone").check()
    expect(callers.get_by_label("La personne elle-même")).to_be_checked()
    ((_, name, first_names, _),) = served.rows(PEOPLE, 1)
    page.locator("#arrivee").fill(pieces(name, first_names))
    results = page.locator("[data-found]")
    expect(results.get_by_text("C’est cette personne").first).to_be_visible()
    callers.get_by_label("Élu").check()
    expect(results.get_by_text("ni confirmer ni infirmer")).to_be_visible()
    expect(results.get_by_text("Mise à disposition").first).to_be_visible()
    expect(results.get_by_text("Créer et inscrire")).to_have_count(0)
    expect(callers.get_by_label("Élu")).to_be_focused()
    page.get_by_label("au téléphone").uncheck()
    expect(callers).to_be_hidden()
    expect(results.get_by_text("ni confirmer ni infirmer")).to_have_count(0)
