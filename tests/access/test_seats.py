"""A colleague arrives, is seated, moves and leaves: by the administration, with every refusal beside its field."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.access.doors import give_password, professional
from tests.situations import SETTLED, SystemAt, as_jobs
from tisserand.access import operations, rules, seat_rules, seats
from tisserand.access.actors import Actor
from tisserand.access.models import Account, JournalEntry, Membership
from tisserand.access.seat_rules import Moment, Span
from tisserand.deadlines import jobs
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.models import Obligation
from tisserand.desk import links
from tisserand.kernel.ids import new_id

NOVEMBER, MARCH = date(2026, 11, 2), date(2027, 3, 1)
DAY = timedelta(days=1)


def codes(refusals) -> set[str]:
    return {refusal.code for refusal in refusals}


def given(role="support_worker", unit=None, seat=None, same=(), **more):
    said = {"open_account": True, "own": False, "alone": False} | more
    return codes(
        seat_rules.refusals_to_give(
            role=role, unit=unit or Span(date(2018, 1, 1)), seat=seat or Span(NOVEMBER), same=same, **said
        )
    )


class TestGiving:
    def test_a_plain_seat_is_given(self):
        assert given() == set()

    def test_a_role_that_does_not_exist(self):
        assert given(role="wizard") == {"unknown_role"}

    def test_an_end_before_its_start(self):
        assert given(seat=Span(NOVEMBER, NOVEMBER)) == {"order"}
        assert given(seat=Span(NOVEMBER, NOVEMBER + DAY)) == set()

    def test_a_unit_closed_on_that_day(self):
        assert given(unit=Span(date(2018, 1, 1), NOVEMBER)) == {"unit_closed"}
        assert given(unit=Span(date(2018, 1, 1), NOVEMBER + DAY)) == set()
        assert given(unit=Span(NOVEMBER + DAY)) == {"unit_later"}

    def test_the_same_seat_twice(self):
        assert given(same=[Span(SETTLED)]) == {"double"}
        assert given(same=[Span(SETTLED, NOVEMBER), Span(SETTLED, SETTLED)]) == set()
        assert given(same=[Span(MARCH)], seat=Span(NOVEMBER, MARCH)) == set()

    def test_nobody_seats_herself_while_somebody_else_may(self):
        assert given(own=True) == {"own_seat"}
        assert given(own=True, alone=True) == set()

    def test_a_closed_account(self):
        assert given(open_account=False) == {"closed"}


def ended(ends_before, seat=None, today=NOVEMBER, **more):
    said = {"own": False, "alone": False, "last_manager": False, "same": ()} | more
    return codes(seat_rules.refusals_to_end(seat=seat or Span(SETTLED), ends_before=ends_before, today=today, **said))


class TestEnding:
    def test_yesterday_at_the_earliest(self):
        assert ended(NOVEMBER) == set()
        assert ended(NOVEMBER - DAY) == {"past"}
        assert ended(NOVEMBER - DAY, today=None) == set()

    def test_one_that_has_not_begun_is_cancelled(self):
        assert ended(MARCH, seat=Span(MARCH)) == set()
        assert ended(MARCH - DAY, seat=Span(MARCH)) == {"order"}
        assert Span(MARCH, MARCH).moment(NOVEMBER) == Moment.PAST

    def test_one_that_is_over(self):
        assert ended(MARCH, seat=Span(SETTLED, NOVEMBER)) == {"over"}

    def test_it_is_not_made_longer_into_another(self):
        assert ended(MARCH + DAY, seat=Span(SETTLED, MARCH), same=[Span(MARCH)]) == {"double"}

    def test_somebody_is_left_who_names_colleagues(self):
        assert ended(MARCH, last_manager=True) == {"last_manager"}


def test_an_account_says_what_is_wrong_beside_each_field():
    said = seat_rules.refusals_to_open_account(login="Ève Essai", name=" ", login_taken=True, email_shared=True)
    assert {refusal.field for refusal in said} == {"login", "name", "email"}
    assert not seat_rules.refusals_to_open_account(
        login="eve.essai2", name="Ève", login_taken=False, email_shared=False
    )


def test_who_may_seat_nobody_is_not_led_where_it_is_done():
    """The unit of concerns, at the direction, reads that it is asked of the administration."""
    asked = Obligation(kind="deadlines.unheard", unit_id=new_id(), account_id=new_id())
    crip, hers = Actor(new_id(), "Maud Hilaire", {}), Actor(asked.account_id, "Anne Dambas", {})
    assert not links.may_be_opened(crip, asked)
    assert links.may_be_opened(hers, asked)


# At the screen.


@pytest.fixture
def administration(client, service, light_passwords):
    professional(service, login="gestion", role="administrator")
    give_password(client, login="gestion")
    return client


def create(client, login="nadia.coral", **more):
    said = {"name": "Nadia Coral", "login": login, "profession": "Éducatrice", "civility": "Mme", "email": ""}
    return client.post(reverse("access:new_account"), said | more)


def seated(client, account, unit, **more):
    today = f"{seats.today(timezone.now()):%d/%m/%Y}"
    said = {"unit": str(unit.pk), "role": "support_worker", "starts_on": today, "ends_on": "", "eqtp": "0,8"}
    return client.post(reverse("access:give_seat", args=[account.pk]), said | more)


def account_of(login) -> Account:
    return Account.objects.get(login=login)


@pytest.mark.requirement("R15")
@pytest.mark.django_db
def test_a_colleague_is_created_seated_and_at_work_behind_the_walls(administration, service):
    answer = create(administration, email="nadia.coral@departement.example", unite=str(service.team.pk))
    nadia = account_of("nadia.coral")
    assert answer["Location"] == f"{reverse('access:colleague', args=[nadia.pk])}?unite={service.team.pk}"
    page = administration.get(answer["Location"]).content.decode()
    assert "n’ouvre aucun dossier" in page
    assert f'value="{service.team.pk}" selected' in page
    assert seated(administration, nadia, service.team).status_code == 302
    [seat] = seats.of(nadia.pk)
    assert (seat.role, seat.unit_id, str(seat.eqtp)) == ("support_worker", service.team.pk, "0.80")
    said = administration.post(reverse("access:give_password", args=[nadia.pk])).context["password"]
    hers = Client()
    assert give_password(hers, login="nadia.coral", password=said).status_code == 302
    change = {"current": said, "new": "sept mangues vertes au marché"}
    assert hers.post(reverse("access:change_password"), change).status_code == 302
    assert hers.get(reverse("people:search")).status_code == 200
    assert hers.get(reverse("support:plans")).status_code == 200
    assert hers.get(reverse("access:accounts")).status_code == 404
    assert service.actor("nadia.coral", timezone.now()).reach("plans.write") == {service.team.pk}


@pytest.mark.django_db
def test_what_is_done_is_in_the_journal_and_nothing_personal_with_it(administration, service):
    create(administration)
    nadia = account_of("nadia.coral")
    seated(administration, nadia, service.team)
    [seat] = seats.of(nadia.pk)
    with as_jobs():
        done = JournalEntry.objects.filter(subject__in=[nadia.pk, seat.pk]).order_by("id")
        assert [(row.verb, row.account_id, row.reason) for row in done] == [
            ("account.create", account_of("gestion").pk, ""),
            ("membership.give", account_of("gestion").pk, ""),
        ]


@pytest.mark.django_db
def test_a_login_taken_and_an_address_shared_are_said_beside_their_field(administration, service):
    create(administration, email="nadia@departement.example")
    again = create(administration, login="Nadia.Coral", email="NADIA@departement.example")
    assert again.status_code == 422
    form = again.context["form"]
    assert form.errors["login"] == ["Cet identifiant est déjà pris. Choisissez-en un autre."]
    assert "d’un autre compte" in form.errors["email"][0]
    assert "Nadia Coral" in again.content.decode()
    assert "sans accent" in create(administration, login="nadia corâl").context["form"].errors["login"][0]


@pytest.mark.django_db
def test_a_seat_refused_says_why_beside_its_field(administration, service):
    nadia = service.account("referente")
    with as_jobs():
        operations.close_unit(
            actor=SystemAt, at=timezone.now(), unit=service.other_team.pk, ends_before=seats.today(timezone.now())
        )
    for unit, more, field in (
        (service.team, {}, "role"),
        (service.other_team, {}, "unit"),
        (service.site, {"ends_on": "01/01/2021"}, "ends_on"),
        (service.site, {"starts_on": "01/01/1990"}, "starts_on"),
        (service.site, {"eqtp": "3"}, "eqtp"),
        (service.site, {"role": ""}, "role"),
    ):
        answer = seated(administration, nadia, unit, **more)
        assert answer.status_code == 422, field
        assert list(answer.context["seat_form"].errors) == [field]
    assert Membership.objects.filter(account=nadia).count() == 1


@pytest.mark.requirement("R02")
@pytest.mark.django_db
def test_past_current_and_coming_seats_are_read_on_her_page(administration, service):
    nadia, today = service.account("referente"), seats.today(timezone.now())
    [seat] = seats.of(nadia.pk)
    ending = {f"{seat.pk}-ends_on": f"{today - DAY:%d/%m/%Y}"}
    assert administration.post(reverse("access:end_seat", args=[nadia.pk, seat.pk]), ending).status_code == 302
    seated(administration, nadia, service.other_team)
    seated(administration, nadia, service.site, role="reception_worker", starts_on=f"{today + 30 * DAY:%d/%m/%Y}")
    page = administration.get(reverse("access:colleague", args=[nadia.pk]))
    read = {name: [one.seat.unit_id for one in page.context[name]] for name in ("past", "current", "coming")}
    assert read == {"past": [service.team.pk], "current": [service.other_team.pk], "coming": [service.site.pk]}
    assert service.actor("referente", timezone.now()).reach("plans.write") == {service.other_team.pk}
    # One that has not begun is cancelled: it never opens anything.
    [coming] = page.context["coming"]
    assert administration.post(reverse("access:end_seat", args=[nadia.pk, coming.seat.pk])).status_code == 302
    page = administration.get(reverse("access:colleague", args=[nadia.pk]))
    assert page.context["coming"] == []
    assert "annulé, prévu le" in page.content.decode()
    again = {"role": "reception_worker", "starts_on": f"{today + 30 * DAY:%d/%m/%Y}"}
    assert seated(administration, nadia, service.site, **again).status_code == 302


@pytest.mark.django_db
def test_an_end_in_the_past_is_refused_with_a_sentence(administration, service):
    nadia = service.account("referente")
    [seat] = seats.of(nadia.pk)
    page = reverse("access:end_seat", args=[nadia.pk, seat.pk])
    answer = administration.post(page, {f"{seat.pk}-ends_on": "01/02/2024"})
    assert answer.status_code == 422
    assert "hier au plus tôt" in answer.content.decode()
    unread = administration.post(page, {f"{seat.pk}-ends_on": "demain peut-être"})
    assert unread.status_code == 422
    assert "demain peut-être" in unread.content.decode()
    elsewhere = seats.of(service.account("collegue").pk)[0]
    assert administration.post(reverse("access:end_seat", args=[nadia.pk, elsewhere.pk])).status_code == 404


@pytest.mark.django_db
def test_nobody_touches_her_own_seats_while_a_colleague_may(administration, service):
    mine = account_of("gestion")
    [seat] = seats.of(mine.pk)
    page = administration.get(reverse("access:colleague", args=[mine.pk])).content.decode()
    assert "soi-même" in page
    assert "Donner ce poste" not in page
    assert seated(administration, mine, service.team).status_code == 422
    ending = {f"{seat.pk}-ends_on": f"{seats.today(timezone.now()):%d/%m/%Y}"}
    assert administration.post(reverse("access:end_seat", args=[mine.pk, seat.pk]), ending).status_code == 422
    assert Membership.objects.filter(account=mine).count() == 1


@pytest.mark.django_db
def test_alone_she_may_but_somebody_is_left_who_names_colleagues(administration, service):
    mine = account_of("gestion")
    with as_jobs():
        Account.objects.filter(login="admin").update(is_active=False)
    [seat] = seats.of(mine.pk)
    ending = {f"{seat.pk}-ends_on": f"{seats.today(timezone.now()):%d/%m/%Y}"}
    refused = administration.post(reverse("access:end_seat", args=[mine.pk, seat.pk]), ending)
    assert "Plus personne ne gérerait les comptes" in refused.content.decode()
    assert seated(administration, mine, service.direction, role="methods_adviser").status_code == 302


@pytest.mark.django_db
def test_the_list_says_who_works_where(administration, service):
    page = administration.post(reverse("access:search_accounts"), {"words": "Lollia", "unite": str(service.site.pk)})
    said = page.content.decode()
    assert rules.roles()["support_worker"].label in said
    assert "Sainte-Rose – Deshaies, équipe" in said
    assert f"?unite={service.site.pk}" in said


@pytest.mark.django_db
def test_a_fresh_proof_is_asked_before_a_seat(client, service):
    client.force_login(service.account("admin"))
    assert seated(client, service.account("referente"), service.site).status_code == 401
    assert create(client).status_code == 401
    assert not Account.objects.filter(login="nadia.coral").exists()


@pytest.mark.django_db
def test_seating_somebody_who_can_be_told_keeps_the_promise_to_name_her(administration, service):
    """« Désigner qui prévenir » leads where it is done; the next minute sees it done."""
    with as_jobs():
        Membership.objects.filter(role="team_manager").delete()
        owed = {"kind": "reception.demand", "subject": service.team.pk, "label": "Rappeler", "due_at": timezone.now()}
        deadlines.open_obligation(
            actor=SystemAt, at=timezone.now(), unit=service.team.pk, escalates_at=timezone.now(), **owed
        )
        jobs.escalate_what_is_due(at=timezone.now())
        asked = Obligation.objects.get(kind="deadlines.unheard")
    page = administration.get(links.address(asked.kind, asked.subject))
    assert page.status_code == 200
    assert service.account("referente").name in page.content.decode()
    manager = service.account("cheffe")
    seated(administration, manager, service.territory, role="team_manager")
    with as_jobs():
        jobs.escalate_what_is_due(at=timezone.now())
        asked.refresh_from_db()
        assert asked.outcome == "entendu"
        assert Obligation.objects.get(kind="reception.demand").escalated_to_id == manager.pk
