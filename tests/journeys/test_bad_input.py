"""What really happens at a desk: a French sentence, nothing lost, nothing twice, never an error page."""

import re

import pytest
from playwright.sync_api import expect

LONG = "Zozime" * 1_667  # ten thousand letters
EMOJI = "Célestine 👩🏽‍🦱 Zébulon"
COMINGS = "select count(*) from reception_visit"
PERSONS = "select count(*) from people_person"


@pytest.fixture
def sandra(post):
    sandra = post("sandra.nerin")
    sandra.page.goto("/accueil/")
    sandra.page.mouse.move(2, 2)
    return sandra


@pytest.fixture
def joel(post):
    return post("joel.pierrot")


def type_a_name(page, typed):
    """Searched first, always: the form of a newcomer comes with the results."""
    page.get_by_label("Qui vient d’arriver").fill(typed)
    new = page.locator("form[action*='inscrire-nouvelle']")
    expect(new).to_be_visible()
    return new


def test_an_impossible_birth_is_told_and_the_rest_is_kept(sandra, served):
    page, before = sandra.page, served.value(PERSONS)
    for birth in ("31/02/1984", "29/02/2023", "12/13/1984", "1/1/3000", "hier", "0"):
        page.goto("/accueil/")
        new = type_a_name(page, "Zozime Marilou")
        new.get_by_label("Naissance").fill(birth)
        new.get_by_role("button", name="Créer et inscrire").click()
        error = page.locator(".ts-error").first
        expect(error).to_be_visible()
        assert re.search(r"[a-zé]{4,}.*\.", error.inner_text())
        expect(page.get_by_label("Naissance")).to_have_value(birth)
        expect(page.get_by_label("Nom", exact=True)).to_have_value(re.compile("zozime", re.IGNORECASE))
    assert served.value(PERSONS) == before


def test_a_late_answer_takes_nothing_from_the_hand(sandra):
    """Results asked for before she went to the newcomer's form arrive after: her words and her place stay."""
    page, held = sandra.page, []
    new = type_a_name(page, "Zozime")
    page.route("**/accueil/chercher", lambda route: held.append(route))
    with page.expect_request("**/accueil/chercher"):
        page.get_by_label("Qui vient d’arriver").press_sequentially(" Ma")
    birth = new.get_by_label("Naissance")
    birth.fill("1984")
    with page.expect_response("**/accueil/chercher"):
        for route in held:
            route.continue_()
    page.wait_for_timeout(100)  # htmx settles twenty milliseconds after the answer
    expect(birth).to_have_value("1984")
    expect(birth).to_be_focused()


@pytest.mark.check(8)
def test_ten_thousand_letters_and_an_emoji(sandra, served):
    page = sandra.page
    before = served.value(PERSONS)
    new = type_a_name(page, "Zozime")
    new.get_by_label("Nom", exact=True).evaluate(
        "(box, text) => { box.removeAttribute('maxlength'); box.value = text }", LONG
    )
    new.get_by_role("button", name="Créer et inscrire").click()
    expect(page.locator(".ts-error").first).to_contain_text("120")
    assert served.value(PERSONS) == before

    page.goto("/accueil/")
    type_a_name(page, EMOJI).get_by_role("button", name="Créer et inscrire").click()
    expect(page.locator("[data-toast], .ts-error").first).to_be_visible()
    assert served.value(PERSONS) in {before, before + 1}


def test_the_box_swallows_anything(sandra):
    page = sandra.page
    for typed in (LONG, EMOJI, "%_\\' or 1=1 --", "\u202e\u200b", "<script>alert(1)</script>", "0690", "0" * 40):
        page.goto("/accueil/")
        page.get_by_label("Qui vient d’arriver").fill(typed)
        with page.expect_response(lambda answer: "chercher" in answer.url) as answered:
            page.get_by_role("button", name="Chercher", exact=True).click()
        assert answered.value.status < 400
        expect(page.get_by_role("heading", level=1)).to_contain_text("Accueil")


def test_a_double_click_registers_once(sandra, served):
    before = served.value(COMINGS)
    sandra.page.get_by_role("button", name="Recevoir sans nom").dblclick()
    expect(sandra.page.locator("[data-toast]")).to_contain_text("Inscrite")
    assert served.value(COMINGS) == before + 1


def test_the_same_page_sent_twice_registers_once(sandra, served):
    """Two tabs copied from one page, or a page sent again: the same key."""
    before = served.value(COMINGS)
    key = sandra.page.locator("form[data-arrival] input[name=key]").input_value()
    token = sandra.page.locator("form[data-arrival] input[name=csrfmiddlewaretoken]").input_value()
    sent = {"key": key, "q": "", "csrfmiddlewaretoken": token}
    action = sandra.page.get_by_role("button", name="Recevoir sans nom").get_attribute("formaction")
    answers = [sandra.context.request.post(action, form=sent) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert served.value(COMINGS) == before + 1


def test_the_back_button_then_again(sandra, served):
    """She comes back to the line and presses again: what she sees registered is registered, each press once."""
    page, before = sandra.page, served.value(COMINGS)
    line = page.url
    page.get_by_role("button", name="Recevoir sans nom").click()
    expect(page.locator("[data-toast]")).to_contain_text("Inscrite")
    waiting = page.locator(".ts-queue > li").count()
    page.goto("/")
    page.go_back()
    expect(page).to_have_url(line)
    expect(page.locator(".ts-queue > li")).to_have_count(waiting)
    page.get_by_role("button", name="Recevoir sans nom").click()
    expect(page.locator(".ts-queue > li")).to_have_count(waiting + 1)
    page.reload()
    expect(page.locator(".ts-queue > li")).to_have_count(waiting + 1)
    assert served.value(COMINGS) == before + 2


def assessment(joel):
    """A new one, at the bottom of nobody's pile."""
    joel.page.goto("/")
    joel.click(joel.page.locator(".ts-due a.ts-name").first)
    joel.press("Faire une évaluation")
    expect(joel.page.locator("h1")).to_contain_text("évaluation")
    return joel.page.url


def test_two_tabs_on_one_assessment_show_both_texts(joel):
    url = assessment(joel)
    first, second = joel.page, joel.watch(joel.context.new_page())
    second.goto(url)
    write(first, "Il dort mal.")
    expect(first.locator("[data-toast]")).to_be_visible()
    write(second, "Il dort bien.")
    expect(second.locator("main")).to_contain_text("Il dort mal.")
    assert "Il dort bien." in second.content()


def write(page, words):
    page.locator("#id_opening_words").fill(words)
    page.get_by_role("button", name="Reprendre plus tard").click()


def test_a_session_ended_while_typing_loses_nothing(joel):
    page = joel.page
    url = assessment(joel)
    page.locator("#id_opening_words").fill("Elle parle enfin de son frère.")
    joel.context.clear_cookies(name="session")
    page.get_by_role("button", name="Reprendre plus tard").click()
    expect(page.locator("h1")).to_contain_text("session")
    page.get_by_label("Identifiant").fill("joel.pierrot")
    page.get_by_label("Mot de passe").fill("demonstration-971")
    joel.press("Continuer")
    expect(page.locator("h1")).to_contain_text("Évaluations de")
    page.goto(url)
    expect(page.locator("#id_opening_words")).to_have_value("Elle parle enfin de son frère.")
