"""What a plan said before each change, for those who read the plan."""

import pytest
from django.urls import reverse

from tests.situations import NOW, acting
from tests.support.situations import KEEP_MY_HOME
from tisserand.support import operations
from tisserand.support.models import Objective
from tisserand.support.queries.history import plan_changes

pytestmark = pytest.mark.django_db


def test_who_when_what_the_plan_and_its_objective_said(support, client):
    with acting(support.referent) as actor:
        plan = support.active_plan()
        objective = Objective.objects.get(plan=plan)
        operations.assess_objective(actor=actor, at=NOW, objective=objective.pk, state="reached")
        plan.refresh_from_db()
        told = {name for change in plan_changes(actor, plan) for name, _, _ in change.fields}
        assert {"state", "adhesion_on"} <= told
    client.force_login(support.service.account("referente"))
    page = client.get(reverse("support:history", args=[plan.pk])).content.decode()
    assert "Corinne Lollia" in page
    assert "En construction" in page
    assert "Actif" in page
    assert (
        reverse("support:history", args=[plan.pk])
        in client.get(reverse("support:plan", args=[plan.pk])).content.decode()
    )
    client.force_login(support.service.account("referent.ailleurs"))
    assert client.get(reverse("support:history", args=[plan.pk])).status_code == 404
    assert KEEP_MY_HOME.criterion not in page
