"""Each paper, printed, opened and read back."""

import time
from dataclasses import fields, replace
from datetime import date

import pytest

from tests.documents import papers
from tests.documents.reading import opened, printed, text_of
from tisserand.documents import rules

ALL = {
    "projet": (papers.support_plan, "Projet d’accompagnement", 2),
    "projet imposé": (papers.imposed_plan, "Projet d’accompagnement", 2),
    "cartes": (papers.appointment_cards, "Rendez-vous", 1),
    "attestation": (papers.presence_certificate, "Attestation de présence", 1),
    "continuité": (papers.continuity_sheet, "Fiche de continuité", 1),
    "accueil": (papers.paper_intake, "Fiche d’accueil sur papier", 2),
}


@pytest.mark.parametrize(("paper", "title", "pages"), ALL.values(), ids=ALL)
def test_a_paper_is_titled_in_french_tagged_and_archivable(paper, title, pages):
    started = time.perf_counter()
    body = printed(paper())
    print(f"{title}: {(time.perf_counter() - started) * 1000:.0f} ms, {len(body) // 1024} Ko")  # noqa: T201
    pdf = opened(body)
    catalogue = pdf.trailer["/Root"]
    assert pdf.metadata.title == title
    assert catalogue["/Lang"].split("-")[0] == "fr"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert len(pdf.pages) == pages
    identification = catalogue["/Metadata"].get_object().get_data()
    assert b"pdfaid:part>3<" in identification
    assert b"pdfuaid:part>1<" in identification


@pytest.mark.parametrize("paper", [paper for paper, _, _ in ALL.values()], ids=ALL)
def test_the_same_data_give_the_same_bytes(paper):
    assert printed(paper()) == printed(paper())


@pytest.mark.requirement("R38")
def test_the_plan_says_her_words_the_steps_and_both_commitments():
    text = text_of(printed(papers.support_plan()))
    assert text.index("Mme Roselyne Mirval") < text.index("arrête de courir") < text.index("Accompagnement social")
    for said in (
        "« Garder mon logement. Que les enfants ne changent pas d’école. »",
        "On saura que c’est mieux quand L’échéancier est signé",
        "M. Tacita Relancer le FSL vendredi 27 novembre 2026",
        "Ensemble Écrire à l’avocat, préparer l’audience mardi 1er décembre 2026",
        "Remplir le dossier FSL fait le 20 octobre 2026",
        "à partir du 5 décembre",
        "du 12 octobre 2026 au 11 avril 2027",
        "donnée par Mme Roselyne Mirval le 12 octobre 2026",
        "Venir, ou prévenir la veille",
        "Répondre sous 3 jours ouvrés",
        "Mme Corinne Lollia, assistante de service social",
        "Référence 7K2M-9QX",
        "Page 1 sur 2",
    ):
        assert said in text


def test_the_plan_says_her_rights():
    text = text_of(printed(papers.support_plan()))
    for right in ("Arrêter.", "Changer de référent.", "Venir avec quelqu’un.", "Défenseur des droits"):
        assert right in text


@pytest.mark.requirement("R55")
def test_an_imposed_plan_names_its_decision_and_promises_no_right_to_stop():
    text = text_of(printed(papers.imposed_plan()))
    assert "MASP 3, le juge des tutelles de Pointe-à-Pitre, le 2 septembre 2026, n° 26/00417" in text
    assert "adressez-vous à l’autorité qui l’a prise" in text
    assert "Adhésion" not in text
    assert "revenir sur votre accord" not in text


OUTCOMES = (
    (rules.Outcome.SIGNED, "", "Ce projet a été signé, le 24 novembre 2026"),
    (rules.Outcome.HANDED_UNSIGNED, "", "Ce projet a été remis sans signature, le 24 novembre 2026"),
    (rules.Outcome.REFUSED, "", "La signature a été refusée, et ce choix est respecté, le 24 novembre 2026"),
    (rules.Outcome.READ_ALOUD, "créole haïtien", "Ce projet a été lu à voix haute (créole haïtien), le 24 novembre"),
)


@pytest.mark.parametrize(("outcome", "language", "said"), OUTCOMES)
def test_formalising_is_not_signing(outcome, language, said):
    formalised = rules.Formalisation(outcome, date(2026, 11, 24), language)
    text = text_of(printed(papers.support_plan(formalisation=formalised)))
    assert said in text
    assert ("Date et signature" in text) == (outcome is rules.Outcome.SIGNED)


def test_before_it_is_formalised_the_paper_leaves_boxes_and_room_to_sign():
    text = text_of(printed(papers.support_plan()))
    assert "Signé Remis sans signature Signature refusée Lu à voix haute, en" in text
    assert text.count("Date et signature") == 2


def test_a_side_that_promised_nothing_says_so():
    text = text_of(printed(papers.support_plan(service_commitments=())))
    assert "Rien d’écrit." in text
    assert "Rien d’écrit." not in text_of(printed(papers.support_plan()))


@pytest.mark.parametrize(
    ("profession", "printed_as"),
    [("Éducatrice spécialisée", ", éducatrice spécialisée"), ("CESF", ", CESF"), ("", "Mme Corinne Lollia TIS")],
)
def test_a_profession_follows_its_name(profession, printed_as):
    referent = replace(papers.CORINNE, function=profession)
    assert printed_as in text_of(printed(papers.support_plan(referent=referent)))


def test_the_plan_has_no_place_for_the_assessment_nor_for_a_relative():
    assert {field.name for field in fields(rules.SupportPlan)} == {
        "letterhead", "person", "kind", "origin", "starts_on", "ends_on", "objectives", "person_commitments",
        "service_commitments", "referent", "appeal", "words", "review_on", "adhesion_on", "mandate", "formalisation",
        "budget",
    }  # fmt: skip


def test_an_appointment_card_may_be_anonymous_and_names_no_service():
    text = text_of(printed(papers.appointment_cards(1, person=None)))
    assert "mardi 1er décembre 2026 à 9 h 00" in text
    assert "Mirval" not in text
    assert "social" not in text


def test_nine_cards_take_a_second_sheet():
    assert len(opened(printed(papers.appointment_cards(8))).pages) == 1
    assert len(opened(printed(papers.appointment_cards(9))).pages) == 2


def test_a_certificate_says_when_and_never_why():
    text = text_of(printed(papers.presence_certificate()))
    assert "la présence de Mme Roselyne Mirval" in text
    assert "mardi 24 novembre 2026, de 9 h 15 à 10 h 40." in text
    open_ended = replace(papers.presence_certificate(), until_hour=None)
    assert "à 9 h 15." in text_of(printed(open_ended))


def test_the_continuity_sheet_puts_safety_before_the_rest():
    text = text_of(printed(papers.continuity_sheet()))
    assert text.index("Ne pas appeler l’école") < text.index("Pas de message vocal") < text.index("Relancer le FSL")
    assert "À détruire après usage" in text


@pytest.mark.requirement("R17")
def test_the_blank_sheet_carries_every_coded_choice():
    text = text_of(printed(papers.paper_intake()))
    for coded in (*papers.COUNTER, *papers.INTERVIEW):
        for choice in coded.choices:
            assert choice in text


def test_a_paper_prints_without_our_fonts(monkeypatch, tmp_path):
    from tisserand.documents import pdf

    monkeypatch.setattr(pdf, "FONTS", tmp_path / "absent")
    pdf._fonts.cache_clear()
    pdf._families.cache_clear()
    try:
        assert "Garder mon logement" in text_of(printed(papers.support_plan()))
    finally:
        pdf._fonts.cache_clear()
        pdf._families.cache_clear()
