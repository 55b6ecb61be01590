"""Obligations by whom, by when, by kind and by unit; what each team owes, and never what a colleague does."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from tests.conftest import counted
from tests.situations import SystemAt, as_jobs
from tisserand.deadlines import operations as deadlines
from tisserand.desk import duties, kinds
from tisserand.desk.duties import When
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people.rules import Identity
from tisserand.reception import operations as reception
from tisserand.reception.rules.appointments import Slot

AT = datetime(2026, 11, 24, 14, tzinfo=UTC)
TONIGHT = datetime(2026, 11, 25, 3, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due_at", "expected"),
    [
        (AT - timedelta(seconds=1), When.LATE),
        (AT, When.TODAY),
        (TONIGHT, When.TODAY),
        (TONIGHT + timedelta(seconds=1), When.WEEK),
        (TONIGHT + timedelta(days=6), When.WEEK),
        (TONIGHT + timedelta(days=6, seconds=1), When.LATER),
    ],
)
def test_each_stands_under_one_heading(due_at, expected):
    assert duties.period(due_at, *duties.instants(AT, TONIGHT)) is expected


def test_a_kind_belongs_to_the_room_where_it_is_dealt_with():
    assert [kinds.family(kind) for kind in ("support.review", "inquiries.eviction", "essai")] == [
        "support",
        "inquiries",
        kinds.OTHERS,
    ]
    assert kinds.in_order({"autres", "support", "reception"}) == ["reception", "support", "autres"]


def owe(service, days: float, kind="support.review", account="referente", unit=None, label="Faire le bilan"):
    with as_jobs():
        return deadlines.open_obligation(
            actor=SystemAt,
            at=timezone.now() - timedelta(days=40),
            kind=kind,
            subject=new_id(),
            label=label,
            unit=(unit or service.team).pk,
            account=service.account(account).pk if account else None,
            due_at=timezone.now() + timedelta(days=days),
        )


@pytest.fixture
def busy(service):
    """Three lates in the team, one of them an inquiry; something to take; something at the site and elsewhere."""
    owe(service, -3)
    owe(service, -1, account="collegue")
    owe(service, -9, "inquiries.eviction.note", account="collegue")
    owe(service, 20, account=None)
    owe(service, -2, "reception.message", "accueil", service.site)
    owe(service, -2, "reception.message", "accueil.ailleurs", service.other_site)
    return service


def shown(client, service, login: str, **said):
    client.force_login(service.account(login))
    return client.get(reverse("desk:duties"), said, secure=True)


@pytest.mark.django_db
class TestTheList:
    def test_everything_of_the_perimeter_whoever_has_it_in_hand(self, client, busy):
        assert len(shown(client, busy, "cheffe", pour="service").context["duties"]) == 5
        # Of what her colleagues do with others, nothing (record 0021).
        assert len(shown(client, busy, "referente", pour="service").context["duties"]) == 1
        assert len(shown(client, busy, "referente").context["duties"]) == 1

    def test_a_kind_and_a_unit_narrow_it_and_its_figures(self, client, busy):
        page = shown(client, busy, "cheffe", pour="service", genre="support", ou=str(busy.team.pk))
        assert len(page.context["duties"]) == page.context["counts"].all == 3
        assert page.context["counts"].late == 2
        assert [(code, number) for code, _, number in page.context["families"]] == [("support", 3), ("inquiries", 1)]

    def test_a_unit_of_elsewhere_does_not_exist(self, client, busy):
        assert shown(client, busy, "referente", pour="service", ou=str(busy.other_site.pk)).status_code == 404
        assert shown(client, busy, "referente", pour="service", ou="rien").status_code == 404

    def test_late_then_later_each_under_its_heading(self, client, busy):
        page = shown(client, busy, "cheffe", pour="service").content.decode()
        assert 0 < page.index("En retard</h2>") < page.index("Plus tard</h2>")

    @pytest.mark.parametrize(("when", "number"), [("retard", 4), ("plus-tard", 1), ("tout", 5)])
    def test_each_figure_is_the_length_of_its_list(self, client, busy, when, number):
        page = shown(client, busy, "cheffe", pour="service", quand=when)
        assert len(page.context["duties"]) == number

    def test_each_line_leads_to_why(self, client, busy):
        page = shown(client, busy, "cheffe", pour="service")
        for duty in page.context["duties"]:
            address = reverse("deadlines:why", args=[duty.row.pk])
            assert address in page.content.decode()
            assert client.get(address, secure=True).status_code == 200

    def test_as_many_questions_whatever_the_load(self, client, busy):
        for days in range(40):
            owe(busy, days)
        client.force_login(busy.account("cheffe"))
        # Session, account, seats, scope; figures by kind, the list, the name of the unit; then the test's own three.
        with counted(most=8 + 3):
            client.get(reverse("desk:duties"), {"pour": "service", "ou": str(busy.team.pk)}, secure=True)


@pytest.mark.django_db
class TestTheTeams:
    def test_each_unit_kind_by_kind_and_nobody_by_name(self, client, busy):
        client.force_login(busy.account("cheffe"))
        page = client.get(reverse("desk:teams"), secure=True)
        boards = {board.name: board for board in page.context["boards"]}
        assert list(boards) == ["Sainte-Rose, accueil", "Sainte-Rose – Deshaies, équipe"]
        team = boards["Sainte-Rose – Deshaies, équipe"]
        assert [(line.code, line.figures.late, line.figures.all) for line in team.lines] == [
            ("support", 2, 3),
            ("inquiries", 1, 1),
        ]
        assert (team.total.late, team.total.later, team.total.unassigned) == (3, 1, 1)
        said = page.content.decode()
        for name in ("Corinne Lollia", "Fabrice Tacita", "Joël Pierrot"):
            assert name not in said, "figures of a unit, never of a colleague (invariant 6)"

    def test_it_says_where_it_goes(self, client, busy):
        with as_jobs():
            deadlines.count_each_unit(at=timezone.now() - timedelta(days=7))
        client.force_login(busy.account("cheffe"))
        page = client.get(reverse("desk:teams"), secure=True)
        assert "il y a sept jours" in page.content.decode()

    def test_each_number_opens_its_list(self, client, busy):
        client.force_login(busy.account("cheffe"))
        [_, team] = client.get(reverse("desk:teams"), secure=True).context["boards"]
        said = {"pour": "service", "ou": str(team.unit), "genre": "support", "quand": "retard"}
        assert len(client.get(reverse("desk:duties"), said, secure=True).context["duties"]) == 2

    def test_as_many_questions_whatever_the_load(self, client, busy):
        for days in range(20):
            owe(busy, days, kind=f"support.essai{days}")
        client.force_login(busy.account("cheffe"))
        with counted(most=7 + 3):
            client.get(reverse("desk:teams"), secure=True)

    def test_who_follows_no_unit_finds_no_page(self, client, busy):
        client.force_login(busy.account("direction"))
        assert client.get(reverse("desk:teams"), secure=True).status_code == 404


@pytest.mark.django_db
def test_appointments_stand_in_the_agenda_without_a_name(client, service):
    """Filled from above: `deadlines` knows nothing of appointments."""
    identity = Identity(civility="mme", used_name="Mirval", first_names="Roselyne")
    starts = (timezone.now() + timedelta(days=5)).replace(minute=0, second=0, microsecond=0)
    with as_jobs():
        said = {"actor": SystemAt, "at": timezone.now()}
        person = people.create_person(**said, identity=identity, site=service.site.pk)
        row = reception.book_appointment(
            **said,
            person=person.pk,
            professional=service.account("accueil").pk,
            unit=service.site.pk,
            slot=Slot(starts, 45),
        )
    for login, expected in (("accueil", [str(row.pk)]), ("secretaire", [])):
        client.force_login(service.account(login))
        page = client.post(reverse("deadlines:open_feed"), secure=True)
        text = client.get(urlsplit(page.context["address"]).path, secure=True).content.decode()
        events = list(vobject.readOne(text).contents.get("vevent", ()))
        assert [event.uid.value for event in events] == expected, login
        assert "Mirval" not in text
        for event in events:
            assert (event.dtstart.value, event.dtend.value) == (starts, starts + timedelta(minutes=45))
            assert event.summary.value == "Rendez-vous, au bureau"


@pytest.mark.django_db
class TestWhatOpens:
    """A button that leads to « cette page n’existe pas pour vous » is a defect."""

    def test_an_inquiry_of_a_colleague_opens_to_who_sees_those_of_the_team(self, client, busy):
        def opened(login):
            page = shown(client, busy, login, pour="service", genre="inquiries")
            return [bool(duty.url) for duty in page.context["duties"]]

        assert opened("cheffe") == [True]
        assert opened("referente") == []
        assert opened("collegue") == [True]

    def test_what_nobody_has_in_hand_opens_to_who_may_take_it(self, client, busy):
        owe(busy, 1, "inquiries.eviction.attribute", account=None)
        owe(busy, 1, "support.rsa", account=None)

        def offered(login):
            page = shown(client, busy, login, pour="equipe").context["duties"]
            return {duty.row.kind: bool(duty.url) for duty in page if duty.row.kind != "support.review"}

        assert offered("cheffe") == {"inquiries.eviction.attribute": True, "support.rsa": True}
        assert offered("referente") == {"support.rsa": True}

    def test_a_decision_is_to_take_for_who_may_decide_and_read_by_the_others(self, client, busy):
        owe(busy, 1, "support.breach.decide", account=None)
        owe(busy, 1, "support.breach", account=None)

        def listed(login, whose):
            page = shown(client, busy, login, pour=whose)
            kinds_of_breach = {duty.row.kind for duty in page.context["duties"]} - {"support.review"}
            return kinds_of_breach & {"support.breach", "support.breach.decide"}, page.context["counts"].all

        both = {"support.breach", "support.breach.decide"}
        assert listed("cheffe", "equipe") == (both, 3)
        assert listed("referente", "equipe") == ({"support.breach"}, 1)
        assert listed("referente", "service")[0] == both

    def test_whoever_accompanies_her_opens_what_a_colleague_has_in_hand_from_a_list_too(self, client, service):
        """She opened it and it went to a colleague: it stands in her list, and her page opens."""
        with as_jobs():
            desk = {"actor": service.actor("accueil"), "at": timezone.now()}
            hers = people.create_person(**desk, identity=Identity(used_name="MIRVAL"), site=service.site.pk).pk
            said = {"actor": service.actor("referente"), "at": timezone.now(), "due_at": timezone.now()}
            whose = {"unit": service.team.pk, "account": service.account("collegue").pk}
            about = {"kind": "support.review", "label": "Faire le bilan", "person": hers}
            deadlines.open_obligation(**said, **whose, **about, subject=new_id())

        def opened():
            [duty] = shown(client, service, "referente", pour="service").context["duties"]
            return bool(duty.url)

        assert not opened()
        with as_jobs():
            seat = {"unit": service.team.pk, "account": service.account("referente").pk}
            dates = {"starts_on": timezone.localdate() - timedelta(days=9), "reason": "accompagnement"}
            people.join_care_team(actor=SystemAt, at=timezone.now(), person=hers, **seat, **dates)
        assert opened()

    def test_whoever_accompanies_her_opens_it_from_her_file(self, service):
        row = owe(service, 2, "inquiries.eviction.note", account="collegue")
        reader = service.actor("referente")
        assert not duties.subject_url(reader, row)
        assert duties.subject_url(reader, row, accompanies=True)
