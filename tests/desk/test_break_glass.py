"""Breaking the glass: what it opens, for how long, who is told, and what it never opens (practice.md)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.situations import NOW, SETTLED, acting, as_jobs
from tests.support.situations import scene
from tisserand.access import grants
from tisserand.access.models import Consultation, FileGrant, JournalEntry
from tisserand.access.queries import visible
from tisserand.activity.models import Note
from tisserand.activity.rules import Level
from tisserand.deadlines.models import Obligation
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.people.models import Address, CareTeam, ContactPoint, Person
from tisserand.people.rules import Identity
from tisserand.support import operations as support
from tisserand.support.models import Contact, Objective, Plan

pytestmark = pytest.mark.django_db

WHY = {"motive": "danger", "words": "Son fils appelle : elle est à terre, seule chez elle."}
STRANGER = "accueil.ailleurs"
OPENED = (Plan, Objective, Contact, Note)


@pytest.fixture
def file(service):
    """Corinne Lollia accompanies Mme Mirval: a plan, a note of the file, a note of her own, a secret address."""
    plans = scene(service)
    with acting(plans.referent) as actor:
        plan = plans.active_plan()
        said = {"actor": actor, "at": NOW, "plan": plan.pk, "nature": "call", "happened_at": NOW}
        support.write_contact(**said, text="Elle a peur de rentrer.")
        support.write_contact(**said, text="Vérifier ce que dit l’école.", level=Level.WORKING)
        people.add_address(actor=actor, at=NOW, person=plans.person, kind="secret", starts_on=NOW.date())
        people.set_contact(
            actor=actor,
            at=NOW,
            person=plans.person,
            channel="phone",
            value="0690000047",
            starts_on=NOW.date(),
            kept_secret=True,
        )
    return plans


def actor_at(service, login, at=NOW):
    with as_jobs():
        return service.actor(login, at)


def break_glass(service, person, login=STRANGER, at=NOW, **said):
    with acting(actor_at(service, login, at)) as actor:
        return people.break_glass(actor=actor, at=at, person=person, **WHY | said)


def rows_of(actor, person):
    with acting(actor):
        behind = {model: set(model.objects.filter(person_id=person).values_list("pk", flat=True)) for model in OPENED}
    with as_jobs():
        query = {
            model: set(visible(model, actor).filter(person_id=person).values_list("pk", flat=True)) for model in OPENED
        }
    assert behind == query
    return {model: len(found) for model, found in behind.items()}


@pytest.mark.requirement("R25")
def test_a_stranger_reads_the_file_and_the_other_notes_stay_closed(service, file):
    assert set(rows_of(actor_at(service, STRANGER), file.person).values()) == {0}
    break_glass(service, file.person)
    seen = rows_of(actor_at(service, STRANGER), file.person)
    assert all(seen.values())
    assert seen[Note] == 1, "her working note stays hers"
    assert set(rows_of(actor_at(service, "accueil"), file.person).values()) == {0}, "nobody else’s access"


def test_what_is_kept_secret_stays_secret(service, file):
    before = {}
    for opened in (False, True):
        if opened:
            break_glass(service, file.person)
        with acting(actor_at(service, STRANGER)):
            before[opened] = (Address.objects.count(), ContactPoint.objects.count())
    assert before[True] == before[False] == (0, 0)


@pytest.mark.parametrize(("minutes", "open_"), [(-1, False), (0, True), (29, True), (30, False), (600, False)])
def test_it_opens_in_its_window_alone(service, file, minutes, open_):
    break_glass(service, file.person)
    later = actor_at(service, STRANGER, NOW + timedelta(minutes=minutes))
    assert bool(rows_of(later, file.person)[Plan]) is open_


def test_she_may_end_it_early_and_asking_twice_does_not_prolong_it(service, file):
    first = break_glass(service, file.person)
    soon = NOW + timedelta(minutes=10)
    assert break_glass(service, file.person, at=soon).ends_at == first.ends_at
    with acting(actor_at(service, STRANGER, soon)) as actor:
        grants.close(actor=actor, at=soon, person=file.person)
    assert rows_of(actor_at(service, STRANGER, soon), file.person)[Plan] == 0
    with as_jobs():
        assert [grant.ended_at for grant in FileGrant.objects.all()] == [soon]


def test_it_is_for_reading(service, file):
    break_glass(service, file.person)
    with acting(actor_at(service, STRANGER)) as actor:
        assert Plan.objects.update(words="Changé") == 0
        with pytest.raises(Plan.DoesNotExist):
            support.activate(actor=actor, at=NOW, plan=Plan.objects.get(person_id=file.person).pk)


def test_a_protected_person_is_nobody_even_with_a_grant_made_before(service, file):
    """Search answers as for a stranger; a grant made while she was anybody opens nothing any more."""
    break_glass(service, file.person)
    with acting(actor_at(service, "cheffe")) as keeper:
        people.make_restricted(
            actor=keeper, at=NOW, person=file.person, guard_unit=service.territory.pk, reason="agente du service"
        )
    stranger = actor_at(service, STRANGER)
    assert set(rows_of(stranger, file.person).values()) == {0}
    with acting(stranger):
        assert not Person.objects.filter(pk=file.person).exists()
    with pytest.raises(Refused):
        break_glass(service, file.person)


def test_whoever_stepped_aside_does_not_come_back_by_the_window(service, file):
    with acting(actor_at(service, STRANGER)) as actor:
        people.step_aside(actor=actor, at=NOW, person=file.person)
    with pytest.raises(Refused):
        break_glass(service, file.person)


def test_her_manager_and_every_privacy_officer_are_told_at_once(service, file):
    break_glass(service, file.person, login="referent.ailleurs")
    break_glass(service, file.person, login="collegue")
    with as_jobs():
        told = [
            (duty.why, duty.account.login, duty.due_at.date())
            for duty in Obligation.objects.filter(kind="people.emergency").order_by("opened_at", "id")
        ]
    thursday = NOW.date() + timedelta(days=2)
    assert sorted(told) == [
        ("Ouvert par Alex Virapin.", "dpo", thursday),
        ("Ouvert par Fabrice Tacita.", "cheffe", thursday),
        ("Ouvert par Fabrice Tacita.", "dpo", thursday),
    ]


def test_each_reader_says_what_she_thinks_of_it(service, file):
    grant = break_glass(service, file.person, login="collegue")
    for login, verdict, words in (("cheffe", "justified", ""), ("dpo", "inquire", "Appeler M. Tacita.")):
        with acting(actor_at(service, login)) as actor:
            people.review_emergency(actor=actor, at=NOW, grant=grant.pk, verdict=verdict, words=words)
    with as_jobs():
        ended = Obligation.objects.filter(kind="people.emergency").order_by("outcome")
        assert [(duty.outcome, duty.closed_by.login) for duty in ended] == [("inquire", "dpo"), ("justified", "cheffe")]
    with acting(actor_at(service, "collegue")) as actor, pytest.raises(FileGrant.DoesNotExist):
        people.review_emergency(actor=actor, at=NOW, grant=grant.pk, verdict="justified")


def test_it_is_in_the_journal_with_its_reason(service, file):
    break_glass(service, file.person)
    with as_jobs():
        entry = JournalEntry.objects.get(verb="emergency.open")
    assert (entry.person_id, entry.reason) == (file.person, WHY["words"])


# On the screen.


def ask(client, service, person, login=STRANGER, **changed):
    client.force_login(service.account(login))
    page = reverse("people:emergency_open", args=[person])
    token = client.get(page).context["token"]
    return client.post(page, {**WHY, "confirmed": "on", "token": token, **changed})


def test_from_the_identity_to_the_banner_and_its_end(client, service, file):
    home = reverse("desk:my_day")
    answer = ask(client, service, file.person)
    assert answer.status_code == 302
    shown = client.get(reverse("desk:file", args=[file.person])).content.decode()
    for said in ("Accès d’urgence en cours", "Fermer l’accès", "Elle a peur de rentrer."):
        assert said in shown
    assert "Vérifier ce que dit l’école." not in shown
    assert "Relire un accès" not in shown, "who is watched is not read in the file"
    assert "Accès d’urgence en cours" in client.get(home).content.decode()
    with as_jobs():
        marked = list(Consultation.objects.filter(reason__startswith="accès d’urgence").values_list("page", flat=True))
    assert marked == ["dossier"]
    client.post(reverse("people:emergency_close", args=[file.person]))
    assert "Accès d’urgence en cours" not in client.get(home).content.decode()


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"words": "urgent"}, 422),
        ({"motive": "curiosité"}, 422),
        ({"confirmed": ""}, 422),
        ({"token": "une autre page"}, 422),
    ],
)
def test_without_a_reason_or_a_fresh_confirmation_nothing_opens(client, service, file, changed, status):
    assert ask(client, service, file.person, **changed).status_code == status
    with as_jobs():
        assert not FileGrant.objects.exists()


def test_a_confirmation_is_for_one_file_and_one_colleague(client, service, file):
    with as_jobs():
        other = people.create_person(
            actor=file.manager,
            at=NOW,
            identity=Identity(used_name="Zami", first_names="Line"),
            site=service.site.pk,
            request_key=None,
        )
    client.force_login(service.account(STRANGER))
    token = client.get(reverse("people:emergency_open", args=[other.pk])).context["token"]
    assert ask(client, service, file.person, token=token).status_code == 422


@pytest.mark.parametrize("login", ["secretaire", "pole", "crip", "direction", "conseil", "admin", "dpo"])
def test_who_opens_no_file_breaks_no_glass(client, service, file, login):
    client.force_login(service.account(login))
    assert client.get(reverse("people:emergency_open", args=[file.person])).status_code == 404


def test_it_is_offered_on_a_file_that_no_seat_opens(client, service, file):
    with as_jobs():
        CareTeam.objects.update(starts_on=SETTLED)
    for login, offered in ((STRANGER, True), ("referente", False), ("accueil", True)):
        client.force_login(service.account(login))
        shown = client.get(reverse("desk:file", args=[file.person]), follow=True).content.decode()
        assert (reverse("people:emergency_open", args=[file.person]) in shown) is offered, login


def test_the_officer_reads_what_was_read_without_any_name(client, service, file):
    ask(client, service, file.person)
    client.get(reverse("desk:file", args=[file.person]))
    client.force_login(service.account("dpo"))
    with as_jobs():
        grant = FileGrant.objects.get()
    day = client.get(reverse("desk:my_day")).content.decode()
    assert reverse("people:emergency", args=[grant.pk]) in day
    page = client.get(reverse("people:emergency", args=[grant.pk])).content.decode()
    assert "Dossier" in page
    assert WHY["words"] in page
    assert "Mirval" not in page + day
    answer = client.post(reverse("people:emergency", args=[grant.pk]), {"verdict": "inquire", "words": ""})
    assert answer.status_code == 422
    client.post(reverse("people:emergency", args=[grant.pk]), {"verdict": "justified"})
    assert "Justifié" in client.get(reverse("people:emergencies")).content.decode()
    assert reverse("people:emergency", args=[grant.pk]) not in client.get(reverse("desk:my_day")).content.decode()


def test_a_manager_of_elsewhere_reads_nothing_of_it(client, service, file):
    grant = break_glass(service, file.person)
    client.force_login(service.account("cheffe"))
    assert client.get(reverse("people:emergency", args=[grant.pk])).status_code == 404
