"""The team looks at its plans together, under its manager (R40)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tisserand.access.walls import ByUnit, Wall
from tisserand.kernel.ids import new_id
from tisserand.support.models.of_plan import OfPlan, one_of
from tisserand.support.rules import Decision


class Session(models.Model):
    """One meeting of one team. No person is named here."""

    wall = Wall(ByUnit("team_id", "plans.regulate"), ByUnit("team_id", "plans.write"))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    held_on = models.DateField()
    chair = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    present = ArrayField(models.UUIDField(), default=list)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-held_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("team",),
                condition=Q(closed_at=None),
                name="session_one_open_per_team",
                violation_error_message="Une régulation de cette équipe est déjà ouverte.",
            ),
        )


class Examination(OfPlan):
    """One plan before its team: the question, the opinion, the decision, the dissent kept (R16)."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    question = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    decision = models.CharField(max_length=10)
    comments = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    rework_by = models.DateField(null=True)
    decided_on = models.DateField()

    class Meta(OfPlan.Meta):
        ordering = ("-decided_on", "-id")
        constraints = (
            one_of("decision", Decision, "examination_decision", "Dites ce que l’équipe décide."),
            models.UniqueConstraint(fields=("session", "plan"), name="examination_once_per_session"),
            # The référent never decides on her own plan: a second cadre does.
            models.CheckConstraint(
                condition=~Q(author=models.F("referent")),
                name="examination_not_by_referent",
                violation_error_message="Le référent ne décide pas de son propre accompagnement.",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.REWORK) | Q(rework_by__isnull=False),
                name="examination_rework_is_dated",
                violation_error_message="Donnez au référent une date pour revenir devant l’équipe.",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.REFUSED) | ~Q(proposal=""),
                name="examination_refusal_proposes",
                violation_error_message="Un refus s’accompagne d’une autre proposition.",
            ),
        )
