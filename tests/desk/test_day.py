"""My day says truthfully what waits: duties, appointments, who came for me, the line; others are led to theirs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.conftest import counted
from tests.reception.scenes import GERARD, ROSELYNE, arrives, person
from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people.rules import Identity
from tisserand.reception import operations as reception
from tisserand.reception.models import Appointment
from tisserand.reception.rules.appointments import Slot

pytestmark = pytest.mark.django_db
DAY = reverse("desk:my_day")
HOUR = timedelta(hours=1)
# Beside what the page asks: a savepoint, its release, and leaving the scope that a commit would forget.
OF_THE_TEST = 3


@pytest.fixture(autouse=True)
def _tuesday_morning(monkeypatch):
    """10:42 in Sainte-Rose."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def day(client, login="referente") -> str:
    return client(login).get(DAY).content.decode()


def meets(service, someone, *, after, by="referente", at=None) -> Appointment:
    """Fixed the day before by the desk, so that an hour of this morning may be past."""
    with acting(service.actor("secretaire")) as actor:
        return reception.book_appointment(
            actor=actor,
            at=at or NOW - timedelta(days=1),
            person=someone.pk,
            professional=service.account(by).pk,
            unit=service.site.pk,
            slot=Slot(NOW + after, 30),
        )


def comes(service, someone=None, **said):
    with acting(service.actor("secretaire")) as actor:
        return arrives(service, actor, known=someone, channel="guichet", purpose="travailleur-social", **said)


def owe(service, number=1, *, account=None, due_in=HOUR, unit="team", kind="support.rsa"):
    with as_jobs():
        for _ in range(number):
            deadlines.open_obligation(
                actor=SystemAt,
                at=NOW,
                kind=kind,
                subject=new_id(),
                label="Prendre la suite",
                unit=getattr(service, unit).pk,
                account=service.account(account).pk if account else None,
                due_at=NOW + due_in,
            )


def test_what_is_to_take_is_never_nothing_to_do(at_the_desk, service):
    """A pôle with orientations to answer, all of them without a name."""
    owe(service, 12, unit="pole", kind="assessment.orientation", due_in=-HOUR)
    page = day(at_the_desk, "pole")
    assert "Rien à faire" not in page
    assert "Rien ne vous attend" not in page
    assert "12 échéances en retard" in page
    assert "?pour=equipe&amp;quand=retard" in page
    assert "Rien à votre nom." in page


def test_each_number_of_the_headline_is_the_length_of_its_list(at_the_desk, service):
    owe(service, 2, account="referente", kind="support.plan")
    owe(service, 3, due_in=-HOUR)
    page = day(at_the_desk)
    for words, address in (
        ("2 d’ici ce soir", "?pour=moi&amp;quand=aujourdhui"),
        ("3 échéances en retard", "?pour=equipe&amp;quand=retard"),
        ("3 d’ici ce soir", "?pour=equipe&amp;quand=aujourdhui"),
    ):
        assert f'{address}">{words}</a>' in page
        listed = at_the_desk("referente").get(reverse("desk:duties") + address.replace("&amp;", "&"))
        assert len(listed.context["duties"]) == int(words.split()[0])


def test_who_holds_the_line_reads_how_many_wait(at_the_desk, service):
    comes(service, person(service))
    for _ in range(4):
        comes(service)
    page = day(at_the_desk, "secretaire")
    assert f'<a href="{reverse("desk:line")}">5 personnes attendent</a>' in page
    assert "Rien à faire" not in page
    assert "Rien ne vous attend" not in page
    assert "attendent" not in day(at_the_desk, "secretaire.ailleurs"), "another site's line is not hers"
    assert "attendent" not in day(at_the_desk, "referente"), "a team has no line"


def test_her_appointments_of_the_day_those_to_be_told_first(at_the_desk, service):
    gerard, roselyne = person(service, GERARD), person(service)
    meets(service, gerard, after=2 * HOUR)
    meets(service, roselyne, after=-2 * HOUR)
    page = day(at_the_desk)
    assert page.index("À dire\u00a0: comment ça s’est passé") < page.index("Gérard Bordelais")
    assert page.index("Roselyne Mirval") < page.index("Gérard Bordelais")
    assert "Au bureau, Sainte-Rose" in page
    assert page.count("À dire") == 1
    for elsewhere in ("collegue", "secretaire"):
        assert "Gérard Bordelais" not in day(at_the_desk, elsewhere), elsewhere


def test_who_came_for_her_appointment_waits_for_her(at_the_desk, service):
    """Even a colleague who holds no line and does not accompany her yet."""
    roselyne = person(service)
    meets(service, roselyne, after=HOUR)
    comes(service, roselyne)
    page = day(at_the_desk)
    assert "Roselyne Mirval</a> vous attend à l’accueil de Sainte-Rose" in page
    assert "arrivée à 10\u00a0h\u00a042" in page
    assert "vous attend à" not in day(at_the_desk, "collegue")


def test_what_became_of_todays_appointment_is_said(at_the_desk, service):
    row = meets(service, person(service), after=-2 * HOUR)
    with acting(service.actor("referente")) as actor:
        reception.honour_appointment(actor=actor, at=NOW, appointment=row.pk)
    page = day(at_the_desk)
    assert "Honoré" in page
    assert "À dire" not in page


def test_a_name_behind_a_wall_is_a_bare_appointment(at_the_desk, service):
    roselyne = person(service)
    meets(service, roselyne, after=HOUR)
    with acting(service.actor("referente")) as actor:
        people.step_aside(actor=actor, at=NOW, person=roselyne.pk)
    assert "Mirval" not in day(at_the_desk)


@pytest.mark.parametrize(
    ("login", "doors"),
    [
        ("direction", ("steering:landmarks", "support:joint_figures", "territories:organisation")),
        ("conseil", ("support:joint_figures", "deadlines:rules", "territories:organisation")),
        ("admin", ("access:accounts", "deadlines:rules")),
        ("dpo", ("privacy:reads", "privacy:rights", "privacy:retention", "people:emergencies")),
    ],
)
def test_who_follows_no_unit_is_led_to_what_is_hers(at_the_desk, login, doors):
    client = at_the_desk(login)
    page = client.get(DAY).content.decode().partition("Ce que vous suivez")[2]
    for view in doors:
        assert f'href="{reverse(view)}"' in page
    for door in client.get(DAY).context["doors"]:
        assert client.get(door.url).status_code == 200, door.url


@pytest.mark.parametrize("login", ["secretaire", "accueil", "referente", "cheffe", "pole", "crip"])
def test_who_has_work_waiting_needs_no_door(at_the_desk, login):
    assert "Ce que vous suivez" not in day(at_the_desk, login)


@pytest.mark.parametrize("many", [1, 30])
def test_a_full_day_stays_within_twelve_questions(at_the_desk, service, many):
    """Who receives has everything: duties of hers and to take, dangers, interviews, appointments, a line, drafts."""
    for number in range(many):
        someone = person(service, Identity(used_name=f"Zami{number}", first_names="Line"))
        meets(service, someone, after=-48 * HOUR + number * timedelta(minutes=31), by="accueil", at=NOW - 72 * HOUR)
        comes(service, someone)
    meets(service, person(service), after=HOUR, by="accueil")
    meets(service, person(service), after=2 * HOUR, by="accueil")
    for account in ("accueil", None):
        owe(service, many, account=account, unit="site", kind="reception.demand")
    client = at_the_desk("accueil")
    client.get(DAY)
    with counted(most=12 + OF_THE_TEST):
        page = client.get(DAY).content.decode()
    assert page.count("Line Zami") <= 24 + 3, "appointments and those who wait are bounded"
    assert f"{many} personne" in page
    assert reverse("reception:appointments") in page


def test_the_referents_day_asks_twelve_questions(at_the_desk, service):
    meets(service, person(service, ROSELYNE), after=HOUR)
    owe(service, 3, account="referente", kind="support.plan")
    owe(service, 3)
    client = at_the_desk("referente")
    with counted(most=12 + OF_THE_TEST):
        client.get(DAY)
