"""Two colleagues before the same line, on the served product with its copies of processes and connections."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import PHONE

SECONDS = 3


@pytest.mark.requirement("R18", "R19")
def test_each_sees_what_the_other_does_without_reloading(post):
    sandra, joel = post("sandra.nerin"), post("joel.pierrot", size=PHONE)
    for who in (sandra, joel):
        who.page.goto("/accueil/")
        who.page.mouse.move(2, 2)  # a list does not move under the pointer
    waiting = joel.page.locator(".ts-queue > li")
    before = waiting.count()

    since = told_after(lambda: sandra.page.keyboard.press("s"), sandra.page.locator("[data-toast]"))
    expect(waiting).to_have_count(before + 1, timeout=SECONDS * 1000)
    assert time.monotonic() - since < SECONDS

    ticket = waiting.last.locator("a").inner_text()
    since = told_after(lambda: joel.press("Faire entrer", within=waiting.last), joel.page.locator("[data-toast]"))
    row = sandra.page.locator(".ts-queue > li").filter(has_text=ticket)
    expect(row).to_have_count(0, timeout=SECONDS * 1000)
    assert time.monotonic() - since < SECONDS


def told_after(gesture, answer):
    """The instant from which the other screen may be late: when this one was told that it is done."""
    gesture()
    expect(answer.first).to_be_visible()
    return time.monotonic()
