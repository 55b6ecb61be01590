"""Help with a budget: the evaluation before a renewal, the measure that a judge orders, the file of debts."""

from django.db import models
from django.db.models import Q

from tisserand.support.models.followed import Followed
from tisserand.support.models.of_plan import OfPlan, one_of
from tisserand.support.rules.court import Court, Standing
from tisserand.support.rules.debts import DebtState


class BudgetEvaluation(OfPlan):
    """Written before a MASP is renewed (CASF L. 271-2): added, never changed."""

    evaluated_on = models.DateField()
    situation = models.TextField()
    danger = models.TextField(blank=True)
    words = models.TextField(blank=True)
    conclusion = models.CharField(max_length=20)

    class Meta(OfPlan.Meta):
        ordering = ("plan_id", "-evaluated_on", "-id")


class CourtMeasure(Followed):
    """Direct payment to the landlord, or a MAJ: asked, heard, decided. `known` is the measure, once ordered."""

    measure = models.CharField(max_length=10)
    standing = models.CharField(max_length=10, default=Standing.ASKED)
    asked_by = models.CharField(max_length=20)
    asked_on = models.DateField()
    ground = models.CharField(max_length=20)
    unpaid_months = models.PositiveSmallIntegerField(null=True)
    subsistence = models.TextField(blank=True)
    reported_on = models.DateField(null=True)
    words = models.TextField(blank=True)
    heard_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    # The last day that the judge gave, renewals included.
    ends_on = models.DateField(null=True)
    notified_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)
    known = models.ForeignKey("support.KnownMeasure", models.PROTECT, null=True, related_name="+")
    # What is owed where no rule of the book says a date: the end that the judge set.
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")

    class Meta(Followed.Meta):
        ordering = ("person_id", "-asked_on", "-id")
        constraints = (
            one_of("measure", Court, "courtmeasure_measure", "Choisissez la mesure."),
            one_of("standing", Standing, "courtmeasure_standing", "Cet état n’existe pas."),
            models.CheckConstraint(
                condition=~Q(standing=Standing.ORDERED)
                | Q(decided_on__isnull=False, months__gte=1, ends_on__isnull=False),
                name="courtmeasure_ordered_has_an_end",
                violation_error_message="Une mesure ordonnée a une date et une durée.",
            ),
        )


class DebtFile(Followed):
    """An over-indebtedness file: lodged, answered by the commission, ended."""

    state = models.CharField(max_length=12, default=DebtState.LODGED)
    lodged_on = models.DateField()
    reference = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=20, blank=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta(Followed.Meta):
        ordering = ("person_id", "-lodged_on", "-id")
        constraints = (
            one_of("state", DebtState, "debtfile_state", "Cet état n’existe pas."),
            models.CheckConstraint(
                condition=~Q(state=DebtState.ADMISSIBLE) | Q(answered_on__isnull=False),
                name="debtfile_admissible_is_dated",
                violation_error_message="Datez la réponse de la commission.",
            ),
        )
