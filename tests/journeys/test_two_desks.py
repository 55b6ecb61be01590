"""Two colleagues before the same line, on the served product with its copies of processes and connections."""

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import PHONE

PERIOD = "every 2s"
# Shorter than the period: what is not there when an answer has come is not there before three seconds.
DRAWN = 1_500


@pytest.mark.requirement("R18", "R19")
def test_each_sees_what_the_other_does_within_three_seconds_without_reloading(post):
    """By the first question that her page asks once the other is told, and it asks every two seconds."""
    sandra, joel = post("sandra.nerin"), post("joel.pierrot", size=PHONE)
    for who in (sandra, joel):
        who.page.goto("/accueil/")
        who.page.mouse.move(2, 2)  # a list does not move under the pointer
        expect(who.page.locator("#vivant")).to_have_attribute("hx-trigger", PERIOD)
    waiting = joel.page.locator(".ts-queue > li")
    before = waiting.count()

    sandra.page.keyboard.press("s")
    expect(sandra.page.locator("[data-toast]").first).to_be_visible()
    asked_again(joel)
    expect(waiting).to_have_count(before + 1, timeout=DRAWN)

    ticket = waiting.last.locator("a").inner_text()
    joel.press("Faire entrer", within=waiting.last)
    expect(joel.page.locator("[data-toast]").first).to_be_visible()
    asked_again(sandra)
    expect(sandra.page.locator(".ts-queue > li").filter(has_text=ticket)).to_have_count(0, timeout=DRAWN)


def asked_again(who):
    with who.page.expect_request("**/accueil/file/**") as asked:
        pass
    asked.value.response()
