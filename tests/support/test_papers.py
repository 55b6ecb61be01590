"""The project opened and read back: what it says, and what it must never say."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from tests.situations import NOW, acting
from tests.support.situations import KEEP_MY_HOME, TODAY
from tests.support.test_screens import _that_tuesday, built, seen, sign_in, text_of, url  # noqa: F401
from tisserand.documents.models import Document
from tisserand.support import operations
from tisserand.support.models import Continuity, Objective, Plan

pytestmark = pytest.mark.django_db


def read(response) -> str:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    assert reader.trailer["/Root"]["/Lang"] == "fr-FR"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def plan(support):
    plan = built(support, support.active_plan)
    [objective] = seen(Objective, plan=plan)
    with acting(support.referent) as actor:
        said = {"actor": actor, "at": NOW}
        operations.plan_step(objective=objective.pk, text="Relancer le FSL", owner="professional", **said)
        operations.commit(plan=plan.pk, side="service", text="Répondre sous 3 jours ouvrés", **said)
        operations.commit(plan=plan.pk, side="third", party="M. Bailleur", text="Accepter 65 € par mois", **said)
        operations.write_contact(plan=plan.pk, nature="call", happened_at=NOW, text="Secret du dossier.", **said)
        operations.say_autonomy(plan=plan.pk, level=2, words="On me dit quoi faire.", **said)
    return plan


@pytest.mark.requirement("R38", "R54")
def test_the_project_says_her_words_both_sides_and_her_rights(sign_in, plan):  # noqa: F811
    text = read(sign_in().get(reverse("support:project", args=[plan.pk])))
    for said in (
        "Mme Roselyne Mirval",
        KEEP_MY_HOME.words,
        KEEP_MY_HOME.criterion,
        "Relancer le FSL",
        "Répondre sous 3 jours ouvrés",
        "Corinne Lollia",
        "Vos droits",
        "Changer de référent",
    ):
        assert said in text, said


def test_never_the_notes_nor_a_third_party(sign_in, plan):  # noqa: F811
    text = read(sign_in().get(reverse("support:project", args=[plan.pk])))
    for kept_out in ("Secret du dossier", "M. Bailleur", "65 €", "On me dit quoi faire"):
        assert kept_out not in text, kept_out


@pytest.mark.requirement("R38")
def test_what_was_handed_over_is_kept_as_it_was(sign_in, plan):  # noqa: F811
    desk = sign_in()
    said = {"outcome": "read_aloud", "formalised_on": "24/11/2026", "language": "créole"}
    assert desk.post(url(plan, "formalisation"), said).status_code == 302
    [paper] = seen(Document, subject=plan.pk)
    assert "créole" in paper.data["formalisation"]["language"]
    page = text_of(desk.get(url(plan)))
    assert reverse("documents:document", args=[paper.pk]) in page
    assert "Lu à voix haute (créole), le 24 novembre 2026" in page


def test_reading_the_project_keeps_nothing(sign_in, plan):  # noqa: F811
    sign_in().get(reverse("support:project", args=[plan.pk]))
    assert not seen(Document)


@pytest.mark.requirement("R55")
def test_a_decision_is_joined_before_anything_is_imposed(sign_in, support):  # noqa: F811
    plan = built(support, lambda: support.plan(origin="imposed"))
    desk = sign_in()
    said = {"authority": "Juge", "nature": "Ordonnance", "reference": "26/12", "decided_on": "20/11/2026"}
    assert "Choisissez un fichier" in text_of(desk.post(url(plan, "mandat"), said), 422)
    paper = SimpleUploadedFile("decision.pdf", b"%PDF-1.7 decision", "application/pdf")
    assert desk.post(url(plan, "mandat"), said | {"document": paper}).status_code == 302
    [plan] = seen(Plan, pk=plan.pk)
    assert seen(Document, pk=plan.mandate_document_id)
    text = read(desk.get(reverse("support:project", args=[plan.pk])))
    assert "Juge" in text


@pytest.mark.requirement("R25")
def test_the_sheet_of_the_worker_on_duty(sign_in, support, plan):  # noqa: F811
    with acting(support.referent) as actor:
        operations.write_continuity(actor=actor, at=NOW, plan=plan.pk, safety="Pas de message.", next_steps="Audience.")
    [sheet] = seen(Continuity, plan=plan)
    address = reverse("support:continuity_paper", args=[support.person, sheet.pk])
    text = read(sign_in("accueil").get(address))
    assert "Pas de message." in text
    assert KEEP_MY_HOME.words not in text
    assert TODAY


def test_a_stranger_prints_nothing(sign_in, plan):  # noqa: F811
    assert sign_in("referent.ailleurs").get(reverse("support:project", args=[plan.pk])).status_code == 404


@pytest.mark.requirement("R39")
def test_an_aeb_keeps_its_budget_sheet(sign_in, support):  # noqa: F811
    desk = sign_in()
    for kind, carries in (("aeb", True), ("asll", False)):
        plan = built(support, lambda kind=kind: support.plan(kind=kind))
        assert ("Ce qui reste pour vivre" in read(desk.get(reverse("support:project", args=[plan.pk])))) is carries
