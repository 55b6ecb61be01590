"""Dated facts of her housing, with who said them (R60): her team's, never the inquiry's."""

from django.db import models

from tisserand.access.walls import ByAccount, Wall
from tisserand.kernel.ids import new_id
from tisserand.people.granted import IN_EMERGENCY
from tisserand.people.walls import ByCareTeam


class HousingFact(models.Model):
    wall = Wall(ByCareTeam("person_id"), ByAccount("recorded_by_id"), person="person_id", reads=IN_EMERGENCY)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    on = models.DateField()
    said_by = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    request_key = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("person_id", "-on", "-id")
        indexes = (models.Index(fields=("person", "-on"), name="housing_by_person"),)
