"""The binôme with France Travail (R51, R63): who, from which agency, asked when, begun when."""

from django.db import models
from django.db.models import Q

from tisserand.support.models.of_plan import OfPlan


class JointSupport(OfPlan):
    """One for each « accompagnement global emploi » ; until it begins, the person waits."""

    adviser = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=120, blank=True)
    asked_on = models.DateField()
    began_on = models.DateField(null=True)

    class Meta(OfPlan.Meta):
        ordering = ("team_id", "asked_on", "id")
        constraints = (
            models.UniqueConstraint(fields=("plan",), name="jointsupport_once_per_plan"),
            models.CheckConstraint(
                condition=Q(began_on=None) | (~Q(adviser="") & ~Q(agency="")),
                name="jointsupport_begun_names_both",
                violation_error_message="Nommez le conseiller de France Travail et son agence.",
            ),
        )
