"""Two desks opened a file for the same person: the manager joins them, then learns that they are two sisters."""

import re

from playwright.sync_api import expect

SANDRA, GHISLAINE = "sandra.nerin", "ghislaine.ozier"


def test_joined_then_undone(post):
    sandra, ghislaine = post(SANDRA), post(GHISLAINE)
    first, second = new_file(sandra, "Zozime"), new_file(sandra, "Zozyme")
    joined(ghislaine, first, second)
    old_address_leads_to_the_kept_file(sandra, first, second)
    undone(ghislaine, first, second)
    told(ghislaine, first)


def new_file(sandra, name) -> str:
    sandra.page.goto("/personnes/")
    box = sandra.page.get_by_role("searchbox").first
    box.fill(f"{name} Octavie 1990")
    box.press("Enter")
    for label, said in (("Nom", name), ("Prénom", "Octavie"), ("Naissance", "1990")):
        sandra.page.locator("main").get_by_label(label, exact=True).fill(said)
    sandra.press("Créer le dossier")
    sandra.page.wait_for_url(re.compile(r"/personnes/[0-9a-f-]{36}/"))
    return re.search(r"[0-9a-f-]{36}", sandra.page.url).group()


def joined(ghislaine, first, second):
    ghislaine.page.goto(f"/personnes/{first}/ressemblances/")
    ghislaine.click(ghislaine.page.locator(f'a[href="/personnes/{first}/reunir/{second}/"]'))
    expect(ghislaine.page.get_by_role("heading", name="Est-ce une seule personne")).to_be_visible()
    ghislaine.press("Réunir les deux dossiers")
    expect(ghislaine.page.get_by_role("alert")).to_contain_text("Pourquoi")
    ghislaine.page.get_by_label("Pourquoi").fill("Deux accueils, une personne.")
    ghislaine.page.get_by_label("Zozyme", exact=True).check()
    ghislaine.press("Réunir les deux dossiers")
    expect(ghislaine.page.get_by_role("heading", name="Dossiers réunis à celui-ci")).to_be_visible()
    assert ghislaine.heading() == "Octavie Zozyme"


def old_address_leads_to_the_kept_file(sandra, first, second):
    sandra.page.goto(f"/personnes/{second}/identite/")
    assert first in sandra.page.url


def undone(ghislaine, first, second):
    ghislaine.follow("Défaire")
    ghislaine.page.get_by_label("Pourquoi").fill("Deux sœurs.")
    ghislaine.press("Défaire")
    expect(ghislaine.page.locator("[data-toast]").first).to_contain_text("C’est défait")
    ghislaine.page.goto(f"/personnes/{second}/identite/")
    assert second in ghislaine.page.url
    ghislaine.page.goto(f"/personnes/{first}/ressemblances/")
    assert second not in ghislaine.page.content()
    assert ghislaine.heading() == "Octavie Zozime"


def told(ghislaine, first):
    ghislaine.page.goto(f"/personnes/{first}/modifications/")
    expect(ghislaine.page.locator("main")).to_contain_text("Ghislaine Ozier")
    ghislaine.page.goto(f"/personnes/{first}/pieces/")
    expect(ghislaine.page.locator("main")).to_contain_text("défait le")
