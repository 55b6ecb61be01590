"""Breaking the glass, in a browser: the reason, the banner, its end, and whoever reads it afterwards."""

import pytest
from playwright.sync_api import expect

STRANGER = """
select p.id from people_person p
join support_plan s on s.person_id = p.id and s.state = 'active'
where p.visibility = 'staff' and not exists (
    select from people_careteam c join access_membership m on m.account_id = c.account_id or m.unit_id = c.unit_id
    join access_account a on a.id = m.account_id where c.person_id = p.id and a.login = %(login)s)
and p.site_id not in (
    select m.unit_id from access_membership m join access_account a on a.id = m.account_id where a.login = %(login)s)
order by p.id limit 1
"""
WORDS = "Son fils appelle : elle est tombée, seule chez elle."


@pytest.mark.requirement("R25")
def test_break_the_glass(post, served):
    joel = post("joel.pierrot")
    page = joel.page
    person = served.value(STRANGER.replace("%(login)s", "'joel.pierrot'"))
    page.goto(f"/personnes/{person}/")
    if "hors-de-mon-site" not in page.url:
        page.goto(f"/personnes/{person}/acces-urgence/")
    else:
        joel.follow("Accès d’urgence")
    joel.press("Ouvrir pour 30 minutes")
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_label("Danger immédiat").check()
    page.get_by_label("En quelques mots").fill(WORDS)
    page.get_by_label("J’en ai besoin maintenant").check()
    joel.press("Ouvrir pour 30 minutes")
    banner = page.get_by_label("Accès d’urgence en cours")
    expect(banner).to_contain_text("encore 30")
    joel.menu("Ma journée")
    expect(banner).to_be_visible()
    joel.follow("Revenir au dossier")
    assert f"/personnes/{person}/" in page.url
    joel.press("Fermer l’accès")
    expect(banner).to_have_count(0)

    [(officer,)] = served.rows(
        "select a.login from access_account a join access_membership m on m.account_id = a.id"
        " where m.role = 'privacy_officer' and a.showcase limit 1"
    )
    reader = post(officer)
    reader.page.goto("/")
    row = reader.page.locator("li").filter(has_text="Relire un accès d’urgence")
    expect(row).to_have_count(1)
    reader.follow("Ouvrir", within=row)
    expect(reader.page.locator("main")).to_contain_text(WORDS)
    expect(reader.page.locator("main")).to_contain_text("Dossier")
    reader.page.get_by_label("Justifié").check()
    reader.press("Garder cette lecture")
    expect(reader.page.locator("main")).to_contain_text("Justifié")
    assert served.value("select count(*) from access_filegrant where ended_at is not null") == 1
