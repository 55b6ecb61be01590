"""What every row of this room carries, so that its policy reads no other table (decision D5)."""

from django.db import models
from django.db.models import Q

from tisserand.access.walls import ByAccount, ByUnit, Wall
from tisserand.kernel.ids import new_id
from tisserand.people.walls import ByCareTeam

WALL = Wall(ByAccount("author_id"), ByUnit("site_id", "assessments.see"), ByCareTeam("person_id"), person="person_id")


def one_of(field: str, choices, name: str, message: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(choice) for choice in choices]}), name=name, violation_error_message=message
    )


class AboutSituation(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    site = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    author = models.ForeignKey("access.Account", models.PROTECT, related_name="+")

    class Meta:
        abstract = True
