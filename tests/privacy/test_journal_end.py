"""The journal's own end, as the night of the retention does it: the decided duration, and who is held."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.access.sealed import fill, report, run, sealed_now
from tests.conftest import become
from tests.situations import acting, as_jobs
from tisserand.access.chain import heads
from tisserand.access.models import Consultation, JournalEntry
from tisserand.privacy.operations import deciding, forgetting
from tisserand.privacy.operations.announcing import NIGHT, local_day
from tisserand.privacy.queries.retention import journal_kept_since
from tisserand.privacy.rules.retention import months_after

# One transaction a sealing: what is sealed is what others finished.
pytestmark = pytest.mark.django_db(transaction=True)
# PostgreSQL's own clock says what is six months old.
NOW = datetime.now(UTC)
TODAY = local_day(NOW)


@pytest.fixture
def aged(tmp_path, settings, request):
    """Ten deeds and ten readings of two years ago, of ten months ago, of last week; then the service of today."""
    settings.DATA_DIR = tmp_path
    become("jobs")
    for turn, days in enumerate((730, 300, 7)):
        at = NOW - timedelta(days=days)
        fill(turn * 10 + 1, turn * 10 + 10, at=at)
        sealed_now(at=at)
    become("app")
    return request.getfixturevalue("service")


def forget():
    with as_jobs():
        return forgetting.forget_journal(actor=NIGHT, at=NOW)


def by_the_officer(service, deed, **said):
    with transaction.atomic(), acting(service.actor("dpo", NOW)) as actor:
        return deed(actor=actor, at=NOW, **said)


def decide(service, months: int, reason: str = "Contrôle interne écrit le 3 mars."):
    by_the_officer(service, deciding.decide_duration, kind="journal", months=months, reason=reason)


def test_twelve_months_unless_decided_otherwise(aged, tmp_path):
    assert forget().rows == 20
    with as_jobs():
        assert Consultation.objects.count() == 20
        assert JournalEntry.objects.get(verb="journal.forget").account_id is None
        assert report(tmp_path).sound


@pytest.mark.parametrize(("months", "rows"), [(6, 40), (11, 20), (36, 0)])
def test_the_duration_is_the_one_decided(aged, months, rows):
    decide(aged, months)
    assert forget().rows == rows
    with acting(aged.actor("referente", NOW)):
        assert journal_kept_since(TODAY) == months_after(TODAY, -min(months, 12))


def test_who_is_held_keeps_her_traces_until_the_hold_ends(aged):
    ((person,),) = run("select md5('p1')::uuid")
    facts = {"person": person, "reason": "Contentieux", "starts_on": TODAY, "until": None}
    hold = by_the_officer(aged, deciding.place_hold, **facts)
    done = forget()
    assert (done.rows, len(done.held)) == (0, 2)
    by_the_officer(aged, deciding.lift_hold, hold=hold.pk)
    assert forget().rows == 20


def test_the_command_counts_before_and_says_after(aged):
    with as_jobs():
        assert "Journal\u00a0: 20 lignes à la fin de leur durée, 0 sceau retenu." in command("--dry-run")
        assert Consultation.objects.count() == 30
        command("--night")
        assert "Journal\u00a0: 0 ligne à la fin de sa durée" in command("--dry-run")


def test_a_chain_in_doubt_is_said_and_nothing_goes(aged, tmp_path):
    heads.file_of(tmp_path).unlink()
    with as_jobs(), pytest.raises(CommandError, match="en doute. Le fichier des sceaux manque"):
        command("--night")


def command(word: str) -> str:
    said = io.StringIO()
    call_command("retention", word, stdout=said)
    return said.getvalue()
