"""The journal's own end, as the night of the retention does it: the decided duration, and who is held."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from tests.access.sealed import fill, report, run, sealed_now
from tests.people.situations import known
from tests.situations import SystemAt, acting, as_jobs
from tisserand.access import journal
from tisserand.access.models import Consultation, JournalEntry
from tisserand.privacy.operations import deciding, forgetting
from tisserand.privacy.operations.announcing import NIGHT
from tisserand.privacy.queries.retention import journal_kept_since
from tisserand.privacy.rules.retention import months_after

pytestmark = pytest.mark.django_db(transaction=True)
# PostgreSQL's own clock says what is six months old.
NOW = datetime.now(UTC)
AGES = {"two years": 730, "ten months": 300, "a week": 7}


@pytest.fixture
def folder(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def aged(service, folder):
    """Ten deeds and ten readings of each age."""
    with as_jobs():
        for turn, days in enumerate(AGES.values()):
            fill(turn * 10 + 1, turn * 10 + 10, at=NOW - timedelta(days=days))
            sealed_now(at=NOW - timedelta(days=days))
    return folder


def forget():
    with as_jobs():
        return forgetting.forget_journal(actor=NIGHT, at=NOW)


def decide(service, months: int, reason: str = "Avis du comité."):
    with acting(service.actor("dpo", NOW)) as actor:
        deciding.decide_duration(actor=actor, at=NOW, kind="journal", months=months, reason=reason)
