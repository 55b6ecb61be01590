"""One story per screen, as the professional reads it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.conftest import counted
from tests.situations import NOW, acting, as_jobs
from tests.support.situations import KEEP_MY_HOME, MY_HOURS, TODAY, a_person
from tisserand.access.models import Consultation, Draft
from tisserand.access.operations import save_draft
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people.models import Person
from tisserand.support import operations
from tisserand.support.models import (
    Autonomy,
    Commitment,
    Contact,
    Continuity,
    Disagreement,
    Examination,
    Objective,
    Plan,
    Review,
    Step,
)
from tisserand.support.web.forms import SessionForm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _that_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sign_in(client, support):
    def signed(login="referente"):
        client.force_login(support.service.account(login))
        return client

    return signed


@pytest.fixture
def desk(sign_in):
    return sign_in()


def text_of(response, status=200) -> str:
    page = response.content.decode()
    assert response.status_code == status, page[:3000]
    return page.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def url(plan, section=None, part=None) -> str:
    if section is None:
        return reverse("support:plan", args=[plan.pk])
    if part is None:
        return reverse("support:edit", args=[plan.pk, section])
    return reverse("support:edit_part", args=[plan.pk, section, part.pk])


def built(support, make):
    with acting(support.referent):
        return make()


def seen(model, **where):
    with as_jobs():
        return list(model.objects.filter(**where))


def test_opening_a_project_from_a_person(desk, support):
    address = reverse("support:new", args=[support.person])
    assert "Construire un accompagnement avec Mme Mirval" in text_of(desk.get(address))
    refused = text_of(desk.post(address, {"kind": "", "words": "Souffler."}), 422)
    assert "Souffler." in refused
    said = {"kind": "aeb", "origin": "proposed", "words": "Souffler.", "key": new_id()}
    team = {"team": support.service.team.pk}
    first = desk.post(address, said | team)
    again = desk.post(address, said | team)
    [plan] = seen(Plan, person_id=support.person)
    assert first.url == again.url == url(plan)


@pytest.mark.requirement("R34", "R35", "R36", "R37")
def test_a_project_says_what_is_missing_and_where_to_go(desk, support):
    plan = built(support, support.plan)
    page = text_of(desk.get(url(plan)))
    assert "Ce que Mme Mirval veut changer" in page
    assert "Ce plan ne peut pas encore être actif" in page
    assert "Il manque un objectif. Écrivez-le avec les mots de Mme Mirval." in page
    assert 'href="#objectifs"' in page
    refused = text_of(desk.post(reverse("support:activate", args=[plan.pk])), 422)
    assert "Il manque l’adhésion" in refused
    assert seen(Consultation, person_id=support.person)


def test_from_the_first_objective_to_an_active_plan(desk, support):
    plan = built(support, support.plan)
    said = {"words": KEEP_MY_HOME.words, "family": "living", "key": new_id()}
    assert desk.post(url(plan, "objectif"), said | {"criterion": ""}).status_code == 302
    [objective] = seen(Objective, plan=plan)
    assert "Il manque un critère" in text_of(desk.get(url(plan)))
    change = said | {"criterion": "Échéancier tenu.", "criterion_on": "24/11/2026", "version": objective.version}
    scale = {f"scale_{place}": f"Degré {place}" for place in range(5)} | {"scale_start": "-2", "scale_aim": "0"}
    assert desk.post(url(plan, "objectif", objective), change | scale).status_code == 302
    step = {"owner": "professional", "text": "Relancer le FSL", "due_on": "20/11/2026", "key": new_id()}
    assert desk.post(url(plan, "etape", objective), step).status_code == 302
    assert desk.post(url(plan, "adhesion"), {"adhesion_on": "24/11/2026", "words": "Oui."}).status_code == 302
    assert desk.post(reverse("support:activate", args=[plan.pk])).status_code == 302
    page = text_of(desk.get(url(plan)))
    assert "Actif, à réguler" in page
    assert "Point de départ" in page
    assert "améliorer ses conditions de vie" in page
    assert "4 jours de retard" in page
    assert "Vous" in page


@pytest.mark.requirement("R52")
def test_an_objective_stands_in_one_of_four_families(desk, support):
    page = text_of(desk.get(url(built(support, support.plan), "objectif")))
    for family in ("ses droits", "ses conditions de vie", "ses liens sociaux", "sa place et ses repères"):
        assert family in page


@pytest.mark.requirement("R45")
def test_a_step_is_done_then_undone(desk, support):
    plan = built(support, support.active_plan)
    [objective] = seen(Objective, plan=plan)
    with acting(support.referent):
        step = operations.plan_step(
            actor=support.referent, at=NOW, objective=objective.pk, text="Écrire au bailleur", owner="person"
        )
    desk.post(reverse("support:finish_step", args=[plan.pk, step.pk]))
    assert "fait aujourd’hui" in text_of(desk.get(url(plan)))
    desk.post(reverse("support:reopen_step", args=[plan.pk, step.pk]))
    assert seen(Step, pk=step.pk)[0].done_on is None
    assert desk.post(reverse("support:finish_step", args=[plan.pk, new_id()])).status_code == 404


def test_doing_it_instead_asks_why(desk, support):
    plan = built(support, support.active_plan)
    [objective] = seen(Objective, plan=plan)
    said = {"owner": "instead", "text": "Écrire au bailleur", "key": new_id()}
    page = text_of(desk.post(url(plan, "etape", objective), said), 422)
    assert "Dites pourquoi la démarche est faite à sa place." in page
    assert "Écrire au bailleur" in page


@pytest.mark.requirement("R54")
def test_promises_and_disagreements(desk, support):
    plan = built(support, support.active_plan)
    said = {"side": "service", "text": "Répondre sous 3 jours ouvrés", "key": new_id()}
    assert desk.post(url(plan, "engagement"), said).status_code == 302
    [row] = seen(Commitment, plan=plan)
    desk.post(reverse("support:keep_commitment", args=[plan.pk, row.pk]))
    desk.post(reverse("support:miss_commitment", args=[plan.pk, row.pk]))
    slip = re.search(r'action="(/[^"]+/manque/annuler\?version=\d+)"', text_of(desk.get(url(plan))))[1]
    assert desk.post(slip).status_code == 302
    assert "tenu 1 fois sur 1" in text_of(desk.get(url(plan)))
    assert "rien n’est annulé" in text_of(desk.post(slip), 422), "once"
    assert "rien n’est annulé" in text_of(desk.post(slip.partition("?")[0]), 422)
    desk.post(reverse("support:miss_commitment", args=[plan.pk, row.pk]))
    assert "tenu 1 fois sur 2" in text_of(desk.get(url(plan)))
    desk.post(reverse("support:end_commitment", args=[plan.pk, row.pk]))
    assert "Répondre sous" not in text_of(desk.get(url(plan)))
    said = {"words": "Pas l’école.", "said_on": "24/11/2026", "answer": "Entendu.", "key": new_id()}
    assert desk.post(url(plan, "desaccord"), said).status_code == 302
    assert seen(Disagreement, plan=plan)[0].answer == "Entendu."
    page = text_of(desk.get(url(plan)))
    assert ("Désaccords notés" in page, "Noter un désaccord" in page) == (True, True)


def test_a_note_is_found_again_after_a_crash_then_kept_once(desk, support):
    plan = built(support, support.active_plan)
    form = f"accompagnement-note-{plan.pk}"
    with acting(support.referent) as actor:
        save_draft(
            actor=actor, at=NOW, form=form, page="/", title="", person=support.person, fields={"text": ["Elle dit que"]}
        )
    page = text_of(desk.get(url(plan, "note")))
    assert "Brouillon repris" in page
    assert "Elle dit que" in page
    said = {"nature": "call", "on": "24/11/2026", "text": "Elle dit que tout va.", "level": "working", "key": new_id()}
    for _ in "double click":
        assert desk.post(url(plan, "note"), said).status_code == 302
    assert len(seen(Contact, plan=plan)) == 1
    assert not seen(Draft)
    assert "peut être communiquée ou saisie" in text_of(desk.get(url(plan)))
    late = said | {"on": "24/11/2026", "hour": "18 h", "key": new_id()}
    assert "Cela n’a pas encore eu lieu" in text_of(desk.post(url(plan, "note"), late), 422)


def test_nothing_happened_before_she_was_born(desk, support):
    plan = built(support, support.active_plan)
    with as_jobs():
        Person.objects.filter(pk=support.person).update(birth_year=1982)
    said = {"nature": "home_visit", "text": "Elle va mieux.", "level": "file", "key": new_id()}
    refused = text_of(desk.post(url(plan, "note"), said | {"on": "21/11/1926"}), 422)
    assert "Cette date est avant la naissance de la personne. Vérifiez l’année." in refused
    assert desk.post(url(plan, "note"), said | {"on": "01/01/1982"}).status_code == 302


def test_a_usual_length_is_not_said_as_measured(desk, support):
    plan = built(support, support.active_plan)
    said = {"nature": "home_visit", "on": "24/11/2026", "text": "Elle va mieux.", "level": "file"}
    desk.post(url(plan, "note"), said | {"key": new_id()})
    desk.post(url(plan, "note"), said | {"duration": "1 h 10", "key": new_id()})
    page = text_of(desk.get(url(plan)))
    assert "Visite à domicile · durée habituelle, 1 h 15" in page
    assert "Visite à domicile · 1 h 10" in page
    file = text_of(desk.get(reverse("desk:file", args=[support.person])))
    assert "durée habituelle, 1 h 15" in file


def test_two_writers_both_texts_on_the_page_nothing_lost(desk, support):
    plan = built(support, support.ready_plan)
    [objective] = seen(Objective, plan=plan)
    with acting(support.manager) as actor:
        operations.change_objective(actor=actor, at=NOW, objective=objective.pk, expected_version=1, goal=MY_HOURS)
    said = {"words": "Garder ma maison.", "criterion": "", "version": "1", "key": ""}
    page = text_of(desk.post(url(plan, "objectif", objective), said), 409)
    assert "Deux personnes ont écrit en même temps" in page
    assert "Ghislaine Ozier" in page
    both = said | {"read_version": "2", "resolution": "merge", "theirs_words": MY_HOURS.words}
    merged = text_of(desk.post(url(plan, "objectif", objective), both))
    assert MY_HOURS.words in merged
    assert "Garder ma maison." in merged
    assert (
        desk.post(url(plan, "objectif", objective), said | {"read_version": "2", "resolution": "mine"}).status_code
        == 302
    )
    assert seen(Objective, pk=objective.pk)[0].words == "Garder ma maison."


@pytest.mark.requirement("R49", "R50")
def test_a_review_together(desk, support):
    plan = built(support, support.active_plan)
    [objective] = seen(Objective, plan=plan)
    start = f"o_{objective.pk.hex}"
    said = {
        "held_on": "24/11/2026",
        "words": "Je respire.",
        f"{start}_state": "partly",
        f"{start}_words": "Presque.",
        "autonomy": "3",
        "decision": "renew",
        "key": new_id(),
    }
    assert "Choisissez la nouvelle date de fin." in text_of(desk.post(url(plan, "bilan"), said), 422)
    assert desk.post(url(plan, "bilan"), said | {"new_end": "30/09/2027"}).status_code == 302
    assert seen(Review, plan=plan)
    assert seen(Autonomy, plan=plan)[0].level == 3
    page = text_of(desk.get(url(plan)))
    assert "Je respire." in page
    assert "atteint en partie" in page


@pytest.mark.requirement("R34")
def test_she_stops_and_it_is_closed_with_a_reason_and_a_result(desk, support):
    plan = built(support, support.active_plan)
    assert desk.post(url(plan, "retrait"), {"withdrawn_on": "24/11/2026", "words": ""}).status_code == 302
    assert "Adhésion retirée, à clore" in text_of(desk.get(url(plan)))
    said = {"reason": "withdrawn", "closed_on": "24/11/2026", "words": ""}
    assert "Résultat" in text_of(desk.post(url(plan, "cloture"), said), 422)
    assert desk.post(url(plan, "cloture"), said | {"result": "partly"}).status_code == 302
    page = text_of(desk.get(url(plan)))
    assert "Adhésion retirée · résultat : partiel" in page
    assert "Modifier" not in page


def test_an_adhesion_withdrawn_stops_what_would_go_on(desk, support):
    plan = built(support, support.active_plan)
    with acting(support.referent):
        said = {"actor": support.referent, "at": NOW}
        promise = operations.commit(**said, plan=plan.pk, side="person", text="Venir.")
        operations.withdraw_adhesion(**said, plan=plan.pk, on=TODAY)
    page = text_of(desk.get(url(plan)))
    assert "Ce plan n’est plus actif : l’adhésion est retirée depuis le 24 novembre 2026." in page
    for gesture in (
        "Ajouter un objectif",
        "Ajouter une étape",
        "Pas tenu",
        "Changer de référent",
        "Ajouter un engagement",
    ):
        assert gesture not in page
    refused = "Notez une nouvelle adhésion, ou terminez."
    assert refused in text_of(desk.post(reverse("support:miss_commitment", args=[plan.pk, promise.pk])), 422)
    assert refused in text_of(desk.post(url(plan, "objectif"), {"words": "Souffler.", "key": new_id()}), 422)
    colleague = support.service.account("collegue")
    assert refused in text_of(desk.post(url(plan, "referent"), {"referent": colleague.pk}), 422)
    desk.post(url(plan, "adhesion"), {"adhesion_on": "24/11/2026", "words": "Oui."})
    assert "Ajouter un objectif" in text_of(desk.get(url(plan)))


def test_every_part_has_its_page(desk, support):
    from tisserand.support.web.sections import SECTIONS

    plan = built(support, support.active_plan)
    [objective] = seen(Objective, plan=plan)
    for slug, section in SECTIONS.items():
        address = url(plan, slug, objective if section.part == "objective" else None)
        assert section.title in text_of(desk.get(address)), slug
    assert desk.get(url(plan, "inconnu")).status_code == 404
    assert desk.get(url(plan, "etape")).status_code == 404


def test_what_a_plan_owes_in_another_hand_is_dated_on_its_own_pages(desk, support, monkeypatch):
    """Given by hand to a colleague, it stays in the list of who leads the plan (record 0021)."""
    monkeypatch.setattr("tisserand.support.queries.plans.page_of.__kwdefaults__", {"after": "", "size": 1})
    plan, _ = (built(support, support.plan) for _ in range(2))
    with as_jobs():
        other = {"account": support.service.account("collegue").pk, "opened_by": None}
        Obligation.objects.filter(subject=plan.pk).update(**other)
    address, found = reverse("support:plans"), []
    for _ in range(2):
        page = desk.get(address)
        assert "Construire le projet d’accompagnement" in text_of(page)
        found += [line["plan"].pk for line in page.context["lines"]]
        address = page.context["next_url"]
    assert len(set(found)) == 2
    assert found[-1] == plan.pk
    assert not address
    assert "Construire le projet d’accompagnement" in text_of(desk.get(url(plan)))


def test_my_plans_late_first_page_by_page(desk, support, monkeypatch):
    late = built(support, support.plan)
    others = [a_person(support.service, "m", f"Tirolien{number}", "Jean") for number in range(3)]
    with acting(support.referent):
        for number, person in enumerate(others):
            operations.create_plan(
                actor=support.referent,
                at=NOW + timedelta(days=number + 1),
                person=person,
                kind="asll",
                origin="proposed",
                team=support.service.team.pk,
            )
    monkeypatch.setattr("tisserand.support.queries.plans.page_of.__kwdefaults__", {"after": "", "size": 2})
    page = text_of(desk.get(reverse("support:plans")))
    assert page.index("Roselyne Mirval") < page.index("Tirolien0")
    assert "Tirolien1" not in page
    [following] = [part.split('"')[0] for part in page.split('rel="next" href="')[1:]]
    assert "Tirolien1" in text_of(desk.get(following.replace("&amp;", "&")))
    assert text_of(desk.get(reverse("support:plans"), {"apres": "n’importe quoi|"}))
    assert "Aucun accompagnement clos" in text_of(desk.get(reverse("support:plans"), {"etat": "clos"}))
    assert late


@pytest.mark.requirement("R40")
def test_the_team_regulates(sign_in, support):
    plan = built(support, support.active_plan)
    desk = sign_in("cheffe")
    page = text_of(desk.get(reverse("support:regulation")))
    assert "1 accompagnement actif à réguler" in page
    assert "dans 30 jours" in page
    said = {"team": support.service.team.pk, "held_on": "24/11/2026", "key": new_id()}
    opened = desk.post(reverse("support:open_session"), said)
    meeting = opened.url
    assert "Roselyne Mirval" in text_of(desk.get(meeting))
    members = {"present": [str(support.referent.account_id)]}
    assert desk.post(meeting, members).status_code == 302
    assert "Corinne Lollia" in text_of(desk.get(meeting))
    table = f"{meeting}{plan.pk}/"
    assert "Garder mon logement" in text_of(desk.get(table))
    refused = text_of(desk.post(table, {"decision": "refused", "opinion": "Non.", "key": new_id()}), 422)
    assert "Un refus s’accompagne d’une autre proposition" in refused
    said = {"decision": "validated", "opinion": "L’équipe soutient.", "dissent": "M. Tacita doute.", "key": new_id()}
    assert desk.post(table, said).status_code == 302
    assert seen(Examination, plan=plan)[0].dissent == "M. Tacita doute."
    page = text_of(desk.get(meeting))
    assert "Tout est examiné" in page
    assert desk.post(f"{meeting}clore", {"duration": "1 h 30"}).status_code == 302
    assert "Aucun accompagnement n’attend" in text_of(desk.get(reverse("support:regulation")))
    page = text_of(sign_in().get(url(plan)))
    assert "Validé en équipe le mardi 24 novembre 2026" in page
    assert "M. Tacita doute." in page


def test_the_plan_leads_back_to_the_file_of_the_person(desk, support):
    plan = built(support, support.plan)
    file = reverse("desk:file", args=[support.person])
    assert f'<a href="{file}">Dossier de Mme Roselyne Mirval</a>' in text_of(desk.get(url(plan)))
    assert f'href="{file}"' in text_of(desk.get(reverse("support:new", args=[support.person])))


def test_each_question_of_a_decision_says_when_it_is_asked(sign_in, support):
    plan = built(support, support.active_plan)
    desk = sign_in("cheffe")
    said = {"team": support.service.team.pk, "held_on": "24/11/2026", "key": new_id()}
    table = f"{desk.post(reverse('support:open_session'), said).url}{plan.pk}/"
    page = text_of(desk.get(table))
    for decision, field in (("reserved rework", "comments"), ("rework", "rework_by"), ("refused", "proposal")):
        block = page.partition(f'data-when="{decision}"')[2].partition("</div>\n<div")[0]
        assert f'name="{field}"' in block
    assert page.count("data-when=") == 3


def test_teams_with_something_to_regulate_come_first():
    teams = [("a", "Anse-Bertrand"), ("l", "Lamentin"), ("s", "Sainte-Rose")]
    form = SessionForm(teams=teams)
    form.begin_with(["s", "l", "s"])
    assert [key for key, _ in form.fields["team"].choices] == ["s", "l", "a"]


@pytest.mark.requirement("R25")
def test_the_worker_on_duty_reads_what_was_left_for_her_and_nothing_else(sign_in, support):
    plan = built(support, support.active_plan)
    said = {
        "safety": "Ne pas laisser de message.\nAppeler après 16 h.",
        "next_steps": "Audience le 17",
        "open_to": "duty",
    }
    assert sign_in().post(url(plan, "continuite"), said).status_code == 302
    assert seen(Continuity, plan=plan)
    address = reverse("support:continuity", args=[support.person])
    desk = sign_in("accueil")
    page = text_of(desk.get(address))
    assert "Appeler après 16 h." in page
    assert "Garder mon logement" not in page
    assert desk.get(url(plan)).status_code == 404
    assert sign_in("secretaire").get(address).status_code == 404


def test_what_one_may_not_see_does_not_exist(sign_in, support):
    plan = built(support, support.active_plan)
    for login in ("referent.ailleurs", "secretaire", "direction", "admin", "dpo", "pole"):
        desk = sign_in(login)
        assert desk.get(url(plan)).status_code == 404, login
        assert desk.post(reverse("support:activate", args=[plan.pk])).status_code == 404, login
        assert desk.get(url(plan, "note")).status_code == 404, login


def test_another_referent_takes_over(desk, support):
    plan = built(support, support.active_plan)
    colleague = support.service.account("collegue")
    answer = desk.post(url(plan, "referent"), {"referent": colleague.pk})
    assert answer.url == reverse("support:plans")
    assert seen(Plan, pk=plan.pk)[0].referent_id == colleague.pk


def test_others_of_the_household_say_yes_for_themselves(desk, support):
    other = a_person(support.service, "m", "Mirval", "Éric")
    with acting(support.service.actor("accueil")) as actor:
        people.start_household(actor=actor, at=NOW, people=[(support.person, "elle"), (other, "son conjoint")])
    plan = built(support, support.ready_plan)
    assert "Éric Mirval" in text_of(desk.get(url(plan, "foyer")))
    assert desk.post(url(plan, "foyer"), {"who": other}).status_code == 302
    assert "M. Mirval n’a pas encore dit oui." in text_of(desk.get(url(plan)))
    assert desk.post(url(plan, "foyer"), {"who": other, "adhesion_on": "24/11/2026"}).status_code == 302
    assert "pour elle, M. Mirval" in text_of(desk.get(url(plan)))
    assert desk.post(url(plan, "foyer"), {"who": other, "leaves": "on"}).status_code == 302
    assert "M. Mirval" not in text_of(desk.get(url(plan)))


def test_a_measure_of_others_is_noted(desk, support):
    plan = built(support, support.active_plan)
    said = {"measure": "aesf", "exercised_by": "UDAF", "scope": "Le budget", "key": new_id()}
    # A protection is written once, with its end and who signs (record 0020).
    assert desk.post(url(plan, "mesure"), said | {"measure": "curatelle"}).status_code == 422
    assert desk.post(url(plan, "mesure"), said).status_code == 302
    page = text_of(desk.get(url(plan)))
    assert "AESF" in page
    assert "UDAF · Le budget" in page


def test_a_relay_is_watched_until_it_took(desk, support):
    plan = built(support, support.active_plan)
    said = {"reason": "relay", "result": "partly", "closed_on": "24/11/2026", "words": "", "relay_to": ""}
    assert "Dites qui prend le relais" in text_of(desk.post(url(plan, "cloture"), said), 422)
    assert desk.post(url(plan, "cloture"), said | {"relay_to": "CCAS"}).status_code == 302
    assert "Le relais est pris" in text_of(desk.get(url(plan)))
    desk.post(reverse("support:confirm_relay", args=[plan.pk]))
    assert "Le relais est pris</button>" not in text_of(desk.get(url(plan)))


@pytest.mark.parametrize("typed", ["31/02/2026", "demain", "9" * 500, "\U0001f600"])
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(desk, support, typed):
    plan = built(support, support.active_plan)
    said = {"words": "Ça va mieux \U0001f600", "said_on": typed, "level": "3", "key": new_id()}
    page = text_of(desk.post(url(plan, "autonomie"), said), 422)
    assert "Ça va mieux \U0001f600" in page


def test_the_page_asks_the_same_whatever_the_length_of_the_plan(desk, support):
    short = built(support, support.active_plan)
    [objective] = seen(Objective, plan=short)
    with acting(support.referent) as actor:
        operations.plan_step(actor=actor, at=NOW, objective=objective.pk, text="Écrire", owner="professional")
    desk.get(url(short))
    with counted(100) as few:
        desk.get(url(short))
    with acting(support.referent) as actor:
        for number in range(6):
            goal = operations.Goal(words=f"Objectif {number}", criterion="Un fait.", criterion_on=TODAY)
            row = operations.write_objective(actor=actor, at=NOW, plan=short.pk, goal=goal)
            operations.plan_step(actor=actor, at=NOW, objective=row.pk, text="Écrire", owner="professional")
            operations.commit(actor=actor, at=NOW, plan=short.pk, side="person", text="Venir")
            operations.write_contact(
                actor=actor, at=NOW, plan=short.pk, nature="call", happened_at=NOW, text="Appelée."
            )
    with counted(len(few)):
        text_of(desk.get(url(short)))


def test_the_list_asks_the_same_whatever_its_length(desk, support):
    built(support, support.plan)
    desk.get(reverse("support:plans"))
    with counted(100) as few:
        desk.get(reverse("support:plans"))
    for _ in range(5):
        built(support, support.plan)
    with counted(len(few)):
        text_of(desk.get(reverse("support:plans")))
