"""The screens of an orientation, one story each: from the form to the first appointment, through a refusal."""

import pytest
import time_machine
from django.urls import reverse

from tests.assessment.orientations import (
    TODAY,
    WHY,
    admissible,
    declined,
    declined_twice,
    play,
    proposed,
    sent,
    turned_down,
)
from tests.assessment.situations import gerard, started, what_he_says
from tests.conftest import counted
from tests.situations import NOW, SETTLED, SystemAt, acting, as_jobs
from tisserand.access import operations as access
from tisserand.access.models import Draft
from tisserand.assessment import operations as first
from tisserand.assessment.models import Orientation
from tisserand.assessment.rules.first_assessment import Decision, NextStep
from tisserand.kernel.ids import new_id
from tisserand.territories.models import Commune, Sector, SiteDetails

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_that_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def signed_in(client, service):
    def sign_in(login):
        client.force_login(service.account(login))
        return client

    return sign_in


def page_of(answer, status=200) -> str:
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def posted(client, view, row, status=302, **fields):
    answer = client.post(reverse(f"assessment:{view}", args=[row.pk]), {"version": row.version} | fields)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer


def now(row) -> Orientation:
    with as_jobs():
        return Orientation.objects.get(pk=row.pk)


def assessed(service):
    person = gerard(service)
    with acting(service.actor("accueil")) as actor:
        row = started(service, actor, person)
        first.conclude(
            actor=actor,
            at=NOW,
            assessment=row.pk,
            expected_version=row.version,
            answers=what_he_says(),
            decision=Decision(step=NextStep.ORIENTATION, pole=service.pole.pk, reason="Coupure d’eau lundi."),
        )
    return person


def filled(service, **changes):
    return {
        "key": str(new_id()),
        "to_unit": str(service.pole.pk),
        "from_unit": str(service.site.pk),
        "reasons": WHY,
        "asks": "Je veux garder l’eau.",
        "urgency": "tomorrow",
        "passed": ["domain:housing"],
        "agreement": "said",
        "agreed_on": "24/11/2026",
    } | changes


@pytest.mark.requirement("R21", "R25")
def test_the_person_chooses_what_passes_and_it_leaves(service, signed_in):
    person = assessed(service)
    client, address = signed_in("accueil"), reverse("assessment:orient", args=[person.pk])
    page = page_of(client.get(address))
    assert "Coupure d’eau lundi." in page
    assert "La facture a triplé." in page
    assert " checked" not in page.split("id_passed_0")[1].split("</fieldset>")[0]
    answer = client.post(address, filled(service), follow=True)
    page = page_of(answer)
    assert "Orientation envoyée" in page
    assert "Accuser réception de l’orientation" in page
    page = page_of(signed_in("pole").get(answer.redirect_chain[-1][0]))
    assert "La facture a triplé." in page
    assert "Je n’ai jamais rien demandé" not in page
    assert "Répondre" in page


def test_what_is_missing_is_said_beside_the_fields_and_nothing_is_lost(service, signed_in):
    person = assessed(service)
    address = reverse("assessment:orient", args=[person.pk])
    answer = signed_in("accueil").post(address, filled(service, reasons="", to_unit="", agreement=""))
    page = page_of(answer, 422)
    assert "Dites pourquoi ce pôle" in page
    assert "Dites vers quel pôle ou quel service orienter" in page
    assert "Dites si la personne est d’accord" in page
    assert "Je veux garder l’eau." in page
    assert 'value="domain:housing" id="id_passed_1" checked' in page


def test_the_same_form_twice_sends_once(service, signed_in):
    person = assessed(service)
    address, fields = reverse("assessment:orient", args=[person.pk]), filled(service)
    client = signed_in("accueil")
    assert client.post(address, fields)["Location"] == client.post(address, fields)["Location"]
    with as_jobs():
        assert Orientation.objects.count() == 1


def test_a_draft_comes_back_and_goes_when_it_is_sent(service, signed_in):
    person = assessed(service)
    client, address = signed_in("accueil"), reverse("assessment:orient", args=[person.pk])
    kept = filled(service, reasons="Commencé puis interrompu.") | {
        "draft_person": str(person.pk),
        "draft_page": address,
    }
    client.post(reverse("access:keep_draft", args=["orientation"]), kept)
    assert "Commencé puis interrompu." in page_of(client.get(address))
    client.post(address, filled(service))
    with as_jobs():
        assert not Draft.objects.exists()


def test_while_she_thinks_nothing_leaves(service, signed_in):
    person = assessed(service)
    client = signed_in("accueil")
    page = page_of(
        client.post(reverse("assessment:orient", args=[person.pk]), filled(service, agreement="later"), follow=True)
    )
    assert "Noter sa réponse" in page
    assert "Rien n’attend de vous" in page_of(signed_in("pole").get(reverse("assessment:orientations")))


def test_her_answer_is_noted_then_it_is_sent(service, signed_in):
    row = proposed(service)
    client = signed_in("accueil")
    assert "24/11/2026" in page_of(client.get(reverse("assessment:agreement", args=[row.pk])))
    posted(client, "agreement", row, answer="later", words="Elle en parle à sa sœur.")
    posted(client, "agreement", now(row), answer="written", agreed_on="24/11/2026")
    posted(client, "send", now(row))
    assert now(row).state == "sent"


def test_her_no_withdraws_it(service, signed_in):
    row = proposed(service)
    posted(signed_in("accueil"), "agreement", row, answer="no")
    assert (now(row).state, now(row).close_reason) == ("withdrawn", "disagreement")


def test_the_pole_acknowledges_then_asks_and_is_answered(service, signed_in):
    row = sent(service)
    posted(signed_in("pole"), "acknowledge", row)
    posted(signed_in("pole"), "answer", now(row), answer="ask", words="Depuis quand ?")
    page = page_of(signed_in("accueil").get(reverse("assessment:orientation", args=[row.pk])))
    assert "Depuis quand ?" in page
    answer = posted(signed_in("accueil"), "reply", now(row), 422, words="Depuis juin.")
    assert "si la personne en est d’accord" in page_of(answer, 422)
    posted(signed_in("accueil"), "reply", now(row), words="Depuis juin.", agreed="on")
    assert now(row).state == "received"


@pytest.mark.requirement("R03")
def test_a_refusal_proposes_and_comes_back(service, signed_in):
    row = sent(service)
    client = signed_in("pole")
    page_of(client.get(reverse("assessment:answer", args=[row.pk])))
    answer = posted(client, "answer", row, 422, answer="decline", reason="legal_condition")
    page = page_of(answer, 422)
    assert "Citez l’article" in page
    assert "Proposez un autre pôle, ou dites" in page
    other = str(service.other_pole.pk)
    answer = posted(client, "answer", row, answer="decline", reason="other_pole", other_unit=other)
    assert answer["Location"] == reverse("assessment:orientations")
    page = page_of(client.get(reverse("assessment:orientation", args=[row.pk])))
    assert "n’est plus chez vous" in page
    page = page_of(signed_in("accueil").get(reverse("assessment:orientations")))
    assert "Propose\u00a0: Pôle Autonomie" in page
    page = page_of(signed_in("accueil").get(reverse("assessment:again", args=[row.pk])))
    assert f'value="{other}" class="" checked' in page or f'value="{other}"' in page
    posted(signed_in("accueil"), "again", now(row), to_unit=other, reasons=WHY)
    assert (now(row).state, now(row).to_unit_id) == ("proposed", service.other_pole.pk)


def test_two_colleagues_of_the_pole_answer_at_once(service, signed_in):
    row = sent(service)
    play(service, "pole", "acknowledge", row)
    page = page_of(posted(signed_in("pole"), "answer", row, 409, answer="ask", words="Depuis quand ?"), 409)
    assert "Quelqu’un a agi pendant que vous écriviez" in page
    assert "Odile Isidore" in page
    assert "Depuis quand ?" in page
    turned_down(service, now(row), "pole")
    page = page_of(posted(signed_in("pole"), "answer", row, 409, answer="ask", words="Et la régie ?"), 409)
    assert "n’est plus chez vous" in page
    assert "Et la régie" in page


def test_two_presses_of_send_the_second_sees_where_it_is(service, signed_in):
    row = play(service, "accueil", "agree", proposed(service), agreed_on=NOW.date())
    play(service, "accueil", "send", row)
    answer = posted(signed_in("accueil"), "send", row, 409)
    assert "Quelqu’un a agi pendant que vous lisiez" in page_of(answer, 409)
    assert "Ce n’est plus possible" in page_of(posted(signed_in("accueil"), "send", now(row), 422), 422)


def test_the_manager_attributes_or_keeps_waiting(service, signed_in):
    row = admissible(service)
    client = signed_in("cheffe")
    page = page_of(client.get(reverse("assessment:attribute", args=[row.pk])))
    assert page.index("Corinne Lollia") < page.index("Fabrice Tacita")
    assert "0 personne accompagnée" in page
    assert "Alex Virapin" not in page
    page_of(posted(client, "attribute", row, 422, decision="now"), 422)
    posted(client, "attribute", row, decision="wait", until="03/12/2026", words="Relais demandé.")
    professional = str(service.account("referente").pk)
    posted(client, "attribute", now(row), decision="now", professional=professional)
    client = signed_in("referente")
    assert "Noter le premier rendez-vous" in page_of(client.get(reverse("assessment:orientation", args=[row.pk])))
    fields = {"happened": "planned", "day": "26/11/2026", "unit": str(service.team.pk)}
    page = page_of(posted(client, "meeting", now(row), 422, **fields), 422)
    assert "Donnez l’heure du rendez-vous." in page
    posted(client, "meeting", now(row), **fields, hour="10 h 30")
    assert now(row).first_appointment_at.hour == 14
    shown = page_of(client.get(reverse("assessment:orientation", args=[row.pk])))
    assert reverse("reception:appointment", args=[now(row).first_appointment_id]) in shown
    agenda = page_of(client.get(reverse("reception:appointments"), {"jour": "2026-11-26"}))
    assert reverse("reception:appointment", args=[now(row).first_appointment_id]) in agenda
    posted(client, "meeting", now(row), happened="held", day="24/11/2026")
    assert now(row).state == "met"
    assert "Premier rendez-vous tenu" in page_of(signed_in("accueil").get(reverse("assessment:orientations")))


def test_the_manager_decides_after_two_refusals(service, signed_in):
    row = declined_twice(service)
    client = signed_in("cheffe")
    assert "Trancher" in page_of(client.get(reverse("assessment:orientations")))
    page = page_of(posted(client, "arbitrate", row, 422, decision="pole"), 422)
    assert "Dites quel pôle accompagne la personne" in page
    assert "Dites quel jour la personne a accepté" in page
    fields = {"unit": str(service.pole.pk), "words": "Le pôle accompagne.", "agreed_on": "24/11/2026"}
    posted(client, "arbitrate", row, decision="pole", **fields)
    assert now(row).state == "admissible"


def test_withdrawing_and_contesting(service, signed_in):
    row = declined(service)
    client = signed_in("accueil")
    page_of(client.get(reverse("assessment:contest", args=[row.pk])))
    posted(client, "contest", row, words="Ce n’est pas ce que j’ai demandé.")
    page = page_of(client.get(reverse("assessment:orientation", args=[row.pk])))
    assert "Ce n’est pas ce que j’ai demandé." in page.split("La personne conteste.")[1].split("ts-voice")[1]
    page_of(posted(client, "withdraw", now(row), 422), 422)
    posted(client, "withdraw", now(row), reason="situation_changed")
    assert now(row).state == "withdrawn"


@pytest.mark.parametrize("login", ["accueil.ailleurs", "pole.autre", "direction", "secretaire"])
def test_what_one_may_not_see_does_not_exist(service, signed_in, login):
    row = sent(service)
    client = signed_in(login)
    assert client.get(reverse("assessment:orientation", args=[row.pk])).status_code == 404
    assert client.get(reverse("assessment:answer", args=[row.pk])).status_code == 404


@pytest.mark.parametrize("number", [1, 6])
def test_the_lists_ask_the_same_whatever_their_length(service, signed_in, number):
    for _ in range(number):
        sent(service)
    client = signed_in("pole")
    client.get("/")
    with counted(17):
        page = page_of(client.get(reverse("assessment:orientations")))
    assert page.count("Gérard BORDELAIS</a>") >= number


def test_a_long_list_goes_on(service, signed_in, monkeypatch):
    monkeypatch.setattr("tisserand.assessment.web.orientation_lists.PAGE", 2)
    rows = [sent(service) for _ in range(5)]
    client, seen, address = signed_in("pole"), [], reverse("assessment:orientations") + "?liste=a-faire"
    while address:
        page = page_of(client.get(address))
        seen += [row.pk for row in rows if str(row.pk) in page]
        link = page.split('rel="next" href="')[1:]
        address = link[0].split('"')[0].replace("&amp;", "&") if link else ""
    assert sorted(seen) == sorted(row.pk for row in rows)


@pytest.mark.parametrize("mark", ["?apres=n’importe", "?liste=rien", "?liste=a-faire&apres=1e999~x", "?apres=nan~1"])
def test_an_address_that_nobody_made_is_no_error(service, signed_in, mark):
    page_of(signed_in("pole").get(reverse("assessment:orientations") + mark))


@pytest.mark.requirement("R03")
def test_the_pole_hands_it_to_the_team_beside_the_site(service, signed_in):
    """The chef de service sits at the site too, where nobody accompanies: it is not hers to attribute there."""
    sits_everywhere(service)
    form = page_of(signed_in("pole").get(reverse("assessment:answer", args=[sent(service).pk])))
    assert chosen_in(form) == service.team.name


def sits_everywhere(service):
    facts = {"department": "971", "population": 1, "epci": "", "epci_name": "", "source": "", "as_of": TODAY}
    chef = service.account("cheffe").pk
    with as_jobs():
        Commune.objects.create(code="97129", name="Sainte-Rose", sort_key="sainte rose", **facts)
        Sector.objects.create(unit=service.team, commune_id="97129", kind="team", starts_on=SETTLED)
        SiteDetails.objects.create(unit=service.site, commune_id="97129", latitude=0, longitude=0)
        for unit in (service.site, service.team, service.other_team):
            access.give_membership(
                actor=SystemAt, at=NOW, account=chef, unit=unit.pk, role="team_manager", starts_on=SETTLED
            )


def chosen_in(page) -> str:
    select = page.split('name="attribution_unit"')[1].split("</select>")[0]
    return select.split(" selected>")[1].split("</option>")[0]


@pytest.mark.parametrize(
    ("stage", "login", "view", "most"),
    [
        (proposed, "accueil", "orientation", 18),
        (proposed, "accueil", "agreement", 17),
        (sent, "pole", "orientation", 18),
        (sent, "pole", "answer", 28),
        (declined, "accueil", "again", 20),
        (declined_twice, "cheffe", "arbitrate", 20),
        (admissible, "cheffe", "attribute", 20),
    ],
)
def test_a_page_asks_once(service, signed_in, stage, login, view, most):
    row = stage(service)
    client = signed_in(login)
    with counted(most):
        page_of(client.get(reverse(f"assessment:{view}", args=[row.pk])))


def test_the_form_of_a_new_orientation_asks_once(service, signed_in):
    person = assessed(service)
    client = signed_in("accueil")
    with counted(24):
        page_of(client.get(reverse("assessment:orient", args=[person.pk])))
