"""Measures that others exercise: known, never our plans (practice.md)."""

from django.db import models
from django.db.models import F, Q

from tisserand.access.walls import ByAccount, Wall
from tisserand.kernel.ids import new_id
from tisserand.people.granted import IN_EMERGENCY
from tisserand.people.walls import ByCareTeam


class KnownMeasure(models.Model):
    wall = Wall(ByCareTeam("person_id"), ByAccount("recorded_by_id"), person="person_id", reads=IN_EMERGENCY)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    measure = models.CharField(max_length=40)
    exercised_by = models.CharField(max_length=200)
    scope = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    recorded_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    request_key = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("person_id", "-recorded_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_before=None) | Q(starts_on=None) | Q(ends_before__gt=F("starts_on")),
                name="measure_dates_in_order",
                violation_error_message="La fin de la mesure est avant son début.",
            ),
            models.CheckConstraint(
                condition=~Q(exercised_by=""),
                name="measure_names_who",
                violation_error_message="Dites qui exerce cette mesure.",
            ),
        )
