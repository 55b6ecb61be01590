"""« Astreinte »: who answers when, one at a time (R24)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from tisserand.kernel.ids import new_id
from tisserand.reception import walls
from tisserand.reception.models.appointments import Moment
from tisserand.reception.rules.numbers import shown_number
from tisserand.reception.rules.on_call import LONGEST_NAME, OVERLAP


class OnCall(models.Model):
    """`name` is kept even beside an account: a name is what is said on the telephone."""

    wall = walls.PROTOCOL

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    phone = models.CharField(max_length=20)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("starts_at", "id")
        constraints = (
            ExclusionConstraint(
                name="on_call_one_at_a_time",
                expressions=((Moment("starts_at", "ends_at"), RangeOperators.OVERLAPS),),
                condition=Q(cancelled_at=None),
                violation_error_message=OVERLAP.message,
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="on_call_times_in_order",
                violation_error_message="L’astreinte finit après avoir commencé.",
            ),
        )

    @property
    def shown_phone(self) -> str:
        return shown_number(self.phone)
