"""A first assessment: short, one per site at a time, taken up again by the next one."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tisserand.assessment import walls
from tisserand.assessment.models.about import AboutSituation, one_of
from tisserand.assessment.rules.first_assessment import FOLLOWED, NextStep, State, View


class FirstAssessment(AboutSituation):
    wall = walls.SITUATION

    visit = models.ForeignKey("reception.Visit", models.PROTECT, null=True, related_name="+")
    former = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default=State.OPEN)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    opening_words = models.TextField(blank=True)
    opening_language = models.CharField(max_length=10, default="fr")
    # Where words that nobody retyped come from: « sa demande du 24 novembre ».
    opening_source = models.CharField(max_length=200, blank=True)
    inner_strengths = models.TextField(blank=True)
    outer_strengths = models.TextField(blank=True)
    autonomy = models.PositiveSmallIntegerField(null=True)
    autonomy_words = models.TextField(blank=True)
    replies = models.JSONField(default=dict)
    vulnerabilities = ArrayField(models.CharField(max_length=40), default=list)
    expectations = ArrayField(models.CharField(max_length=40), default=list)
    expectation_words = models.TextField(blank=True)

    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    next_step = models.CharField(max_length=15, blank=True)
    next_pole = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    # What was proposed and why, as shown that day: rules change, what was read does not.
    proposed = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    view = models.CharField(max_length=10, blank=True)
    view_words = models.TextField(blank=True)
    # The link of the chain that it holds open: to conclude it, then to send or to attribute (decision D2).
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    act = models.ForeignKey("activity.Act", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-started_at", "id")
        constraints = (
            one_of("state", State, "assessment_state", "Cette étape n’existe pas."),
            one_of("next_step", ("", *NextStep), "assessment_next_step", "Cette suite n’existe pas."),
            one_of("view", ("", *View), "assessment_view", "Cette réponse n’existe pas."),
            models.CheckConstraint(
                condition=Q(autonomy=None) | Q(autonomy__range=(1, 5)),
                name="assessment_autonomy_scale",
                violation_error_message="L’échelle va de 1 à 5.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, concluded_at=None, next_step="", act=None)
                | (Q(state=State.CONCLUDED, concluded_at__isnull=False, act__isnull=False) & ~Q(next_step="")),
                name="assessment_concluded_with_next_step",
                violation_error_message="Une évaluation conclue dit ce qui suit.",
            ),
            models.CheckConstraint(
                condition=Q(next_step=NextStep.ORIENTATION, next_pole__isnull=False)
                | (~Q(next_step=NextStep.ORIENTATION) & Q(next_pole=None)),
                name="assessment_orientation_names_pole",
                violation_error_message="Dites vers quel pôle orienter.",
            ),
            # Nobody falls between two chairs (invariant 1).
            models.CheckConstraint(
                condition=Q(obligation__isnull=False)
                | (Q(state=State.CONCLUDED) & ~Q(next_step__in=[str(step) for step in sorted(FOLLOWED)])),
                name="assessment_open_link_is_owned",
                violation_error_message="Ce qui suit doit avoir quelqu’un et une date.",
            ),
            models.CheckConstraint(
                condition=Q(concluded_at=None) | Q(concluded_at__gte=F("started_at")),
                name="assessment_dates_in_order",
                violation_error_message="La conclusion est avant le début.",
            ),
            models.UniqueConstraint(
                fields=("person", "site"),
                condition=Q(state=State.OPEN),
                name="assessment_open_once",
                violation_error_message="Une évaluation est déjà commencée ici pour cette personne.",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-started_at"), name="assessment_by_person"),
            models.Index(fields=("site", "state", "-started_at"), name="assessment_by_site"),
        )
