"""Who sees what: the procedure is known to whoever accompanies the person, what is written for the judge is not."""

from django.db import models
from django.db.models import Q

from tisserand.access.terms import ByCovered
from tisserand.access.walls import ByAccount, ByUnit, Wall
from tisserand.kernel.ids import new_id
from tisserand.people.walls import STAFF, ByCareTeam, Knowing

# The evaluator, whoever stands in for her, and the manager of the team that was commissioned. An inquiry opens no
# file, and the file does not open the inquiry (practice.md).
MEMBERS = (ByAccount("evaluator_id"), ByCovered("evaluator_id"), Knowing((ByUnit("unit_id", "inquiries.see"),)))
# « She sees the procedure and the hearing date » (practice.md): to read, never to write.
KNOWN_TO_HER_TEAM = (ByCareTeam("person_id"),)


def one_of(field: str, choices, name: str, message: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(choice) for choice in choices]}), name=name, violation_error_message=message
    )


class OfInquiry(models.Model):
    """`person`, `unit` and `evaluator` follow the inquiry's, so that a policy reads no other table (decision D5).

    `request_key` makes a double click one row (decision D17).
    """

    wall = Wall(*MEMBERS, person="person_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    eviction = models.ForeignKey("inquiries.Eviction", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    evaluator = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
