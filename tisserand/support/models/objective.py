"""What she wants to change, step by step, and how both will see that it is better."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tisserand.support.models.of_plan import OfPlan, one_of
from tisserand.support.rules import ObjectiveState, StepOwner

ON_SCALE = (-2, -1, 0, 1, 2)


class Objective(OfPlan):
    """`scale`: five degrees written with her, from −2 to +2, or none."""

    rank = models.PositiveSmallIntegerField()
    words = models.TextField()
    family = models.CharField(max_length=20, blank=True)
    problem = models.CharField(max_length=20, blank=True)
    verb = models.CharField(max_length=20, blank=True)
    feasibility = models.TextField(blank=True)
    criterion = models.TextField(blank=True)
    criterion_on = models.DateField(null=True)
    scale = ArrayField(models.CharField(max_length=200), default=list)
    scale_start = models.SmallIntegerField(null=True)
    scale_aim = models.SmallIntegerField(null=True)
    scale_now = models.SmallIntegerField(null=True)
    scale_on = models.DateField(null=True)
    state = models.CharField(max_length=15, default=ObjectiveState.ONGOING)
    self_evaluation = models.TextField(blank=True)
    assessed_on = models.DateField(null=True)

    class Meta(OfPlan.Meta):
        ordering = ("plan_id", "rank", "id")
        constraints = (
            one_of("state", ObjectiveState, "objective_state", "Dites où en est cet objectif."),
            models.UniqueConstraint(fields=("plan", "rank"), name="objective_rank_once"),
            models.CheckConstraint(
                condition=Q(criterion="", criterion_on=None) | (~Q(criterion="") & Q(criterion_on__isnull=False)),
                name="objective_criterion_is_dated",
                violation_error_message="Datez le jour où ce critère a été fixé.",
            ),
            models.CheckConstraint(
                condition=Q(scale=[], scale_start=None, scale_aim=None, scale_now=None)
                | Q(scale__len=5, scale_start__in=ON_SCALE, scale_aim__in=ON_SCALE),
                name="objective_scale_is_whole",
                violation_error_message="Une échelle a cinq degrés, un départ et ce qu’on vise.",
            ),
            models.CheckConstraint(
                condition=Q(scale_now=None) | Q(scale_now__in=ON_SCALE),
                name="objective_now_on_scale",
                violation_error_message="Ce degré n’est pas sur l’échelle.",
            ),
        )


class Step(OfPlan):
    """`account` is the professional's, `partner` a name; « à sa place » carries its reason and her mandate (R22)."""

    objective = models.ForeignKey(Objective, models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=15)
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    partner = models.CharField(max_length=120, blank=True)
    instead_reason = models.CharField(max_length=20, blank=True)
    instead_agreed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_words = models.CharField(max_length=80, blank=True)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")

    class Meta(OfPlan.Meta):
        ordering = ("objective_id", "written_at", "id")
        constraints = (
            one_of("owner", StepOwner, "step_owner", "Dites qui fait cette étape."),
            models.CheckConstraint(
                condition=~Q(owner=StepOwner.INSTEAD) | (~Q(instead_reason="") & Q(instead_agreed_on__isnull=False)),
                name="step_instead_has_reason_and_mandate",
                violation_error_message="Agir à sa place demande un motif et son accord daté.",
            ),
        )
        indexes = (models.Index(fields=("plan", "due_on"), condition=Q(done_on=None), name="step_to_do"),)
