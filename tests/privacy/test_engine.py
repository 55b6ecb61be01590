"""What ends is announced, listed, visaed, then gone; what must stay stays, and says why."""

import io
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from tests.privacy.situations import LONG_AGO, came, eliminated, night, officer, visaed
from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.access import operations as access
from tisserand.access.models import Draft, Session
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people.models import Person
from tisserand.privacy.models import Bordereau, BordereauLine, FileDue, LegalHold, Pseudonym, Purge
from tisserand.privacy.operations import bordereaux, deciding, expiring, ledger
from tisserand.privacy.operations.announcing import NIGHT
from tisserand.privacy.rules.retention import WARNING, months_after
from tisserand.reception.models import Visit
from tisserand.support.models import KnownMeasure

pytestmark = pytest.mark.django_db

AFTER_THE_WARNING = NOW + WARNING


def due_of(person) -> FileDue | None:
    with as_jobs():
        return FileDue.objects.filter(person_id=person).first()


def is_known(person) -> bool:
    with as_jobs():
        return Person.objects.filter(pk=person).exists()


def test_a_file_without_contact_for_two_years_is_announced_and_the_officer_is_told(service):
    person = came(service)
    said = night(NOW)
    row = due_of(person)
    assert (said.listed, said.new, said.told) == (1, 1, True)
    assert row.due_on == months_after(LONG_AGO.date(), 24)
    assert row.announced_on == NOW.date()
    assert row.planned_on == NOW.date() + WARNING
    with acting(officer(service)) as actor:
        assert [duty.label for duty in Obligation.objects.filter(account_id=actor.account_id)] == [
            "Relire les dossiers qui arrivent à échéance"
        ]


def test_she_is_told_once_however_many_nights(service):
    came(service)
    assert night(NOW).new == 1
    assert night(NOW + timedelta(days=1)).new == 0
    with as_jobs():
        assert Obligation.objects.count() == 1


def test_a_file_is_announced_sixty_days_before_its_end(service):
    last = NOW - timedelta(days=730 - 60 - 2)
    person = came(service, last)
    night(NOW)
    assert due_of(person) is None
    night(NOW + timedelta(days=3))
    assert (
        due_of(person).planned_on == months_after(last.date(), 24) or due_of(person).planned_on > due_of(person).due_on
    )


def test_a_file_that_lives_anew_leaves_the_list(service):
    person = came(service)
    night(NOW)
    came(service, NOW, person=person)
    night(NOW + timedelta(days=1))
    assert due_of(person) is None


def test_nothing_is_proposed_before_it_was_announced_long_enough(service):
    came(service)
    night(NOW)
    with acting(officer(service)) as actor, pytest.raises(Refused, match="nothing"):
        bordereaux.propose(actor=actor, at=AFTER_THE_WARNING - timedelta(days=1))


def test_listed_visaed_and_gone(service):
    person = came(service)
    night(NOW)
    row = eliminated(service, AFTER_THE_WARNING)
    assert not is_known(person)
    with as_jobs():
        assert (row.state, row.anonymised) == ("done", 1)
        assert Pseudonym.objects.count() == 1
        visit = Visit.objects.get()
        assert visit.person_id == Pseudonym.objects.get().pk
        assert (visit.purpose, visit.purpose_text) == ("renseignement", "(effacé)")
        assert not FileDue.objects.exists()
        # Nobody is due twice.
        assert Purge.objects.get().former_id == person
    assert night(AFTER_THE_WARNING + timedelta(days=3000)).listed == 0


def test_nothing_goes_without_the_visa(service):
    person = came(service)
    night(NOW)
    with acting(officer(service, AFTER_THE_WARNING)) as actor:
        row = bordereaux.propose(actor=actor, at=AFTER_THE_WARNING)
    with as_jobs(), pytest.raises(Refused):
        bordereaux.eliminate(actor=NIGHT, at=AFTER_THE_WARNING, bordereau=row.pk)
    assert is_known(person)


def test_the_database_itself_refuses_an_elimination_without_visa(service):
    from django.db import IntegrityError, transaction

    came(service)
    night(NOW)
    with acting(officer(service, AFTER_THE_WARNING)) as actor:
        row = bordereaux.propose(actor=actor, at=AFTER_THE_WARNING)
    with as_jobs(), pytest.raises(IntegrityError), transaction.atomic():
        Bordereau.objects.filter(pk=row.pk).update(state="done", done_at=NOW)


@pytest.mark.parametrize(
    ("reference", "on", "code"),
    [("", AFTER_THE_WARNING.date(), "reference"), ("AD 12", None, "date"), ("AD 12", date(2020, 1, 1), "date")],
)
def test_a_visa_has_a_reference_and_a_date(service, reference, on, code):
    came(service)
    night(NOW)
    with acting(officer(service, AFTER_THE_WARNING)) as actor:
        row = bordereaux.propose(actor=actor, at=AFTER_THE_WARNING)
        with pytest.raises(Refused, match=code):
            bordereaux.give_visa(actor=actor, at=AFTER_THE_WARNING, bordereau=row.pk, reference=reference, on=on)


def test_a_dropped_list_leaves_everything(service):
    person = came(service)
    night(NOW)
    with acting(officer(service, AFTER_THE_WARNING)) as actor:
        row = bordereaux.propose(actor=actor, at=AFTER_THE_WARNING)
        bordereaux.drop(actor=actor, at=AFTER_THE_WARNING, bordereau=row.pk)
        with pytest.raises(Refused):
            bordereaux.give_visa(
                actor=actor, at=AFTER_THE_WARNING, bordereau=row.pk, reference="AD", on=AFTER_THE_WARNING.date()
            )
    assert is_known(person)


def test_one_list_at_a_time(service):
    came(service)
    night(NOW)
    with acting(officer(service, AFTER_THE_WARNING)) as actor:
        bordereaux.propose(actor=actor, at=AFTER_THE_WARNING)
        with pytest.raises(Refused, match="waiting"):
            bordereaux.propose(actor=actor, at=AFTER_THE_WARNING)


def hold(service, person, **said):
    with acting(officer(service)) as actor:
        facts = {"reason": "Contentieux en cours", "starts_on": NOW.date(), "until": None} | said
        return deciding.place_hold(actor=actor, at=NOW, person=person, **facts)


def test_a_held_file_is_listed_as_held_and_never_proposed(service):
    held = came(service)
    hold(service, held)
    night(NOW)
    assert due_of(held).kept_by == ["hold"]
    with acting(officer(service)) as actor, pytest.raises(Refused, match="nothing"):
        bordereaux.propose(actor=actor, at=AFTER_THE_WARNING)


def test_a_hold_placed_after_the_visa_still_holds(service):
    held, gone = came(service), came(service, LONG_AGO + timedelta(days=1), "Jernidier")
    night(NOW)
    row = visaed(service, AFTER_THE_WARNING)
    hold(service, held)
    with as_jobs():
        bordereaux.eliminate(actor=NIGHT, at=AFTER_THE_WARNING, bordereau=row.pk)
        assert BordereauLine.objects.get(person_id=held).kept_by == ["hold"]
    assert is_known(held)
    assert not is_known(gone)


def test_somebody_who_comes_back_after_the_visa_keeps_her_file(service):
    person = came(service)
    night(NOW)
    row = visaed(service, AFTER_THE_WARNING)
    came(service, AFTER_THE_WARNING, person=person)
    with as_jobs():
        bordereaux.eliminate(actor=NIGHT, at=AFTER_THE_WARNING, bordereau=row.pk)
        assert "not_due" in BordereauLine.objects.get().kept_by
    assert is_known(person)


def test_a_lifted_hold_holds_no_more(service):
    person = came(service)
    row = hold(service, person)
    with acting(officer(service)) as actor:
        deciding.lift_hold(actor=actor, at=NOW, hold=row.pk)
        with pytest.raises(Refused, match="lifted"):
            deciding.lift_hold(actor=actor, at=NOW, hold=row.pk)
    night(NOW)
    assert due_of(person).kept_by == []


@pytest.mark.parametrize("said", [{"reason": " "}, {"until": NOW.date() - timedelta(days=1)}])
def test_a_hold_says_why_and_ends_after_it_begins(service, said):
    with pytest.raises(Refused):
        hold(service, came(service), **said)
    with as_jobs():
        assert not LegalHold.objects.exists()


def test_what_is_still_owed_keeps_the_file(service):
    person = came(service)
    with as_jobs():
        deadlines.open_obligation(
            actor=SystemAt,
            at=NOW,
            kind="test",
            subject=new_id(),
            label="Rappeler",
            unit=service.site.pk,
            due_at=NOW,
            person=person,
        )
    night(NOW)
    assert due_of(person).kept_by == ["unfinished"]


def test_child_protection_waits_for_the_officer(service):
    person = came(service)
    with as_jobs():
        KnownMeasure.objects.create(person_id=person, measure="aemo", exercised_by="Association", recorded_at=LONG_AGO)
    night(NOW)
    assert (due_of(person).kind, due_of(person).due_on, due_of(person).kept_by) == ("child", None, ["undecided"])
    with acting(officer(service)) as actor:
        deciding.decide_duration(actor=actor, at=NOW, kind="child", months=30, reason="Avis du directeur des archives.")
    night(NOW)
    assert due_of(person).due_on == months_after(LONG_AGO.date(), 30)


def test_a_rehearsal_counts_and_changes_nothing(service):
    person = came(service)
    night(NOW)
    with acting(officer(service, AFTER_THE_WARNING)) as actor:
        row = bordereaux.propose(actor=actor, at=AFTER_THE_WARNING)
    with as_jobs():
        found = bordereaux.rehearse(actor=NIGHT, at=AFTER_THE_WARNING, bordereau=row.pk)
        assert found["people.Person"] == found["reception.Visit"] == 1
        assert Bordereau.objects.get().rehearsal == found
        assert not BordereauLine.objects.exclude(anonymised_on=None).exists()
        assert not Purge.objects.exists()
    assert is_known(person)
    assert eliminated_rows(row) == found


def eliminated_rows(row) -> dict[str, int]:
    """What the real one changes: told as the rehearsal told it."""
    with as_jobs():
        from tisserand.privacy.operations.anonymising import anonymise

        lines = BordereauLine.objects.filter(bordereau=row).values_list("person_id", flat=True)
        rows = anonymise(actor=NIGHT, at=AFTER_THE_WARNING, persons=list(lines))
        return {label: number for label, number in rows.items() if number}


def test_words_about_somebody_without_a_name_go_too(service):
    unnamed, named = came(service), came(service, NOW - timedelta(days=10), "Jernidier")
    with as_jobs():
        Visit.objects.filter(person_id=unnamed).update(person=None, called_as="la dame au parapluie")
    came(service, LONG_AGO + timedelta(hours=3), person=unnamed)
    night(NOW)
    eliminated(service, AFTER_THE_WARNING)
    with as_jobs():
        row = Visit.objects.get(person=None)
        assert (row.called_as, row.purpose_text) == ("(effacé)", "(effacé)")
        assert Visit.objects.get(person_id=named).purpose_text == "Parle de son loyer."


def test_drafts_and_sessions_end_at_their_own_date(service):
    with acting(service.actor("accueil")) as actor:
        for days in (31, 29):
            access.save_draft(
                actor=actor, at=NOW - timedelta(days=days), form=f"f{days}", page="/", title="Note", fields={}
            )
    with as_jobs():
        Session.objects.create(
            session_key="x" * 32,
            session_data="",
            expire_date=NOW - timedelta(hours=1),
            opened_at=NOW - timedelta(hours=13),
            seen_at=NOW - timedelta(hours=2),
        )
        gone = expiring.expire(at=NOW)
        assert (gone["draft"], gone["session"]) == (1, 1)
        assert Draft.objects.get().form == "f29"


def test_the_ledger_is_a_file_that_only_grows_and_purges_again(service, tmp_path: Path):
    file = tmp_path / "purges.txt"
    person = came(service)
    night(NOW)
    eliminated(service, AFTER_THE_WARNING)
    with as_jobs():
        assert ledger.keep_ledger(file) == 1
        assert ledger.keep_ledger(file) == 0
        assert ledger.read_ledger(file) == [person]
        assert ledger.purge_again(actor=NIGHT, at=NOW, formers=ledger.read_ledger(file)) == 0
    restored = came(service)
    with as_jobs():
        assert ledger.purge_again(actor=NIGHT, at=NOW, formers=[person, restored]) == 1
    assert not is_known(restored)


def test_the_app_may_neither_rewrite_the_ledger_nor_a_decision(service):
    from django.db import transaction
    from django.db.utils import ProgrammingError

    for verb in (
        "delete from privacy_purge",
        "update privacy_purge set purged_at = now()",
        "update privacy_duration set months = 1",
        "delete from privacy_pseudonym",
    ):
        with pytest.raises(ProgrammingError, match="permission denied|droit refusé"), transaction.atomic():
            connection.cursor().execute(verb)


def test_others_than_the_officer_see_no_list(service):
    came(service)
    night(NOW)
    for login, seen in (("dpo", 1), ("accueil", 1), ("accueil.ailleurs", 0), ("direction", 0), ("admin", 0)):
        with acting(service.actor(login)):
            assert FileDue.objects.count() == seen, login
            assert LegalHold.objects.count() == Bordereau.objects.count() == 0


def test_twelve_years_of_a_departement(service):
    """No file outlives its end by more than a season's rhythm, none goes while held (moonshot 16)."""
    chance = random.Random(971)  # noqa: S311
    start = datetime(2027, 1, 5, 12, tzinfo=UTC)
    last, held, alive = {}, {}, set()
    for season in range(48):
        at = start + timedelta(days=91 * season)
        for number in range(3):
            person = came(service, at + timedelta(minutes=number), f"Nom{season}x{number}")
            last[person], _ = at, alive.add(person)
        for person in chance.sample(sorted(alive), min(3, len(alive))):
            came(service, at + timedelta(hours=1, minutes=chance.randrange(200)), person=person)
            last[person] = at
        if season % 6 == 3:
            person = chance.choice(sorted(alive))
            until = (at + timedelta(days=1200)).date()
            held[person] = until
            with acting(officer(service, at)) as actor:
                deciding.place_hold(
                    actor=actor, at=at, person=person, reason="Contentieux", starts_on=at.date(), until=until
                )
        night(at)
        with as_jobs():
            ready = FileDue.objects.filter(planned_on__lte=at.date(), kept_by=[]).exists()
        if ready:
            eliminated(service, at)
        with as_jobs():
            known = set(Person.objects.values_list("id", flat=True)) & set(last)
        for person in alive - known:
            assert at.date() >= months_after(last[person].date(), 24), "gone too early"
            assert held.get(person, date.min) < at.date(), "gone under hold"
        alive &= known
        for person in alive:
            over = at.date() - months_after(last[person].date(), 24)
            assert over <= WARNING + timedelta(days=91) or held.get(person, date.min) >= at.date() - over, (
                "kept too long"
            )
    assert len(last) - len(alive) > 80


def test_the_command_says_what_would_go_and_changes_nothing(service, tmp_path, settings):
    settings.PURGE_LEDGER = tmp_path / "purges.txt"
    person, held = came(service), came(service, LONG_AGO + timedelta(days=1), "Jernidier")
    hold(service, held)
    night(NOW)
    with as_jobs(), time_machine.travel(AFTER_THE_WARNING, tick=False):
        said = command("--dry-run")
    assert "1 dossier partirait" in said
    assert "venues (gardés sans nom ni récit) : 1" in said
    assert "gardés (hold) : 1" in said
    assert "Rien n’a été changé." in said
    assert is_known(person)
    with as_jobs(), time_machine.travel(AFTER_THE_WARNING, tick=False):
        assert "annoncés : 2" in command("--night")


def test_the_command_purges_again_from_a_ledger(service, tmp_path):
    person = came(service)
    file = tmp_path / "purges.txt"
    file.write_text(f"{person} 2026-01-01T00:00:00+00:00\n", encoding="ascii")
    with as_jobs():
        assert "de nouveau : 1" in command(f"--purge-again={file}")
        with pytest.raises(CommandError, match="n’existe pas"):
            command(f"--purge-again={tmp_path / 'rien.txt'}")
    assert not is_known(person)


def command(*arguments) -> str:
    said = io.StringIO()
    call_command("retention", *arguments, stdout=said)
    return said.getvalue().replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
