"""« Repères » tells the share of visits by persons who live in a priority area, of those who were asked (R16)."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.people.situations import named
from tests.situations import NOW, acting, as_jobs
from tests.steering.test_landmarks import read
from tisserand.kernel.ids import new_id
from tisserand.people.models import Address, PriorityAnswer
from tisserand.reception import operations as reception
from tisserand.reception.models import Visit

pytestmark = pytest.mark.django_db
TITLE = "Vivre en quartier prioritaire"
HOME = date(2026, 1, 1)
SEPTEMBER, OCTOBER = date(2026, 9, 10), date(2026, 10, 10)


@pytest.fixture(autouse=True)
def _that_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


def somebody(service, name, *answers):
    """She lives there since January, and answered on these days."""
    person = named(service, name).pk
    with as_jobs():
        home = Address.objects.create(person_id=person, kind="stable", starts_on=HOME)
        for answer, on in answers:
            PriorityAnswer.objects.create(
                person_id=person,
                address=home,
                answer=answer,
                said_by="person",
                said_on=on,
                recorded_at=datetime(on.year, on.month, on.day, 14, tzinfo=UTC),
            )
    return person


def comes(service, person, day, times, *, recorded_on=None, first_ticket=[1]):  # noqa: B006 (tickets go on)
    at = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
    late = recorded_on and datetime(recorded_on.year, recorded_on.month, recorded_on.day, 14, tzinfo=UTC)
    with as_jobs():
        for _ in range(times):
            first_ticket[0] += 1
            Visit.objects.create(
                id=new_id(),
                site=service.site,
                day=day,
                ticket=first_ticket[0],
                arrived_at=at,
                recorded_at=late or at,
                channel="guichet",
                contact_author="personne",
                purpose="voir-ts",
                person_id=person,
                state="closed",
                received_at=at,
                ended_at=at,
                outcome="recue",
            )


@pytest.mark.requirement("R16")
def test_the_share_counts_those_who_were_asked_with_the_answer_of_that_day(service):
    there = somebody(service, "Rose", ("yes", HOME))
    elsewhere = somebody(service, "Line", ("no", HOME), ("yes", date(2026, 11, 1)))
    unasked = somebody(service, "Inès")
    later = somebody(service, "Zoé", ("yes", OCTOBER))
    for person, times in ((there, 10), (elsewhere, 20), (unasked, 40)):
        comes(service, person, OCTOBER, times)
    comes(service, later, SEPTEMBER, 30)
    # Typed long after: a month that was told does not move.
    comes(service, there, SEPTEMBER, 30, recorded_on=date(2026, 11, 20))
    assert read(service, "direction", "2026-10", TITLE)["Sainte-Rose", "accueil"] == ["30", "10", "33\u202f%", "0"]
    assert read(service, "direction", "2026-09", TITLE)["Sainte-Rose", "accueil"] == ["0", "0", "aucun", "0"]


@pytest.mark.requirement("R16")
def test_a_name_given_after_the_month_was_told_changes_nothing(service):
    """Otherwise the difference between two readings would be her answer."""
    comes(service, somebody(service, "Line", ("yes", HOME)), SEPTEMBER, 10)
    first, late = somebody(service, "Rose", ("yes", HOME)), somebody(service, "Mona", ("yes", HOME))
    comes(service, None, SEPTEMBER, 2)
    with as_jobs():
        nameless = list(Visit.objects.filter(person=None).values_list("pk", flat=True))
    for visit, person, at in zip(nameless, (first, late), (datetime(2026, 9, 30, 14, tzinfo=UTC), NOW), strict=True):
        with acting(service.actor("secretaire")) as actor:
            reception.attach_person(actor=actor, at=at, visit=visit, person=person)
    assert read(service, "direction", "2026-09", TITLE)["Sainte-Rose", "accueil"][:2] == ["11", "11"]


def test_what_was_registered_by_mistake_is_not_counted(service):
    comes(service, somebody(service, "Rose", ("yes", HOME)), OCTOBER, 7)
    line = somebody(service, "Line", ("yes", HOME))
    comes(service, line, OCTOBER, 6)
    with as_jobs():
        Visit.objects.filter(person=line).update(state="mistaken", outcome="", received_at=None, ended_at=None)
    assert read(service, "direction", "2026-10", TITLE)["Sainte-Rose", "accueil"][0] == "7"


@pytest.mark.requirement("R16")
def test_a_small_number_is_written_otherwise_there_too(service):
    comes(service, somebody(service, "Rose", ("yes", HOME)), OCTOBER, 3)
    comes(service, somebody(service, "Line", ("no", HOME)), OCTOBER, 20)
    assert read(service, "direction", "2026-10", TITLE)["Sainte-Rose", "accueil"][1] in {"0", "5"}
