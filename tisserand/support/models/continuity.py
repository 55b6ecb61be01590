"""What the worker on duty must know when the référent is not there, so that nobody tells her story twice."""

from django.db import models

from tisserand.access.terms import ByTerritory
from tisserand.access.walls import Wall, When
from tisserand.people.granted import IN_EMERGENCY
from tisserand.people.walls import Knowing
from tisserand.support.models.of_plan import SEEN_BY, OfPlan, one_of

DUTY, TEAM = "duty", "team"
DESKS = ByTerritory("team_id", "continuity.read")


class Continuity(OfPlan):
    """Written by the référent for the desk: nothing of the plan comes here by itself (need to know, R25)."""

    # To the desks of the territory where she is accompanied; elsewhere, an emergency opens it.
    wall = Wall(*SEEN_BY, person="person_id", reads=(When("open_to", DUTY, Knowing((DESKS,))), *IN_EMERGENCY))

    open_to = models.CharField(max_length=10, default=DUTY)
    safety = models.TextField(blank=True)
    safe_contact = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta(OfPlan.Meta):
        ordering = ("person_id", "plan_id")
        constraints = (
            one_of("open_to", (DUTY, TEAM), "continuity_open_to", "Dites qui peut lire cette fiche."),
            models.UniqueConstraint(fields=("plan",), name="continuity_once_per_plan"),
        )
