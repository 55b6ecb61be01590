"""My day, the lists its numbers open, and the file of a person across sites, teams and pôles."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.conftest import counted
from tests.situations import SystemAt, acting, as_jobs
from tisserand.access.models import Consultation
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people.rules import Identity
from tisserand.support import operations as support

pytestmark = pytest.mark.django_db


@pytest.fixture
def roselyne(service):
    """Mme Roselyne Mirval, whom Corinne Lollia accompanies."""
    with as_jobs():
        person = people.create_person(
            actor=SystemAt,
            at=timezone.now(),
            identity=Identity(civility="mme", used_name="Mirval", birth_name="Dambas", first_names="Roselyne"),
            request_key=new_id(),
            site=service.site.pk,
        )
        people.join_care_team(
            actor=SystemAt,
            at=timezone.now(),
            person=person.pk,
            unit=service.team.pk,
            account=service.account("referente").pk,
            reason="Référente",
            starts_on=timezone.localdate() - timedelta(days=1),
        )
    return person


def owe(service, person, days: int, label: str = "Rappeler", account: str | None = "referente", kind="support.plan"):
    with as_jobs():
        return deadlines.open_obligation(
            actor=SystemAt,
            at=timezone.now(),
            kind=kind,
            subject=new_id(),
            label=label,
            unit=service.team.pk,
            account=service.account(account).pk if account else None,
            person=person.pk,
            due_at=timezone.now() + timedelta(days=days, hours=1),
        )


def page(client, service, login: str, address: str) -> str:
    client.force_login(service.account(login))
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_day_says_what_will_come(client, service):
    for login in (
        "secretaire",
        "accueil",
        "referente",
        "cheffe",
        "pole",
        "crip",
        "direction",
        "conseil",
        "admin",
        "dpo",
    ):
        assert "Rien ne vous attend" in page(client, service, login, reverse("desk:my_day"))


@pytest.mark.parametrize(("login", "told"), [("referente", True), ("secretaire", False), ("crip", False)])
def test_answers_to_orientations_are_for_who_sends_some(client, service, login, told):
    assert ("Changé depuis hier" in page(client, service, login, reverse("desk:my_day"))) is told


def test_a_plan_handed_over_is_told_to_whoever_leads_it_now(client, service, roselyne):
    said, day = {"at": timezone.now()}, reverse("desk:my_day")
    with acting(service.actor("referente")) as actor:
        what = {"kind": "social_global", "origin": "proposed", "team": service.team.pk, "words": "Souffler."}
        plan = support.create_plan(actor=actor, **said, person=roselyne.pk, **what)
        support.record_adhesion(actor=actor, **said, plan=plan.pk, on=timezone.localdate())
    told = "Son accompagnement vous est confié, par Ghislaine Ozier."
    with acting(service.actor("cheffe")) as actor:
        support.hand_over_plan(actor=actor, **said, plan=plan.pk, referent=service.account("collegue").pk)
    assert told in page(client, service, "collegue", day)
    with acting(service.actor("collegue", timezone.now())) as actor:
        support.withdraw_adhesion(actor=actor, **said, plan=plan.pk, on=timezone.localdate())
    shown = page(client, service, "collegue", day)
    assert told in shown, "what she did since is not news"
    assert f'<a href="{reverse("support:plan", args=[plan.pk])}">Mme\u00a0Roselyne Mirval</a>' in shown
    assert "vous est confié" not in page(client, service, "referente", day)


@pytest.mark.requirement("R03")
def test_what_becomes_late_first_comes_first(client, service, roselyne):
    for days, label in ((9, "Préparer le bilan"), (-2, "Faire signer"), (2, "Compléter l’objectif")):
        owe(service, roselyne, days, label)
    shown = page(client, service, "referente", reverse("desk:my_day"))
    order = [shown.index(label) for label in ("Faire signer", "Compléter l’objectif", "Préparer le bilan")]
    assert order == sorted(order)
    assert "Mme\u00a0Roselyne Mirval" in shown


def test_ones_own_list_does_not_repeat_ones_name_and_team(client, service, roselyne):
    owe(service, roselyne, 2, "Faire signer")
    mine = page(client, service, "referente", reverse("desk:my_day")).partition("Faire signer")[2]
    assert '<p class="ts-law"></p>' in mine


def test_every_number_is_the_length_of_the_list_it_opens(client, service, roselyne):
    for days in (-3, -1, 2, 30):
        owe(service, roselyne, days)
    client.force_login(service.account("referente"))
    for when, expected in (("retard", 2), ("semaine", 3), ("tout", 4)):
        answer = client.get(reverse("desk:duties"), {"quand": when})
        assert len(answer.context["duties"]) == expected
    assert answer.context["counts"].late == 2
    assert answer.context["counts"].all == 4


def test_what_nobody_has_in_hand_is_offered_to_the_team(client, service, roselyne):
    owe(service, roselyne, 1, "Prendre la suite", account=None, kind="support.rsa")
    assert "Prendre la suite" in page(client, service, "collegue", reverse("desk:my_day"))
    assert "Prendre la suite" not in page(client, service, "referent.ailleurs", reverse("desk:my_day"))


def test_the_day_asks_the_same_number_of_questions_whatever_the_load(client, service, roselyne):
    for days in range(40):
        owe(service, roselyne, days)
    client.force_login(service.account("referente"))
    # Session, account, who asks, seats, scope; figures, two lists, names; answers from others, what others handed over,
    # drafts. The last three are the test's own: a savepoint, its release, and leaving the scope that a commit would
    # forget.
    with counted(most=12 + 3):
        client.get(reverse("desk:my_day"))


def test_a_day_at_the_desk_stays_within_twelve_questions(client, service, roselyne):
    """Who receives has dangers and interviews besides."""
    owe(service, roselyne, 1, account="accueil")
    client.force_login(service.account("accueil"))
    with counted(most=12 + 3):
        client.get(reverse("desk:my_day"))


def test_the_list_turns_its_pages_without_losing_or_repeating(client, service, roselyne):
    for days in range(65):
        owe(service, roselyne, days)
    client.force_login(service.account("referente"))
    seen, address = [], reverse("desk:duties")
    while address:
        answer = client.get(address)
        seen += [duty.row.pk for duty in answer.context["duties"]]
        address = reverse("desk:duties") + answer.context["next_url"] if answer.context["next_url"] else ""
    assert len(seen) == len(set(seen)) == 65


def test_a_made_up_page_key_starts_at_the_top(client, service, roselyne):
    owe(service, roselyne, 1)
    client.force_login(service.account("referente"))
    assert len(client.get(reverse("desk:duties"), {"apres": "n’importe quoi"}).context["duties"]) == 1


def test_the_file_shows_who_she_is_and_what_comes(client, service, roselyne):
    owe(service, roselyne, -1, "Relancer le bailleur")
    shown = page(client, service, "referente", reverse("desk:file", args=[roselyne.pk]))
    for said in ("Mme\u00a0Roselyne Mirval", "Dambas", "Relancer le bailleur", "Corinne Lollia"):
        assert said in shown


def test_reading_a_file_is_written_in_the_journal_once_in_ten_minutes(client, service, roselyne):
    for _ in range(3):
        page(client, service, "referente", reverse("desk:file", args=[roselyne.pk]))
    with as_jobs():
        assert Consultation.objects.filter(person_id=roselyne.pk).count() <= 2


def test_the_file_asks_the_same_number_of_questions_whatever_the_story(client, service, roselyne):
    for days in range(20):
        owe(service, roselyne, days)
    client.force_login(service.account("referente"))
    # Session, account, who asks, seats, scope; who she is, plans, appointments, visits, demands, acts, notes,
    # assessments, moves, letters; household, ties, their names; what comes, contacts, addresses, consents, team; the
    # reading noted: its scope, its row.
    # The others are the test's own: two savepoints, their releases, and leaving the scope twice.
    with counted(most=24 + 6):
        client.get(reverse("desk:file", args=[roselyne.pk]))


def test_a_stranger_to_the_file_does_not_see_what_others_owe_her(client, service, roselyne):
    owe(service, roselyne, 1, "Relancer le bailleur")
    client.force_login(service.account("referent.ailleurs"))
    client.post(reverse("people:outside", args=[roselyne.pk]), {"words": "Elle m’a téléphoné."})
    shown = page(client, service, "referent.ailleurs", reverse("desk:file", args=[roselyne.pk]))
    assert "Relancer le bailleur" not in shown


@pytest.mark.parametrize("login", ["secretaire", "direction", "conseil", "admin", "dpo", "crip"])
def test_who_opens_no_file_finds_no_page(client, service, roselyne, login):
    client.force_login(service.account(login))
    assert client.get(reverse("desk:file", args=[roselyne.pk])).status_code == 404
    assert client.get(reverse("desk:story", args=[roselyne.pk])).status_code == 404


def test_the_story_of_nobody_does_not_exist(client, service):
    client.force_login(service.account("referente"))
    assert client.get(reverse("desk:file", args=[new_id()])).status_code == 404


@pytest.mark.rail
def test_every_kind_of_link_has_a_page():
    from tisserand.desk import links

    for kind in (*links.PAGES, *links.LISTS, "assessment.first.send_orientation", "support.review"):
        assert links.address(kind, new_id()).startswith("/"), kind


def test_the_desk_is_led_to_the_identity_and_the_referent_to_the_file(client, service, roselyne):
    for login, page in (("secretaire", "people:identity"), ("referente", "desk:file")):
        client.force_login(service.account(login))
        answer = client.get(reverse("desk:open", args=[roselyne.pk]))
        assert answer["Location"] == reverse(page, args=[roselyne.pk])


def test_what_she_owed_goes_to_her_manager_when_she_steps_aside(client, service, roselyne):
    """« Votre responsable le reprend »: nothing stays in the hands of somebody who may no longer see it."""
    owe(service, roselyne, 1, "Relancer le bailleur")
    client.force_login(service.account("referente"))
    client.post(reverse("people:step_aside", args=[roselyne.pk]))
    assert "Relancer le bailleur" not in page(client, service, "referente", reverse("desk:my_day"))
    assert "Relancer le bailleur" in page(client, service, "cheffe", reverse("desk:my_day"))
