"""Standing in for an absent colleague: her files and duties, from a day to a day, and nothing of hers alone."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.situations import NOW, SETTLED, ZONE, acting, as_jobs
from tests.support.situations import scene
from tisserand.access import grants
from tisserand.access.models import Cover, JournalEntry
from tisserand.access.queries import visible
from tisserand.activity.models import Note
from tisserand.activity.rules import Level
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.deadlines.models import Obligation
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.people.models import CareTeam
from tisserand.support import operations as support
from tisserand.support import queries as plans
from tisserand.support.models import Contact, Objective, Plan

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
TABLES = (CareTeam, Plan, Objective, Contact, Note, Obligation)


@pytest.fixture
def file(service):
    found = scene(service)
    with acting(found.referent) as actor:
        plan = found.active_plan()
        said = {"actor": actor, "at": NOW, "plan": plan.pk, "nature": "call", "happened_at": NOW}
        support.write_contact(**said, text="Elle rappellera.")
        support.write_contact(**said, text="Ce que j’en pense.", level=Level.WORKING)
    with as_jobs():
        CareTeam.objects.update(starts_on=SETTLED)
    return found


def actor_at(service, login, at=NOW):
    with as_jobs():
        return service.actor(login, at)


def cover(service, *, by="cheffe", absent="referente", covering="collegue", first=TODAY, last=TODAY, reason="Congés"):
    with acting(actor_at(service, by)) as manager:
        return grants.give_cover(
            actor=manager,
            at=NOW,
            absent=service.account(absent).pk,
            covering=service.account(covering).pk,
            starts_on=first,
            ends_on=last,
            reason=reason,
            today=TODAY,
        )


def rows(actor):
    with acting(actor):
        behind = {model: set(model.objects.values_list("pk", flat=True)) for model in TABLES}
    with as_jobs():
        query = {model: set(visible(model, actor).values_list("pk", flat=True)) for model in TABLES}
    assert behind == query
    return {model: len(found) for model, found in behind.items()}


def test_whoever_stands_in_reads_writes_and_owes(service, file):
    before = rows(actor_at(service, "collegue"))
    assert before[Plan] == before[Note] == 0
    cover(service)
    after = rows(actor_at(service, "collegue"))
    assert after[Plan] == 1
    assert after[Note] == 1, "working notes stay their author’s"
    with acting(actor_at(service, "collegue")) as actor:
        [plan] = plans.plans_led(actor)
        assert list(plans.my_plans(actor)) == [plan]
        hers = Obligation.objects.filter(account=file.referent.account_id, closed_at=None)
        assert list(dues.mine(actor)) == list(hers.order_by("due_at", "id")) != []
        support.write_contact(actor=actor, at=NOW, plan=plan.pk, nature="call", happened_at=NOW, text="Rappelée.")
        duty = dues.mine(actor).first()
        deadlines.postpone(actor=actor, at=NOW, obligation=duty.pk, due_at=NOW + timedelta(days=3))


@pytest.mark.parametrize(("day", "open_"), [(-1, False), (0, True), (4, True), (5, False), (30, False)])
def test_from_the_first_day_to_the_last(service, file, day, open_):
    cover(service, first=TODAY, last=TODAY + timedelta(days=4))
    assert bool(rows(actor_at(service, "collegue", NOW + timedelta(days=day)))[Plan]) is open_


def test_it_does_not_pass_from_hand_to_hand(service, file):
    """Whoever stands in for the one who stands in has the second's files, not the first's."""
    cover(service)
    cover(service, absent="collegue", covering="accueil")
    assert rows(actor_at(service, "accueil"))[Plan] == 0


def test_somebody_who_knows_the_person_does_not_stand_in_for_her(service, file):
    with acting(actor_at(service, "collegue")) as actor:
        people.step_aside(actor=actor, at=NOW, person=file.person)
    cover(service)
    seen = rows(actor_at(service, "collegue"))
    assert seen[Plan] == seen[Note] == 0


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"covering": "referente"}, "same"),
        ({"covering": "referent.ailleurs"}, "reach"),
        ({"covering": "secretaire"}, "files"),
        ({"last": TODAY - timedelta(days=1)}, "order"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_a_manager_may_not_give(service, file, said, code):
    with pytest.raises(Refused) as refused:
        cover(service, **said)
    assert code in {refusal.code for refusal in refused.value.refusals}


@pytest.mark.parametrize("login", ["referente", "collegue", "accueil"])
def test_nobody_else_gives_it_even_in_sql(service, file, login):
    """The policy itself refuses: only a holder of « covers.give » over the unit writes a cover."""
    with acting(actor_at(service, login)), pytest.raises(ProgrammingError), transaction.atomic():
        Cover.objects.create(
            absent=service.account("referente"),
            covering=service.account("collegue"),
            unit=service.team,
            reason="Moi",
            starts_on=TODAY,
            ends_before=TODAY + timedelta(days=1),
            given_by=service.account(login),
            given_at=NOW,
        )


def test_ended_it_closes_and_the_journal_keeps_both(service, file):
    row = cover(service, last=TODAY + timedelta(days=9))
    with acting(actor_at(service, "cheffe")) as manager:
        grants.end_cover(actor=manager, at=NOW, cover=row.pk, today=TODAY)
    assert rows(actor_at(service, "collegue"))[Plan] == 0
    with as_jobs():
        kept = list(JournalEntry.objects.filter(kind="access.cover").values_list("verb", flat=True))
    assert kept == ["cover.give", "cover.end"]


# On the screen.


def test_the_manager_gives_and_ends_it_and_both_colleagues_know(client, service, file):
    today = timezone.localdate(timezone=ZoneInfo(ZONE))
    client.force_login(service.account("cheffe"))
    page = reverse("access:covers")
    assert page in client.get(reverse("desk:my_day")).content.decode()
    said = {
        "absent": str(service.account("referente").pk),
        "covering": str(service.account("collegue").pk),
        "starts_on": today.strftime("%d/%m/%Y"),
        "ends_on": (today + timedelta(days=6)).strftime("%d/%m/%Y"),
        "reason": "Congés",
    }
    assert client.post(page, said | {"covering": said["absent"]}).status_code == 422
    assert client.post(page, said).status_code == 302
    assert "Fabrice Tacita</b> remplace <b>Corinne Lollia" in client.get(page).content.decode()
    for login, words in (
        ("collegue", "Vous remplacez <b>Corinne Lollia"),
        ("referente", "Fabrice Tacita</b> vous remplace"),
    ):
        client.force_login(service.account(login))
        assert words in client.get(reverse("desk:my_day")).content.decode()
    with as_jobs():
        row = Cover.objects.get()
    client.force_login(service.account("collegue"))
    assert client.post(reverse("access:end_cover", args=[row.pk])).status_code == 404
    client.force_login(service.account("cheffe"))
    assert client.post(reverse("access:end_cover", args=[row.pk])).status_code == 302
    client.force_login(service.account("collegue"))
    assert "Vous remplacez" not in client.get(reverse("desk:my_day")).content.decode()


def test_a_manager_of_elsewhere_ends_nothing(client, service, file):
    row = cover(service)
    with acting(actor_at(service, "referent.ailleurs")) as actor, pytest.raises(Cover.DoesNotExist):
        grants.end_cover(actor=actor, at=NOW, cover=row.pk, today=TODAY)
