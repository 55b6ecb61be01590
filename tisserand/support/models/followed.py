"""What is followed about a person beside her plans: her RSA, a measure before a judge, a file of debts."""

from django.db import models

from tisserand.access.terms import ByCovered
from tisserand.access.walls import Wall
from tisserand.kernel.ids import new_id
from tisserand.people.walls import STAFF, Knowing
from tisserand.support.models.of_plan import SEEN_BY
from tisserand.support.walls import InNobodysHands


class Followed(models.Model):
    """`team` answers for it; `referent` has it in hand when somebody has.

    An emergency does not open it: what it says is of no use to whoever helps that day.
    """

    wall = Wall(*SEEN_BY, ByCovered("referent_id"), Knowing((InNobodysHands(),)), person="person_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    team = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    referent = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
