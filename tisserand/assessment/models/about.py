"""What every row of this room carries, so that its policy reads no other table (decision D5)."""

from django.db import models
from django.db.models import Q

from tisserand.kernel.ids import new_id
from tisserand.people.walls import STAFF


def one_of(field: str, choices, name: str, message: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(choice) for choice in choices]}), name=name, violation_error_message=message
    )


class AboutSituation(models.Model):
    """`visibility` follows the person's, as in `people`: see `operations.follow_visibility`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    site = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    author = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF)

    class Meta:
        abstract = True
