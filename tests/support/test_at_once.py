"""Two teams that do not read each other open the same thing for the same person: one does, the other is told."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.situations import NOW, build
from tests.support.situations import TODAY, scene
from tests.support.test_budget import DIRECT
from tisserand.access import scope
from tisserand.kernel.refusals import Refused
from tisserand.support import operations

pytestmark = pytest.mark.django_db(transaction=True)
WHAT = {
    "debts": (operations.lodge_debts, {"on": TODAY}),
    "judge": (operations.ask_judge, {"said": DIRECT}),
    "rsa": (operations.open_path, {"entry": "opened", "informed_on": TODAY}),
}


@pytest.fixture
def support(transactional_db):
    service = build()
    with transaction.atomic():
        return scene(service)


def opens(actor, operation, said: dict) -> str:
    try:
        with transaction.atomic(), scope.acting(actor):
            operation(actor=actor, at=NOW, today=TODAY, **said)
            return "done"
    except Refused as refused:
        [refusal] = refused.refusals
        assert "Sainte-Rose" not in refusal.message
        return refusal.code
    finally:
        connection.close()


@pytest.mark.requirement("R54")
@pytest.mark.parametrize("what", WHAT)
def test_two_teams_open_one(support, what):
    operation, said = WHAT[what]
    service = support.service
    sides = (("referente", service.team), ("referent.ailleurs", service.other_team))
    presses = [
        (service.actor(login), operation, said | {"person": support.person, "team": team.pk}) for login, team in sides
    ]
    with ThreadPoolExecutor(2) as pool:
        answers = Counter(pool.map(lambda one: opens(*one), presses))
    assert answers == {"done": 1, "elsewhere": 1}
