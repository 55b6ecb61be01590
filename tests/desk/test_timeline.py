"""The story of a person says every dated fact of her plans and appointments, and who came or called for her."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.reception.scenes import arrives
from tests.situations import NOW, ZONE, SystemAt, acting, as_jobs
from tests.support.situations import scene
from tisserand.access.queries import actor_for
from tisserand.desk import timeline
from tisserand.desk.timeline.reception import AUTHORS, CHANNELS
from tisserand.people import operations as people
from tisserand.reception import operations as reception
from tisserand.reception.rules import lists
from tisserand.reception.rules.appointments import Slot, State
from tisserand.support import operations as support

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with timezone.override(ZONE):
        yield


@pytest.fixture
def known(service):
    """Roselyne Mirval, whom Corinne Lollia accompanies."""
    plans = scene(service)
    with as_jobs():
        people.join_care_team(
            actor=SystemAt,
            at=NOW,
            person=plans.person,
            unit=service.team.pk,
            account=service.account("referente").pk,
            reason="Référente",
            starts_on=NOW.date() - DAY,
        )
    return plans


def story(service, person, login="referente", at=NOW) -> list:
    with acting(actor_for(service.account(login), at=at)) as actor:
        return timeline.facts(actor, person)


def titles(facts) -> list[str]:
    return [fact.title for fact in facts]


def active(plans):
    """Agreed to at 10:42, active an hour later."""
    with acting(plans.referent) as actor:
        return support.activate(actor=actor, at=NOW + timedelta(hours=1), plan=plans.ready_plan().pk)


def regulated(plans, plan, decision="validated"):
    with acting(plans.manager) as actor:
        session = support.open_session(actor=actor, at=NOW + DAY, team=plan.team_id, held_on=NOW.date() + DAY)
        support.decide(
            actor=actor, at=NOW + DAY, session=session.pk, plan=plan.pk, decision=decision, opinion="Tenir le cap."
        )


@pytest.mark.requirement("R03")
def test_a_plan_is_told_from_its_proposal_to_its_end(service, known):
    plan = active(known)
    regulated(known, plan)
    with acting(known.manager) as actor:
        support.hand_over_plan(actor=actor, at=NOW + 2 * DAY, plan=plan.pk, referent=service.account("collegue").pk)
    with acting(actor_for(service.account("collegue"), at=NOW + 3 * DAY)) as actor:
        support.close_plan(
            actor=actor, at=NOW + 3 * DAY, plan=plan.pk, reason="early", result="partly", words="Elle a son logement."
        )
    told = story(service, known.person, "cheffe", NOW + 4 * DAY)
    assert titles(told) == [
        "Accompagnement terminé",
        "Changement de référent",
        "Régulation\u00a0: validé",
        "Accompagnement actif",
        "Adhésion à l’accompagnement",
        "Accompagnement proposé\u00a0: Accompagnement social global",
    ]
    ended, handed, looked, _, agreed, proposed = told
    assert ended.text == "Fin anticipée convenue. Résultat\u00a0: partiel.\n\nElle a son logement."
    assert (ended.who, ended.on) == ("Fabrice Tacita", date(2026, 11, 27))
    assert handed.where == "Corinne Lollia → Fabrice Tacita"
    assert (looked.who, looked.text) == ("Ghislaine Ozier", "Tenir le cap.")
    assert agreed.text == "«\u00a0D’accord.\u00a0»"
    assert proposed.who == "Corinne Lollia", "who led it then"


def test_the_story_turns_its_pages_without_losing_a_fact_of_a_plan(service, known):
    plan = active(known)
    regulated(known, plan)
    with acting(actor_for(service.account("referente"), at=NOW + 2 * DAY)) as actor:
        whole = timeline.facts(actor, known.person)
        pages, before = [], None
        while page := timeline.facts(actor, known.person, before=before, most=2):
            pages += page
            before = page[-1].at
    assert pages == whole
    assert len(whole) == 4


def test_what_a_plan_lived_is_read_by_those_who_read_the_plan(service, known):
    active(known)
    assert story(service, known.person, "referent.ailleurs") == []


def book(service, person, *, after, login="secretaire"):
    with acting(service.actor(login)) as actor:
        return reception.book_appointment(
            actor=actor,
            at=NOW - 2 * DAY,
            person=person,
            professional=service.account("referente").pk,
            unit=service.site.pk,
            slot=Slot(NOW + after, 30),
        )


@pytest.mark.parametrize(
    ("by", "title"),
    [
        (State.CANCELLED_BY_PERSON, "Rendez-vous annulé par la personne"),
        (State.CANCELLED_BY_SERVICE, "Rendez-vous annulé par le service"),
    ],
)
def test_a_cancelled_appointment_is_told(service, known, by, title):
    row = book(service, known.person, after=DAY)
    with acting(known.referent) as actor:
        reception.cancel_appointment(actor=actor, at=NOW, appointment=row.pk, by=by)
    [fact] = story(service, known.person)
    assert fact.title == title
    assert fact.text == "Il était fixé mercredi 25 novembre à 10\u00a0h\u00a042, au bureau."


def test_a_missed_appointment_is_told_and_an_honoured_one_is_the_time_given(service, known):
    missed, kept = book(service, known.person, after=-2 * timedelta(hours=1)), book(service, known.person, after=-DAY)
    with acting(known.referent) as actor:
        reception.miss_appointment(actor=actor, at=NOW, appointment=missed.pk)
        reception.honour_appointment(actor=actor, at=NOW, appointment=kept.pk)
    assert titles(story(service, known.person)) == ["Rendez-vous non honoré", "Entretien"]


def test_a_fixed_appointment_comes_and_a_past_one_remains_to_be_told(client, service, known):
    book(service, known.person, after=3 * DAY)
    book(service, known.person, after=-DAY)
    client.force_login(service.account("referente"))
    answer = client.get(reverse("desk:file", args=[known.person]))
    page = answer.content.decode()
    assert [(knot.label, knot.is_late) for knot in answer.context["coming"]] == [
        ("Rendez-vous à 10\u00a0h\u00a042, au bureau", True),
        ("Rendez-vous à 10\u00a0h\u00a042, au bureau", False),
    ]
    assert "Reste à dire comment ça s’est passé" in page
    assert "Corinne Lollia, Sainte-Rose" in page


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ({}, "Venue à l’accueil"),
        ({"contact_author": "proche"}, "Venue d’un proche à l’accueil"),
        ({"channel": "telephone"}, "Appel téléphonique"),
        ({"channel": "telephone", "contact_author": "elu"}, "Appel téléphonique d’un élu"),
        ({"channel": "courrier", "contact_author": "partenaire"}, "Courrier d’un partenaire"),
        (
            {"channel": "visite-a-domicile", "contact_author": "initiative-du-service"},
            "Visite à domicile à l’initiative du service",
        ),
    ],
)
def test_a_contact_says_by_what_channel_and_who(service, known, said, title):
    with acting(service.actor("secretaire")) as actor:
        row = arrives(service, actor, **{"channel": "guichet", "purpose": "renseignement"} | said)
    assert timeline.reception.title_of(row) == title


def test_every_channel_and_every_third_party_has_its_words():
    today = NOW.date()
    assert {choice.code for choice in lists.choices("channels", on=today)} == set(CHANNELS)
    assert {choice.code for choice in lists.choices("authors", on=today)} == {"personne", *AUTHORS}
