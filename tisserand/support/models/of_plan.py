"""What every row of a plan carries, so that its policy reads no other table (decision D5)."""

from django.db import models
from django.db.models import Q

from tisserand.access.walls import ByAccount, ByUnit, Wall
from tisserand.kernel.ids import new_id
from tisserand.people.granted import IN_EMERGENCY
from tisserand.people.walls import STAFF, ByCareTeam, Knowing

# The référent, the manager of her team, and whoever accompanies the person (design §1).
SEEN_BY = (ByAccount("referent_id"), Knowing((ByUnit("team_id", "plans.see"),)), ByCareTeam("person_id"))


def one_of(field: str, choices, name: str, message: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(choice) for choice in choices]}), name=name, violation_error_message=message
    )


class OfPlan(models.Model):
    """`person`, `team` and `referent` follow the plan's: `operations.hand_over_plan` changes them all together.

    `visibility` follows the person's: see `operations.follow_file`.

    `request_key` makes a double click one row (decision D17).
    """

    wall = Wall(*SEEN_BY, person="person_id", reads=IN_EMERGENCY)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey("support.Plan", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    team = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    referent = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
