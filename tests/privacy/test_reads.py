"""Who read my file: the privacy officer with names, the person without, the spreadsheet, and what is unusual."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.conftest import counted
from tests.documents.reading import text_of
from tests.people.situations import known, protected
from tests.situations import NOW, acting, as_jobs
from tisserand.access import journal
from tisserand.access.models import Consultation, JournalEntry
from tisserand.access.rules import FILES_AN_HOUR_MOST, FILES_AN_HOUR_TOLD
from tisserand.deadlines import queries as promises
from tisserand.kernel.ids import new_id, short_reference
from tisserand.kernel.sentences import plain_date
from tisserand.people.operations import merge_files, undo_merge
from tisserand.people.queries.confirming import persons_confirmed
from tisserand.people.rules import Identity
from tisserand.privacy.jobs import READINGS
from tisserand.privacy.operations import watching
from tisserand.privacy.rules.retention import months_after

pytestmark = pytest.mark.django_db
# Ten days before the scene: no filter speaks of a day to come.
THEN = NOW - timedelta(days=10)
HERS = {"family": "Mirval", "given": "Roselyne", "born": "14/03/1984", "request_reference": "demande du 20 novembre"}


def read(service, login, person, *, at=NOW, page="dossier", reason=""):
    actor = service.actor(login)
    with acting(actor):
        journal.record_consultations(actor=actor, at=at, consultations=[(person, page, reason)])


@pytest.fixture
def signed(client, service):
    def sign_in(login):
        client.force_login(service.account(login))
        return client

    return sign_in


@pytest.fixture
def roselyne(service):
    """Read by her référente, by the desk, and by the concern unit."""
    person = known(service)
    read(service, "referente", person.pk, at=THEN - timedelta(days=2))
    read(service, "secretaire", person.pk, at=THEN - timedelta(days=1), page="identité")
    read(service, "crip", person.pk, at=THEN - timedelta(days=1), page="identité", reason="évaluation")
    return person


def test_the_officer_finds_the_file_of_whoever_asks_and_reads_who_read_it(signed, roselyne):
    officer = signed("dpo")
    found = officer.post(reverse("privacy:reads"), HERS).content.decode()
    assert short_reference(roselyne.pk) in found
    assert "naissance aux Abymes" in found
    assert "Roselyne" not in found.split("<form", 1)[0], "her name is not said again"
    told = officer.get(reverse("privacy:reads_of", args=[roselyne.pk])).content.decode()
    for said in (
        "Corinne Lollia",
        "Référent·e",
        "Sainte-Rose – Deshaies",
        "Sandra Nérin",
        "Maud Hilaire",
        "évaluation",
    ):
        assert said in told
    assert "Mirval" not in told
    assert told.index('row">Sandra Nérin') < told.index('row">Corinne Lollia')


@pytest.mark.parametrize("wrong", [{"given": "Rosaline"}, {"born": "15/03/1984"}, {"family": "Mirvalle"}])
def test_a_request_that_is_not_exact_finds_nobody_and_stays_in_the_journal(signed, roselyne, as_jobs, wrong):
    page = signed("dpo").post(reverse("privacy:reads"), HERS | wrong).content.decode()
    assert "Aucun dossier à ce nom" in page
    with as_jobs():
        assert JournalEntry.objects.get(verb="person.confirm_nobody").reason == HERS["request_reference"]


def test_the_request_has_a_reference_and_her_reading_is_kept(signed, roselyne, as_jobs):
    officer = signed("dpo")
    assert officer.post(reverse("privacy:reads"), HERS | {"request_reference": ""}).status_code == 422
    officer.post(reverse("privacy:reads"), HERS)
    with as_jobs():
        assert Consultation.objects.get(person_id=roselyne.pk, page="demande de la personne").reason
        assert JournalEntry.objects.get(verb="person.confirm").person_id == roselyne.pk


def test_a_protected_person_may_ask_too(signed, service):
    person = protected(service)
    assert short_reference(person.pk) in signed("dpo").post(reverse("privacy:reads"), HERS).content.decode()


def test_nobody_else_confirms_an_identity(service, roselyne):
    for login in ("referente", "cheffe", "direction", "admin"):
        with acting(service.actor(login)):
            assert persons_confirmed(family="Mirval", given="Roselyne", born=date(1984, 3, 14)) == []


def test_a_period_and_a_colleague(signed, service, roselyne):
    officer, page = signed("dpo"), reverse("privacy:reads_of", args=[roselyne.pk])
    corinne = service.account("referente").pk
    assert '<th scope="row">Corinne Lollia' not in officer.get(page, {"du": "13/11/2026"}).content.decode()
    only = officer.get(page, {"collegue": str(corinne)}).content.decode()
    assert '<th scope="row">Corinne Lollia' in only
    assert '<th scope="row">Sandra Nérin' not in only
    assert officer.get(page, {"du": "hier peut-être"}).status_code == 422


def test_pages_follow_each_other_and_cost_the_same(signed, service, roselyne):
    for turn in range(120):
        read(service, "accueil", roselyne.pk, at=THEN - timedelta(minutes=10 * turn))
    officer, page = signed("dpo"), reverse("privacy:reads_of", args=[roselyne.pk])
    with counted(20):
        first = officer.get(page)
    assert len(first.context["rows"]) == 50
    seen, following = list(first.context["rows"]), first.context["next_url"]
    while following:
        answer = officer.get(page + following)
        seen, following = seen + list(answer.context["rows"]), answer.context["next_url"]
    assert len(seen) == len({(row.at, row.name) for row in seen}) >= 123
    assert officer.get(page, {"apres": "n’importe quoi"}).status_code == 200


def test_the_spreadsheet_shows_and_never_computes(signed, service, roselyne, as_jobs):
    read(service, "accueil", roselyne.pk, reason='=HYPERLINK("http://ailleurs";"x")')
    answer = signed("dpo").post(reverse("privacy:export_reads", args=[roselyne.pk]), {"collegue": ""})
    text = answer.content.decode("utf-8-sig")
    assert text.splitlines()[0] == "Jour;Heure;Nom;Fonction;Service;Ce qui a été lu;Motif"
    assert "'=HYPERLINK" in text
    assert ";=" not in text
    assert "Mirval" not in text + answer.headers["Content-Disposition"]
    with as_jobs():
        assert JournalEntry.objects.filter(verb="journal.export", person_id=roselyne.pk).exists()


def test_a_long_export_asks_for_a_shorter_period(signed, roselyne, monkeypatch):
    monkeypatch.setattr("tisserand.privacy.web.reads.MOST_EXPORTED", 2)
    answer = signed("dpo").post(reverse("privacy:export_reads", args=[roselyne.pk]))
    assert (answer.status_code, "2 lectures au plus" in answer.content.decode()) == (422, True)


def test_the_person_reads_services_and_functions_and_no_name(signed, roselyne):
    referent = signed("referente")
    page = referent.get(reverse("privacy:who_read", args=[roselyne.pk])).content.decode()
    body = page.split("<main", 1)[1]
    assert "Référent·e" in body
    assert "Secrétaire d’accueil social" in body
    for name in ("Lollia", "Nérin", "Hilaire", "évaluation", "Cellule"):
        assert name not in body
    paper = referent.get(reverse("privacy:who_read_pdf", args=[roselyne.pk]))
    text = text_of(paper.content)
    assert "Qui a lu mon dossier" in text
    assert "Secrétaire d’accueil social" in text
    since = plain_date(months_after(timezone.localdate(), -12))
    assert since in page
    assert since in signed("dpo").get(reverse("privacy:reads_of", args=[roselyne.pk])).content.decode()
    assert f"gardées depuis le {since}" in text.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")
    for name in ("Lollia", "Nérin", "Hilaire", "préoccupantes"):
        assert name not in text


def test_what_was_read_of_a_file_joined_to_hers_is_told_too(signed, service, roselyne):
    other = known(service, Identity(birth_name="Dambas", first_names="Roselyne"))
    read(service, "collegue", other.pk, at=THEN, page="parcours")
    with acting(service.actor("cheffe")) as manager:
        said = {"kept_version": 1, "other_version": 1, "taken": (), "reason": "Deux accueils."}
        fold = merge_files(actor=manager, at=timezone.now(), kept=roselyne.pk, other=other.pk, **said)
    pages = [reverse(f"privacy:{name}", args=[roselyne.pk]) for name in ("reads_of", "who_read")]
    officer = signed("dpo").get(pages[0]).content.decode()
    referent = signed("referente").get(pages[1]).content.decode()
    assert '<th scope="row">Fabrice Tacita' in officer
    assert "le parcours" in referent
    told = signed("dpo").get(reverse("privacy:unusual_reads")).content.decode()
    assert "Deux accueils." in told
    assert told.count("a réuni deux dossiers") == 1
    with acting(service.actor("cheffe")) as manager:
        undo_merge(actor=manager, at=NOW, fold=fold.pk, reason="Deux sœurs.")
    assert '<th scope="row">Fabrice Tacita' not in signed("dpo").get(pages[0]).content.decode()


def test_names_do_not_leave_the_database_for_who_prints(service, roselyne):
    with acting(service.actor("referente")):
        assert set(Consultation.objects.values_list("account_id", flat=True)) <= {service.account("referente").pk}


def test_reading_the_list_is_a_reading(signed, roselyne, as_jobs):
    signed("referente").get(reverse("privacy:who_read", args=[roselyne.pk]))
    signed("dpo").get(reverse("privacy:reads_of", args=[roselyne.pk]))
    with as_jobs():
        pages = set(Consultation.objects.values_list("page", flat=True))
    assert {"qui a lu", "journal des lectures"} <= pages


def test_who_may_open_what(signed, roselyne):
    for login in ("referente", "cheffe", "direction", "admin"):
        for name in ("reads", "unusual_reads"):
            assert signed(login).get(reverse(f"privacy:{name}")).status_code == 404
        assert signed(login).get(reverse("privacy:reads_of", args=[roselyne.pk])).status_code == 404
    for login in ("dpo", "direction", "secretaire"):
        assert signed(login).get(reverse("privacy:who_read", args=[roselyne.pk])).status_code == 404


def a_working_morning():
    """The latest Tuesday past, at ten: whatever the hour of the run, the office is open."""
    today = timezone.localtime()
    return (today - timedelta(days=(today.weekday() - 1) % 7 or 7)).replace(hour=10, minute=0)


@pytest.mark.check(14)
def test_what_is_unusual_is_shown_without_the_persons_name(signed, service, roselyne):
    morning = a_working_morning()
    for _ in range(FILES_AN_HOUR_TOLD + 1):
        read(service, "accueil.ailleurs", new_id(), at=morning)
    read(service, "secretaire", roselyne.pk, at=morning.replace(hour=3), page="coordonnées")
    read(service, "collegue", roselyne.pk, at=morning, reason="remplace Corinne cette semaine")
    body = signed("dpo").get(reverse("privacy:unusual_reads")).content.decode().split("<main", 1)[1]
    for said in ("Line Zami", f"{FILES_AN_HOUR_TOLD + 1} dossiers", "Sandra Nérin", "remplace Corinne"):
        assert said in body
    assert "Mirval" not in body
    assert short_reference(roselyne.pk) in body


def test_forty_files_one_night_hide_nobody_else(signed, service, roselyne):
    night = a_working_morning().replace(hour=3)
    read(service, "secretaire", roselyne.pk, at=night - timedelta(hours=1), page="coordonnées")
    for _ in range(FILES_AN_HOUR_TOLD):
        read(service, "accueil.ailleurs", new_id(), at=night)
    body = signed("dpo").get(reverse("privacy:unusual_reads")).content.decode()
    assert body.count("Sandra Nérin") == 1
    assert body.count("Line Zami") == 1
    assert f"et {FILES_AN_HOUR_TOLD - 1} autres lectures" in body


def told(at) -> int:
    with as_jobs():
        return watching.tell_many_files(actor=READINGS, at=at)


def many_files(service, login, at):
    for _ in range(FILES_AN_HOUR_TOLD + 1):
        read(service, login, new_id(), at=at)


@pytest.mark.check(14)
def test_many_files_are_a_duty_of_the_officer_once_a_reader_and_day(signed, service):
    now = timezone.now()
    many_files(service, "accueil.ailleurs", now - timedelta(days=1))
    many_files(service, "referente", now - timedelta(hours=3))
    assert (told(now), told(now + timedelta(hours=1))) == (2, 0)
    with acting(service.actor("dpo", now)) as officer:
        duties = list(promises.mine(officer))
        assert {row.label for row in duties} == {"Regarder une lecture inhabituelle"}
        assert {(row.why, row.person_id, row.account_id) for row in duties} == {("", None, officer.account_id)}
    page, officer = reverse("privacy:unusual_reads"), signed("dpo")
    asked = {"echeance": str(duties[0].pk)}
    assert officer.get(page).content.decode().count('name="echeance"') == 2
    assert "a été regardée" in officer.post(page, asked, follow=True).content.decode()
    assert officer.get(page).content.decode().count('name="echeance"') == 1
    assert "C’était déjà noté" in officer.post(page, asked, follow=True).content.decode()
    assert officer.post(page, {"echeance": "rien"}).status_code == 302
    assert told(now) == 0, "looked at: the same day does not come back"


def test_forty_files_an_hour_are_nobodys_duty(service):
    now = timezone.now()
    for _ in range(FILES_AN_HOUR_TOLD):
        read(service, "accueil", new_id(), at=now)
    assert told(now) == 0


def test_a_duty_of_long_ago_is_still_on_the_page(signed, service):
    then = timezone.now() - timedelta(days=50)
    many_files(service, "accueil", then)
    assert told(then + timedelta(hours=2)) == 1
    assert 'name="echeance"' in signed("dpo").get(reverse("privacy:unusual_reads")).content.decode()


@pytest.mark.check(14)
def test_beyond_what_anybody_reads_the_file_stays_closed(signed, service, roselyne, as_jobs):
    now = timezone.now()
    for _ in range(FILES_AN_HOUR_MOST):
        read(service, "referente", new_id(), at=now)
    answer = signed("referente").get(reverse("desk:file", args=[roselyne.pk]))
    assert answer.status_code == 429
    assert "Mirval" not in answer.content.decode()
    with as_jobs():
        assert Consultation.objects.filter(person_id=roselyne.pk, page="dossier", slot__gte=now - timedelta(hours=1))
