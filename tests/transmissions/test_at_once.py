"""Two desks that do not read each other open the same thing for the same person: one does, the other is told."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from tests.situations import NOW, build
from tests.transmissions.situations import TODAY, scene
from tisserand.access import scope
from tisserand.kernel.refusals import Refused
from tisserand.transmissions import operations

pytestmark = pytest.mark.django_db(transaction=True)
CURATELLE = {"measure": "curatelle", "representative": "mjpm", "name": "UDAF", "signs": "both"}


@pytest.fixture
def letters(transactional_db):
    service = build()
    with transaction.atomic():
        return scene(service)


def at_once(*presses) -> Counter:
    """Each in its own connection; what each was answered."""

    def press(actor, operation, said) -> str:
        try:
            with transaction.atomic(), scope.acting(actor):
                operation(actor=actor, at=NOW, **said)
                return "done"
        except Refused as refused:
            [refusal] = refused.refusals
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        return Counter(pool.map(lambda one: press(*one), presses))


def desks(letters) -> list[tuple]:
    service = letters.service
    asked = {"person": letters.person, "requested_on": TODAY}
    return [
        (service.actor("accueil"), operations.request_domiciliation, asked | {"unit": service.site.pk}),
        (service.actor("accueil.ailleurs"), operations.request_domiciliation, asked | {"unit": service.other_site.pk}),
    ]


@pytest.mark.requirement("R100")
def test_two_desks_open_one_domiciliation(letters):
    assert at_once(*desks(letters), *desks(letters)) == {"done": 1, "open": 1, "elsewhere": 2}


@pytest.mark.requirement("R55")
def test_two_teams_note_one_judgment(letters):
    service = letters.service
    said = {"person": letters.person, "decided_on": date(2026, 3, 1), **CURATELLE}
    here = (letters.author, operations.record_measure, said | {"unit": service.team.pk})
    there = (service.actor("referent.ailleurs"), operations.record_measure, said | {"unit": service.other_team.pk})
    assert at_once(here, there) == {"done": 1, "elsewhere": 1}
