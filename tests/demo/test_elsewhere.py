"""Any organisation file gives a demonstration: without Sainte-Rose there is no story, and files all the same."""

import pytest
from django.core.management import call_command

from tests.demo.conftest import one, rows
from tests.demo.model import CLOCK, MARTINIQUE
from tests.situations import NOW, as_jobs
from tisserand.access import queries as access
from tisserand.access.rules import DEMO_PASSWORD

pytestmark = pytest.mark.django_db
SITES = "select code from access_unit where kind = 'site' order by 1"
VISITED = "select distinct u.code from reception_visit v join access_unit u on u.id = v.site_id order by 1"


@pytest.mark.requirement("R01")
def test_martinique_is_loaded_whole(capsys):
    """Its people are on the sign-in page, its sites have their lines, its teams their plans and their orientations."""
    with as_jobs():
        call_command("demo", organisation=MARTINIQUE, persons=80, today=CLOCK.today)

        shown = {seat.account.login for seat in access.demo_accounts(at=NOW)}
        assert {"lise.marval", "irene.sauval", "basile.cadrin", "omer.tribal"} < shown
        assert access.accounts_by_login(shown)["lise.marval"].check_password(DEMO_PASSWORD)
        assert rows(VISITED) == rows(SITES)
        assert one("select count(*) from assessment_orientation where closed_at is null") > 0
        assert one("select count(*) from support_plan where state <> 'closed'") > 0
    assert "Règles vérifiées" in capsys.readouterr().out
