"""A concern comes to its end: the officer decides, it is announced, listed, visaed; then nothing of it is left."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from tests.demo.conftest import one, rows
from tests.inquiries.concern_situations import ALERT, ANALYSIS, CHILD_WORDS, NEEDS, TODAY, ConcernScene, concern_scene
from tests.privacy.situations import eliminated, night, officer, visaed
from tests.privacy.test_engine import command
from tests.situations import NOW, acting, as_jobs
from tisserand.access import operations as access
from tisserand.access.models import JournalEntry
from tisserand.activity.models import Act
from tisserand.deadlines.models import Obligation
from tisserand.inquiries.models import CONCERN_PARTS, Concern, Meeting, Transmission
from tisserand.inquiries.operations import concerns
from tisserand.inquiries.rules.concern_end import Alert, is_running, last_day
from tisserand.inquiries.rules.concern_states import Stage
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people.models import Person
from tisserand.privacy.models import BordereauLine, FileDue, LegalHold, Purge
from tisserand.privacy.operations import bordereaux, deciding, ledger
from tisserand.privacy.operations.announcing import NIGHT
from tisserand.privacy.rules.durations import rules_on
from tisserand.privacy.rules.retention import WARNING, Due, FileFacts, due, months_after

# What was done and read stays to its own end; the lists and the ledger hold identifiers that lead to nothing.
TRACES = {"access_journalentry", "access_consultation", "access_seal", "privacy_purge", "privacy_bordereauline"}
YEAR = 12
ENDS_ON = months_after(TODAY, YEAR)
AFTER = NOW + timedelta(days=400)
READY = AFTER + WARNING


def facts(*days: date, **said) -> FileFacts:
    return FileFacts(days, concern=True, **said)


def test_a_concern_counts_from_its_end_and_waits_for_the_officer():
    in_force = rules_on(TODAY)
    assert due(facts(TODAY), rules=in_force, decided={"concern": YEAR}) == Due("concern", TODAY, ENDS_ON)
    assert due(facts(TODAY), rules=in_force, decided={"file": 12, "child": 12}) == Due("concern", TODAY, None)
    assert due(FileFacts((TODAY,)), rules=in_force, decided={"concern": 1200}).kind == "file"
    assert due(facts(), rules=in_force, decided={"concern": YEAR}) is None


def test_the_row_says_its_source_and_that_it_is_doubtful():
    rule = rules_on(TODAY)["concern"]
    assert (rule.months, rule.configurable, rule.visa, rule.confidence) == (None, True, True, "à vérifier")
    assert "R. 212-14" in rule.legal


ANSWERED = Alert(new_id(), owed=True, asked_on=date(2027, 1, 5), returned_on=date(2027, 2, 1))
ASKED = Alert(new_id(), owed=True, asked_on=date(2027, 1, 5))
SILENT = Alert(new_id())


@pytest.mark.parametrize(
    ("closed_on", "alerts", "day"),
    [
        (None, [ANSWERED], None),
        (TODAY, [], TODAY),
        (TODAY, [SILENT], TODAY),
        (TODAY, [SILENT, ANSWERED], date(2027, 2, 1)),
        (date(2027, 3, 1), [ANSWERED], date(2027, 3, 1)),
    ],
)
def test_it_is_over_the_day_it_was_closed_or_a_later_answer(closed_on, alerts, day):
    assert last_day(closed_on, alerts) == day


@pytest.mark.parametrize(
    ("stage", "alerts", "due_still", "home_is_open", "running"),
    [
        (Stage.CLOSED, [SILENT, ANSWERED], False, False, False),
        (Stage.CLOSED, [ASKED], False, False, True),
        (Stage.CLOSED, [], True, False, True),
        (Stage.CLOSED, [], False, True, True),
        *((stage, [], False, False, True) for stage in Stage if stage != Stage.CLOSED),
    ],
)
def test_what_is_still_running(stage, alerts, due_still, home_is_open, running):
    assert is_running(stage, alerts, due=due_still, home_is_open=home_is_open) is running


@pytest.fixture
def scene(service):
    return concern_scene(service)


def closed(scene: ConcernScene) -> Concern:
    """The whole story: two alerts, a question to a colleague, the procureur, the parents, the returns, the end."""
    row, told = scene.evaluated(), scene.transmitted()
    with acting(scene.unit) as actor:
        concerns.receive_transmission(actor=actor, at=NOW, transmission=told.pk, into=row.pk)
    scene.accompanied_by(scene.first.account_id)
    named = {"first": scene.first.account_id, "second": scene.second.account_id}
    row = scene.unit_does(concerns.assign, row, **named, reason="Personne d’autre sur l’île.")
    said = {"conclusion": "referral", "words": "Aide refusée.", "grounds": ["refused"]}
    row = scene.first_does(concerns.conclude, row, expected_version=row.version, **said)
    row = scene.first_does(concerns.ask, row, asked=scene.referent.account_id, request="Voyez-vous Lina ?")
    scene.first_signs(row, agrees=True)
    row = scene.second_signs(row, agrees=False, words="Je proposais une aide.")
    scene.unit_does(concerns.dispatch, row, to="prosecutor", on=TODAY, channel="mail", proof="Accusé de 14 h 12")
    scene.unit_does(concerns.tell_parents, row, on=TODAY)
    for alert in alerts(row):
        with acting(scene.unit) as actor:
            concerns.give_back(actor=actor, at=NOW, transmission=alert.pk, on=TODAY, words="Une suite est donnée.")
    return scene.unit_does(concerns.close, row)


def filed(scene: ConcernScene, **changes) -> Concern:
    """Closed at once, without a follow-up: whoever alerted did not ask for an answer."""
    return scene.qualified("not_a_concern", source="neighbour", name="", **changes)


def alerts(row: Concern) -> list[Transmission]:
    with as_jobs():
        return list(Transmission.objects.filter(concern=row).order_by("id"))


def decided(service, months: int = YEAR) -> None:
    with acting(officer(service)) as actor:
        said = {"kind": "concern", "months": months, "reason": "Avis du directeur des archives."}
        deciding.decide_duration(actor=actor, at=NOW, **said)


def due_of(row: Concern) -> FileDue | None:
    with as_jobs():
        return FileDue.objects.filter(person_id=row.pk).first()


def is_there(row: Concern) -> bool:
    with as_jobs():
        return Concern.objects.filter(pk=row.pk).exists()


def tables_that_say(word: str) -> set[str]:
    """Behind every wall."""
    with as_jobs():
        names = [name for (name,) in rows("select tablename from pg_tables where schemaname = 'public'")]
        return {name for name in names if one(f'select count(*) from "{name}" t where t::text like %s', f"%{word}%")}  # noqa: S608


@pytest.mark.django_db
def test_nothing_is_destroyed_before_the_officer_decides(service, scene):
    row = filed(scene)
    night(READY)
    assert (due_of(row).due_on, due_of(row).kept_by) == (None, ["undecided"])
    with acting(officer(service, READY)) as actor, pytest.raises(Refused, match="nothing"):
        bordereaux.propose(actor=actor, at=READY)


@pytest.mark.django_db
def test_announced_sixty_days_before_to_the_officer_and_to_the_unit(service, scene):
    row = filed(scene)
    decided(service)
    night(NOW + timedelta(days=300))
    assert due_of(row) is None
    said = night(NOW + timedelta(days=310))
    assert (said.new, said.told) == (1, True)
    assert (due_of(row).due_on, due_of(row).planned_on) == (ENDS_ON, (NOW + timedelta(days=310)).date() + WARNING)
    for login in ("dpo", "crip", "collegue", "referente", "accueil", "direction", "admin"):
        with acting(service.actor(login)):
            assert FileDue.objects.count() == (login in {"dpo", "crip"}), login


@pytest.mark.django_db
@pytest.mark.requirement("R62")
def test_after_the_visa_nothing_of_it_is_left_in_any_table(service, scene):
    row, other = closed(scene), filed(scene, words="Un autre enfant crie.")
    begun(scene, row)
    with as_jobs():
        parts = [pk for part in CONCERN_PARTS for pk in part.objects.filter(concern=row).values_list("pk", flat=True)]
        (act,) = Meeting.objects.filter(concern=row).values_list("act_id", flat=True)
        kept = {part: part.objects.filter(concern=other).count() for part in CONCERN_PARTS}
        assert Obligation.objects.filter(subject__in=[row.pk, *parts]).count() >= 6
        assert all(part.objects.filter(concern=row).exists() for part in CONCERN_PARTS)
    assert {"inquiries_minor", "access_draft"} <= tables_that_say("Lina")
    decided(service)
    for kept_apart in (other.pk, scene.mother):
        hold(service, kept_apart)
    night(AFTER)
    eliminated(service, READY)
    for identifier in (row.pk, *parts):
        assert tables_that_say(str(identifier)) <= TRACES, identifier
    for word in (
        CHILD_WORDS,
        NEEDS,
        ANALYSIS,
        "Je proposais une aide",
        "Personne d’autre",
        "Voyez-vous",
        "Accusé de 14 h 12",
    ):
        assert tables_that_say(word) == set(), word
    with as_jobs():
        assert {part: part.objects.filter(concern=other).count() for part in CONCERN_PARTS} == kept
        # The mother's own file is another one; the time that was spent stays counted.
        assert Person.objects.filter(pk=scene.mother).exists()
        assert Act.objects.get(pk=act).duration_minutes
        (deed,) = JournalEntry.objects.filter(verb="concern.eliminate")
        assert (deed.subject, deed.person_id, deed.reason) == (row.pk, None, "")
        assert BordereauLine.objects.get().anonymised_on == READY.date()
        assert Purge.objects.get().former_id == row.pk


def begun(scene: ConcernScene, row: Concern) -> None:
    """What somebody had begun to write about her and never kept."""
    form = f"protection-besoins-{scene.child(row).pk}"
    with acting(scene.first) as actor:
        said = {"page": f"/{row.pk}/", "title": "Besoins", "fields": {"needs": ["Lina dort mal."]}}
        access.save_draft(actor=actor, at=NOW, form=form, **said)


def hold(service, identifier) -> None:
    with acting(officer(service)) as actor:
        said = {"reason": "Contentieux en cours", "starts_on": NOW.date(), "until": None}
        deciding.place_hold(actor=actor, at=NOW, person=identifier, **said)


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["received", "assigned", "concluded", "referred"])
def test_one_that_is_open_is_never_listed_nor_taken(service, scene, stage):
    row = getattr(scene, stage)()
    decided(service)
    night(READY)
    assert due_of(row) is None
    assert "unfinished" in keeps(row)


def keeps(row: Concern) -> set[str]:
    with as_jobs():
        return bordereaux.kept_by(actor=NIGHT, today=READY.date(), persons=[row.pk])[row.pk]


@pytest.mark.django_db
def test_who_transmitted_and_waits_for_an_answer_keeps_it(service, scene):
    row = scene.qualified("not_a_concern")
    decided(service)
    night(AFTER)
    assert due_of(row).kept_by == ["unfinished"]


@pytest.mark.django_db
def test_an_answer_asked_for_after_the_visa_keeps_it(service, scene):
    row = filed(scene)
    decided(service)
    night(AFTER)
    listed = visaed(service, READY)
    with acting(scene.unit) as actor:
        asked = {"transmission": alerts(row)[0].pk, "on": READY.date()}
        concerns.ask_for_return(actor=actor, at=READY, **asked)
    with as_jobs():
        bordereaux.eliminate(actor=NIGHT, at=READY, bordereau=listed.pk)
        assert "unfinished" in BordereauLine.objects.get().kept_by
    assert is_there(row)


@pytest.mark.django_db
def test_another_alert_about_this_home_keeps_what_was_known_before(service, scene):
    former = filed(scene)
    scene.described()
    decided(service)
    night(AFTER)
    assert due_of(former).kept_by == ["unfinished"]


@pytest.mark.django_db
def test_a_held_concern_stays(service, scene):
    row = filed(scene)
    decided(service)
    hold(service, row.pk)
    night(AFTER)
    assert due_of(row).kept_by == ["hold"]
    with acting(officer(service, READY)) as actor, pytest.raises(Refused, match="nothing"):
        bordereaux.propose(actor=actor, at=READY)


@pytest.mark.django_db
def test_a_hold_that_was_lifted_goes_with_it(service, scene):
    row = filed(scene)
    decided(service)
    hold(service, row.pk)
    with acting(officer(service)) as actor:
        deciding.lift_hold(actor=actor, at=NOW, hold=LegalHold.objects.get().pk)
    night(AFTER)
    eliminated(service, READY)
    with as_jobs():
        assert not LegalHold.objects.exists()
        assert not FileDue.objects.exists()
    assert not is_there(row)


@pytest.mark.django_db
def test_a_rehearsal_counts_and_changes_nothing(service, scene):
    row = filed(scene)
    decided(service)
    night(AFTER)
    with acting(officer(service, READY)) as actor:
        listed = bordereaux.propose(actor=actor, at=READY)
    with as_jobs():
        found = bordereaux.rehearse(actor=NIGHT, at=READY, bordereau=listed.pk)
    assert (found["inquiries.Concern"], found["inquiries.Minor"]) == (1, 1)
    assert is_there(row)
    assert not Purge.objects.exists()


@pytest.mark.django_db
def test_the_command_says_it(service, scene):
    row = filed(scene)
    decided(service)
    night(AFTER)
    with as_jobs(), time_machine.travel(READY, tick=False):
        said = command("--dry-run")
    assert "Information préoccupante : 1" in said
    assert "enfants évalués (détruits) : 1" in said
    assert is_there(row)


@pytest.mark.django_db
def test_after_a_restore_it_goes_again(service, scene):
    row = filed(scene)
    with as_jobs():
        assert ledger.purge_again(actor=NIGHT, at=NOW, formers=[row.pk, new_id()]) == 1
        connection.check_constraints()
    assert not is_there(row)


@pytest.mark.django_db
def test_the_officer_decides_lists_and_reads_what_went(client, service, scene):
    row = filed(scene)

    def page(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")

    with time_machine.travel(NOW, tick=False):
        client.force_login(service.account("dpo"))
        assert "Information préoccupante : à décider" in page(reverse("privacy:durations"))
        said = {"months": YEAR, "reason": "Avis du directeur des archives."}
        assert client.post(reverse("privacy:decide", args=["concern"]), said).status_code == 302
        assert "un an après la clôture" in page(reverse("privacy:durations"))
    night(AFTER)
    with time_machine.travel(READY, tick=False):
        client.force_login(service.account("dpo"))
        listed = page(reverse("privacy:retention"))
        assert "Information préoccupante" in listed
        assert "Mirval" not in listed
        assert ALERT not in listed
    done = eliminated(service, READY)
    with time_machine.travel(READY, tick=False):
        assert "détruite le" in page(reverse("privacy:bordereau", args=[done.pk]))
    assert not is_there(row)


@pytest.mark.django_db
def test_the_unit_reads_on_its_page_when_it_goes(client, service, scene):
    row = filed(scene)
    decided(service)

    def margin(at) -> str:
        with time_machine.travel(at, tick=False):
            client.force_login(service.account("crip"))
            session = client.session
            session["proved"] = at.isoformat()
            session.save()
            return client.get(reverse("inquiries:concern", args=[row.pk])).content.decode()

    assert "Conservation" not in margin(NOW)
    night(AFTER)
    assert "Elle sera détruite en entier au plus tôt le" in margin(AFTER)
    hold(service, row.pk)
    night(AFTER)
    assert "Son élimination est suspendue" in margin(AFTER)
