"""What every row about a person carries, so that its policy reads no other table (decision D5)."""

from django.db import models
from django.db.models import F, Q

from tisserand.kernel.ids import new_id
from tisserand.people.rules import Visibility


def in_order(name: str, message: str) -> models.CheckConstraint:
    """Ending on the day it began is a mistake taken back: [d, d) holds no day."""
    return models.CheckConstraint(
        condition=Q(ends_before=None) | Q(starts_on=None) | Q(ends_before__gte=F("starts_on")),
        name=name,
        violation_error_message=message,
    )


def one_of(field: str, choices, name: str, message: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(choice) for choice in choices]}), name=name, violation_error_message=message
    )


class AboutPerson(models.Model):
    """`visibility` follows the person's: `operations.make_restricted` changes them all together."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=Visibility.STAFF)

    class Meta:
        abstract = True
