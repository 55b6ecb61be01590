"""A measure that a judge decided and somebody else exercises (rule PRO-2): never ours, but its end is not forgotten."""

from django.db import models
from django.db.models import F, Q

from tisserand.access.walls import ByAccount, Wall
from tisserand.people.granted import IN_EMERGENCY
from tisserand.people.walls import ByCareTeam
from tisserand.transmissions.models.base import Changing


class ProtectiveMeasure(Changing):
    """Her team reads it, and whoever opens her file in an emergency: who signs matters that day."""

    wall = Wall(ByCareTeam("person_id"), ByAccount("created_by_id"), person="person_id", reads=IN_EMERGENCY)

    measure = models.CharField(max_length=20)
    decided_on = models.DateField()
    court = models.CharField(max_length=200, blank=True)
    # What the judgment says; without it, the longest that the law allows.
    ends_on = models.DateField(null=True)
    representative = models.CharField(max_length=10)
    name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    signs = models.CharField(max_length=20)
    scope = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
    ending_words = models.TextField(blank=True)
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("person_id", "-decided_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on__isnull=False) | Q(obligation__isnull=False),
                name="measure_open_has_obligation",
                violation_error_message="Une mesure en cours a une date de rappel.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("decided_on")),
                name="protection_dates_in_order",
                violation_error_message="La mesure finit après la décision.",
            ),
        )
        indexes = (models.Index(fields=("person", "-decided_on"), name="protection_by_person"),)
