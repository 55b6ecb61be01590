"""The waiting line, over HTTP, as two colleagues use it."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.conftest import counted
from tests.reception.scenes import GERARD, arrives, opens, person
from tests.situations import NOW, acting, as_jobs
from tisserand.kernel.ids import new_id
from tisserand.people.models import DistinctDecision, Person
from tisserand.reception.models import Emergency, SiteDay, Visit

pytestmark = pytest.mark.django_db
LINE = reverse("desk:line")
# What every request asks before and after its view: session, account, seats, units, scope, savepoints.
AROUND = 10


@pytest.fixture(autouse=True)
def _tuesday_morning(monkeypatch):
    """The middleware reads the clock once: 10:42 in Sainte-Rose."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def said(answer) -> str:
    return answer.content.decode()


def sends(client, name, **fields):
    return client.post(reverse(name), {"key": str(new_id()), **fields}, follow=True)


def visits() -> list[Visit]:
    with as_jobs():
        return list(Visit.objects.order_by("ticket"))


def test_an_empty_line_says_what_to_do(at_the_desk):
    page = said(at_the_desk().get(LINE))
    assert "Accueil de Sainte-Rose" in page
    assert "Personne n’attend" in page


@pytest.mark.requirement("R17")
def test_one_press_receives_without_a_name(at_the_desk):
    page = said(sends(at_the_desk(), "desk:register_nameless", q="gilet vert"))
    assert "Inscrite, n°\u00a01." in page
    assert "gilet vert" in page
    assert "1 personne attend" in page
    assert visits()[0].person_id is None


def test_pressing_twice_registers_once(at_the_desk):
    client, key = at_the_desk(), str(new_id())
    for _ in range(2):
        sends(client, "desk:register_nameless", key=key)
    assert len(visits()) == 1


def test_a_search_says_why_and_registers_in_one_gesture(at_the_desk, service):
    roselyne, client = person(service), at_the_desk()
    found = client.post(reverse("desk:find_arrival"), {"q": "mirv 84"}, headers={"HX-Request": "true"})
    assert "Mme\u00a0Roselyne Mirval" in said(found)
    assert "<html" not in said(found)
    page = said(sends(client, "desk:register_known", person=roselyne.pk))
    assert "R. M." in page
    assert "Mirval" not in page, "the room may see the screen"
    assert [(visit.person_id, visit.purpose) for visit in visits()] == [(roselyne.pk, "travailleur-social")]


def test_names_show_only_when_the_desk_asks(at_the_desk, service):
    roselyne, client = person(service), at_the_desk()
    sends(client, "desk:register_known", person=roselyne.pk)
    assert "Mirval" not in said(client.get(LINE))
    assert "Mme\u00a0Roselyne Mirval" in said(client.post(reverse("desk:line_names"), follow=True))
    assert "Mirval" not in said(client.post(reverse("desk:line_names"), follow=True))


def test_without_script_the_search_gives_the_whole_page(at_the_desk, service):
    person(service)
    page = said(at_the_desk().post(reverse("desk:find_arrival"), {"q": "mirval"}))
    assert "Une personne ressemble" in page
    assert "Accueil de Sainte-Rose" in page


def test_one_letter_searches_nothing(at_the_desk):
    assert "ressemble" not in said(at_the_desk().post(reverse("desk:find_arrival"), {"q": "m"}))


def test_a_newcomer_carries_what_was_typed(at_the_desk):
    client = at_the_desk()
    found = said(client.post(reverse("desk:find_arrival"), {"q": "Zami Rémy 1990"}))
    assert "Personne ne ressemble" in found
    assert 'value="Zami"' in found
    sends(client, "desk:register_new", used_name="Zami", first_names="Rémy", birth="1990")
    with as_jobs():
        newcomer = Person.objects.get()
    assert (newcomer.used_name, newcomer.birth_year) == ("Zami", 1990)
    assert visits()[0].person_id == newcomer.pk


def test_the_same_name_born_the_same_day_is_asked_about(at_the_desk):
    """Nobody is doubled by a hurried click; and who really is another one is remembered as such."""
    client, sent = at_the_desk(), {"used_name": "Zami", "first_names": "Rémy", "birth": "15/01/1990"}
    sends(client, "desk:register_new", **sent)
    answer = sends(client, "desk:register_new", **sent | {"used_name": "ZAMI"})
    assert answer.status_code == 422
    assert "Rémy Zami, naissance le 15 janvier 1990, a déjà un dossier." in said(answer)
    assert 'name="another"' in said(answer)
    assert len(visits()) == 1
    assert sends(client, "desk:register_new", **sent | {"birth": "15/01/1991"}).status_code == 200
    assert sends(client, "desk:register_new", **sent, another="on").status_code == 200
    assert len({visit.person_id for visit in visits()}) == 3
    with as_jobs():
        apart = DistinctDecision.objects.get()
    first, _, another = (visit.person_id for visit in visits())
    assert {apart.person_id, apart.other_id} == {first, another}


def test_a_newcomer_without_any_name_is_a_sentence(at_the_desk):
    answer = sends(at_the_desk(), "desk:register_new")
    assert answer.status_code == 422
    assert "Écrivez au moins un nom" in said(answer)


def test_somebody_already_waiting_is_said_not_doubled(at_the_desk, service):
    roselyne, client = person(service), at_the_desk()
    sends(client, "desk:register_known", person=roselyne.pk)
    page = said(sends(client, "desk:register_known", person=roselyne.pk))
    assert "Cette personne est déjà dans la file depuis 10\u00a0h\u00a042, n°\u00a01." in page
    assert len(visits()) == 1


def test_a_call_is_received_at_once_by_who_answers(at_the_desk, service):
    gerard, client = person(service, GERARD), at_the_desk()
    answer = sends(client, "desk:register_known", person=gerard.pk, channel="telephone")
    assert answer.redirect_chain[-1][0] == reverse("desk:visit", args=[visits()[0].pk])
    call, me = visits()[0], service.account("secretaire")
    assert (call.channel, call.state, call.received_by_id) == ("telephone", "received", me.pk)


@pytest.mark.requirement("R23")
def test_a_danger_said_at_the_desk_starts_its_clock_and_shows_no_kind(at_the_desk, service):
    opens(service)
    page = said(sends(at_the_desk(), "desk:register_nameless", danger="1"))
    assert "5\u00a0h\u00a018<small>avant la fermeture" in page
    assert "Danger immédiat, n°" in page
    with as_jobs():
        due = Emergency.objects.select_related("obligation").get().obligation
        assert due.due_at == datetime.fromisoformat("2026-11-24T16:00-04:00")
        assert due.unit_id == service.site.pk


def test_two_colleagues_see_each_others_changes(at_the_desk, service):
    """The second screen asks with the version it shows: nothing changed is 304, then the new line."""
    first, second = at_the_desk(), Client()
    second.force_login(service.account("accueil"))
    shown = second.get(LINE).context["seen"]
    ask = {"site": service.site.pk, "v": shown}
    with counted(most=AROUND + 2):
        assert second.get(reverse("desk:line_changes"), ask).status_code == 304
    sends(first, "desk:register_nameless", q="gilet vert")
    changed = second.get(reverse("desk:line_changes"), ask)
    assert "gilet vert" in said(changed)
    assert "<html" not in said(changed)
    second.post(reverse("reception:receive", args=[visits()[0].pk]), {"by": service.account("accueil").pk})
    again = first.get(reverse("desk:line_changes"), {"site": service.site.pk, "v": changed.context["seen"]})
    assert "En entretien" in said(again)
    assert "avec Joël Pierrot" in said(again)


def test_asking_for_changes_writes_nothing(at_the_desk, service):
    client = at_the_desk()
    client.get(reverse("desk:line_changes"), {"site": service.site.pk, "v": ""})
    with as_jobs():
        assert not SiteDay.objects.exists()


@pytest.mark.parametrize("many", [3, 500])
def test_the_line_asks_as_much_for_five_hundred_visits(at_the_desk, service, many):
    people = [person(service, GERARD).pk] + [None] * (many - 1)
    with as_jobs():
        Visit.objects.bulk_create(_visit(service, number, one) for number, one in enumerate(people, start=1))
    client = at_the_desk()
    with counted(most=AROUND + 13):
        page = said(client.get(LINE))
    assert page.count("Faire entrer") == min(many, 60)
    assert f"{many} personnes attendent" in page


def _visit(service, number, someone) -> Visit:
    return Visit(
        site_id=service.site.pk,
        day=NOW.date(),
        ticket=number,
        arrived_at=NOW,
        recorded_at=NOW,
        channel="guichet",
        contact_author="personne",
        purpose="travailleur-social",
        person_id=someone,
    )


@pytest.mark.parametrize(
    "typed", ["x" * 10_000, "👩‍👧 🙂", "\x00", "31/02/1984", "'; drop table people_person; --", "%%%"]
)
def test_strange_text_is_never_an_accident(at_the_desk, typed):
    client = at_the_desk()
    assert client.post(reverse("desk:find_arrival"), {"q": typed}).status_code == 200
    assert sends(client, "desk:register_nameless", q=typed).status_code in (200, 422)
    new = sends(client, "desk:register_new", used_name=typed, birth=typed)
    assert new.status_code in (200, 422)


def test_a_label_too_long_says_what_to_do_and_registers_nobody(at_the_desk):
    answer = sends(at_the_desk(), "desk:register_nameless", q="x" * 200)
    assert answer.status_code == 422
    assert "60 au plus" in said(answer)
    assert not visits()


@pytest.mark.parametrize("fields", [{"person": "nobody"}, {"person": ""}, {"key": "1"}, {"person": str(new_id())}])
def test_a_stale_page_is_a_sentence(at_the_desk, fields):
    answer = sends(at_the_desk(), "desk:register_known", **fields)
    assert answer.status_code in (200, 422)
    assert "Cherchez" in said(answer)
    assert not visits()


def test_another_sites_line_is_not_there(at_the_desk, service):
    client = at_the_desk()
    other = {"site": service.other_site.pk, "v": ""}
    assert client.get(reverse("desk:line_changes"), other).status_code == 404
    assert client.post(reverse("desk:line_site"), other).status_code == 404
    assert client.get(reverse("desk:line_changes"), {"site": "x"}).status_code == 404


@pytest.mark.parametrize("login", ["direction", "dpo", "pole", "referente"])
def test_the_line_does_not_exist_for_the_others(at_the_desk, login):
    assert at_the_desk(login).get(LINE).status_code == 404


def test_a_manager_reads_the_line_and_registers_nobody(at_the_desk, service):
    with acting(service.actor("secretaire")) as actor:
        arrives(service, actor)
    client = at_the_desk("cheffe")
    page = said(client.get(LINE))
    assert "1 personne attend" in page
    assert "Qui vient d’arriver" not in page
    assert sends(client, "desk:register_nameless").status_code == 404
