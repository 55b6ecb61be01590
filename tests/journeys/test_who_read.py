"""« Qui a lu mon dossier »: the person asks at the counter, then writes to the privacy officer for the names."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

CORINNE, OFFICER = "corinne.lollia", "luc.fauvel"


def test_the_person_asks_who_read_her_file(post):
    corinne = post(CORINNE)
    family, given, born = her_file(corinne)
    corinne.follow("Qui a lu ce dossier")
    expect(corinne.page.locator("main")).to_contain_text("Référent·e")
    assert "Lollia" not in corinne.text()
    assert "Corinne" not in printed(corinne)
    officer = post(OFFICER)
    answered(officer, family, given, born)


def her_file(corinne) -> tuple[str, str, str]:
    corinne.open_file("Mirval Roselyne 1984")
    expect(corinne.page.locator("h1")).to_contain_text("Mirval")
    return "Mirval", "Roselyne", "14/03/1984"


def printed(corinne) -> str:
    address = corinne.page.get_by_role("link", name="Imprimer pour la personne").get_attribute("href")
    pdf = corinne.page.request.get(address)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.body())).pages)
    assert "Qui a lu mon dossier" in text
    return text.split("Chaque lecture")[0].replace("Roselyne", "")


def answered(officer, family: str, given: str, born: str) -> None:
    officer.menu("Lectures")
    for label, value in (
        ("Nom de naissance ou d’usage", family),
        ("Prénom", given),
        ("Date de naissance", born),
        ("Référence de la demande", "courrier du 20 novembre"),
    ):
        officer.page.get_by_label(label).fill(value)
    officer.press("Retrouver le dossier")
    officer.follow(re.compile("^Dossier "))
    expect(officer.page.get_by_role("rowheader", name="Corinne Lollia").first).to_be_visible()
    assert family not in officer.text()
    with officer.page.expect_download() as download:
        officer.page.get_by_role("button", name="Exporter en tableur").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("Jour;Heure;Nom")
    assert "Corinne Lollia" in text
