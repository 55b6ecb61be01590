"""Who sees what: a letter is its holder's, read by whoever accompanies the person, and by their manager unless it is
about violence."""

from django.db import models
from django.db.models import Q

from tisserand.access.terms import ByCovered
from tisserand.access.walls import ByAccount, ByUnit, Wall, When
from tisserand.kernel.ids import new_id
from tisserand.people.walls import STAFF, ByCareTeam, Knowing
from tisserand.transmissions.rules import Reach

HOLDERS = (
    ByAccount("holder_id"),
    ByCovered("holder_id"),
    When("reach", Reach.TEAM.value, Knowing((ByUnit("unit_id", "transmissions.see"),))),
)
# An emergency opens none of it; whoever accompanies the person reads, never writes.
HER_TEAM = (ByCareTeam("person_id"),)


def one_of(field: str, choices, name: str, message: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(choice) for choice in choices]}), name=name, violation_error_message=message
    )


def not_empty(field: str, name: str, message: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=~Q(**{field: ""}), name=name, violation_error_message=message)


class About(models.Model):
    """`request_key` makes a double click one row (decision D17)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    request_key = models.UUIDField(null=True, unique=True)

    class Meta:
        abstract = True


class Changing(About):
    """A row that is written little by little, by several."""

    created_at = models.DateTimeField()
    created_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class OfLetter(About):
    """Added, never changed. `holder`, `reach` and the person follow the letter's, for the policy (decision D5)."""

    wall = Wall(*HOLDERS, person="person_id", reads=HER_TEAM)

    letter = models.ForeignKey("transmissions.Letter", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    holder = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    reach = models.CharField(max_length=10)
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        abstract = True
