"""At the relay the file closes to the former référent; for seven days she finishes her own writing (practice.md)."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests.situations import NOW, SETTLED, acting, as_jobs
from tisserand.access import operations as access
from tisserand.access.queries import visible
from tisserand.activity.models import Note
from tisserand.activity.rules import Level
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.people.models import CareTeam
from tisserand.support import operations
from tisserand.support.models import Contact, Objective, Plan

pytestmark = pytest.mark.django_db

BEFORE = NOW - timedelta(days=3)
CALL = {"nature": "call", "happened_at": BEFORE, "level": Level.FILE}


@pytest.fixture
def relayed(support):
    """Corinne Lollia wrote twice, then Fabrice Tacita took over and wrote in turn."""
    with as_jobs():
        plan = support.active_plan()
        CareTeam.objects.update(starts_on=SETTLED)
    with acting(support.referent) as actor:
        for text, level in (("Elle rappellera.", Level.FILE), ("À creuser.", Level.WORKING)):
            said = CALL | {"level": level}
            operations.write_contact(actor=actor, at=NOW, plan=plan.pk, text=text, **said)
    with acting(support.manager) as actor:
        operations.hand_over_plan(actor=actor, at=NOW, plan=plan.pk, referent=support.service.account("collegue").pk)
    with as_jobs():  # PostgreSQL reads its own clock: by it, the relay is behind us
        CareTeam.objects.exclude(ends_before=None).update(ends_before=SETTLED + timedelta(days=1))
        CareTeam.objects.update(starts_on=SETTLED)
    with acting(support.service.actor("collegue")) as actor:
        operations.write_contact(actor=actor, at=NOW, plan=plan.pk, text="Elle a tout redit.", **CALL)
    return plan


def seen(actor, model=Note):
    with acting(actor):
        behind = set(model.objects.values_list("pk", flat=True))
    with as_jobs():
        assert set(visible(model, actor).values_list("pk", flat=True)) == behind
        return sorted(model.objects.filter(pk__in=behind).values_list("text", flat=True)) if model is Note else behind


def days_later(days: int):
    """The relay was that long ago."""
    with as_jobs():
        ago = timezone.now() - timedelta(days=days)
        CareTeam.objects.exclude(ends_before=None).update(writes_until=ago + timedelta(days=settings.DAYS_TO_FINISH))


def test_the_file_closes_and_her_own_words_stay_seven_days(support, relayed):
    former = support.referent
    for model in (Plan, Objective, Contact):
        assert seen(former, model) == set()
    assert seen(former) == ["Elle rappellera.", "À creuser."]
    days_later(6)
    assert seen(former) == ["Elle rappellera.", "À creuser."]
    days_later(8)
    assert seen(former) == ["À creuser."], "her working note is hers until it expires"


def test_a_working_note_expires(support, relayed):
    with as_jobs():
        note = Note.objects.get(text="À creuser.")
        assert note.expires_on == NOW.date() + timedelta(days=settings.WORKING_NOTE_DAYS)
        with connection.cursor() as cursor:
            cursor.execute("update activity_note set expires_on = walls.local_day() where level = 'working'")
    assert seen(support.referent) == ["Elle rappellera."]


def test_she_adds_what_she_had_not_written_yet_once(support, relayed):
    key = new_id()
    with acting(support.referent) as actor:
        for _ in range(2):
            operations.finish_contact(
                actor=actor, at=NOW, plan=relayed.pk, text="Visite du 21.", request_key=key, **CALL
            )
        assert not Plan.objects.exists()
        assert not Contact.objects.exists()
    with acting(support.service.actor("collegue")):
        assert Contact.objects.filter(plan=relayed).count() == 4
        assert Note.objects.filter(text="Visite du 21.").count() == 1


def test_she_goes_on_with_her_note_and_with_no_other(support, relayed):
    with as_jobs():
        hers, theirs = Note.objects.get(text="Elle rappellera."), Note.objects.get(text="Elle a tout redit.")
    with acting(support.referent) as actor:
        operations.complete_note(actor=actor, at=NOW, plan=relayed.pk, written=hers.pk, text="Elle a rappelé.")
        with pytest.raises(Note.DoesNotExist):
            operations.complete_note(actor=actor, at=NOW, plan=relayed.pk, written=theirs.pk, text="Non.")
    with as_jobs():
        hers.refresh_from_db()
    assert hers.text == "Elle rappellera.\n\nAjouté le 24 novembre 2026\u00a0:\nElle a rappelé."
    assert hers.version == 2


@pytest.mark.parametrize(
    ("login", "days", "happened_at", "code"),
    [
        ("referente", settings.DAYS_TO_FINISH, BEFORE, "over"),
        ("referent.ailleurs", 0, BEFORE, "over"),
        ("referente", 1, NOW + timedelta(hours=1), "after"),
    ],
)
def test_neither_too_late_nor_by_another_nor_what_came_after(support, relayed, login, days, happened_at, code):
    at, said = NOW + timedelta(days=days), CALL | {"happened_at": happened_at}
    with acting(support.service.actor(login)) as actor, pytest.raises(Refused) as refused:
        operations.finish_contact(actor=actor, at=at, plan=relayed.pk, text="Visite.", **said)
    assert [refusal.code for refusal in refused.value.refusals] == [code]


def test_done_is_done(support, relayed):
    with acting(support.referent) as actor:
        operations.end_finishing(actor=actor, at=NOW, plan=relayed.pk)
        with pytest.raises(Refused):
            operations.finish_contact(actor=actor, at=NOW, plan=relayed.pk, text="Encore.", **CALL)


def test_whoever_stepped_aside_finishes_nothing(support):
    with as_jobs():
        plan = support.active_plan()
    with acting(support.referent) as actor:
        people.step_aside(actor=actor, at=NOW, person=support.person)
    with acting(support.manager) as actor:
        operations.hand_over_plan(actor=actor, at=NOW, plan=plan.pk, referent=support.service.account("collegue").pk)
    with as_jobs():
        assert not Obligation.objects.filter(kind="support.finish").exists()


# On the screen.


def test_from_her_day_to_the_end(client, support, relayed):
    with as_jobs():
        Obligation.objects.filter(kind="support.finish").update(opened_at=timezone.now())
    with acting(support.referent) as actor:
        access.save_draft(
            actor=actor,
            at=NOW,
            form=f"accompagnement-note-{relayed.pk}",
            page="/",
            title="Note",
            fields={"text": ["Commencé avant le relais."], "nature": ["call"]},
            person=support.person,
        )
    client.force_login(support.service.account("referente"))
    page = reverse("support:finish", args=[relayed.pk])
    assert page in client.get(reverse("desk:my_day")).content.decode()
    shown = client.get(page).content.decode()
    assert "Commencé avant le relais." in shown
    assert "Elle rappellera." in shown
    assert "Elle a tout redit." not in shown
    assert client.get(reverse("support:plan", args=[relayed.pk])).status_code == 404
    yesterday = (timezone.localdate() - timedelta(days=1)).strftime("%d/%m/%Y")
    said = {"nature": "call", "on": yesterday, "text": "Appelée.", "level": "file", "key": str(new_id())}
    assert client.post(page, said | {"text": ""}).status_code == 422
    assert client.post(page, said).status_code == 302
    with as_jobs():
        hers = Note.objects.get(text="Elle rappellera.")
        theirs = Note.objects.get(text="Elle a tout redit.")
    add = reverse("support:complete_note", args=[relayed.pk, hers.pk])
    assert client.post(add, {f"{hers.pk}-text": ""}).status_code == 422
    assert client.post(add, {f"{hers.pk}-text": "Elle a rappelé."}).status_code == 302
    assert client.post(reverse("support:complete_note", args=[relayed.pk, theirs.pk])).status_code == 404
    assert "Elle a rappelé." in client.get(page).content.decode()
    client.force_login(support.service.account("cheffe"))
    told = client.get(reverse("desk:file", args=[support.person])).content.decode()
    assert "Finir les écrits d’avant le relais" in told
    assert page not in told, "her manager reads that it is not finished, and has no page for it"
    client.force_login(support.service.account("referente"))
    assert client.post(reverse("support:end_finishing", args=[relayed.pk])).status_code == 302
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("login", ["collegue", "referent.ailleurs"])
def test_nobody_else_finds_the_page(client, support, relayed, login):
    client.force_login(support.service.account(login))
    assert client.get(reverse("support:finish", args=[relayed.pk])).status_code == 404


def test_named_twice_by_a_double_click_the_referent_keeps_the_file(support):
    to = support.service.account("collegue").pk
    with acting(support.referent):
        plan = support.active_plan()
    with acting(support.manager) as manager:
        for _ in range(2):
            operations.hand_over_plan(actor=manager, at=NOW, plan=plan.pk, referent=to)
    with as_jobs():
        assert CareTeam.objects.filter(person=support.person, account=to, ends_before=None).exists()
