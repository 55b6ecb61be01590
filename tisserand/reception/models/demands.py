"""What was asked and answered, written by the AS d’accueil in a closed office (practice.md)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tisserand.reception import walls
from tisserand.reception.models.story import Story
from tisserand.reception.rules.demands import INSTEAD_OF_HER, MOST_OTHER_THEMES, UNANSWERED


class Demand(Story):
    wall = walls.DEMAND

    visit = models.OneToOneField("reception.Visit", models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    language = models.CharField(max_length=60, blank=True)
    main_theme = models.CharField(max_length=60)
    other_themes = ArrayField(models.CharField(max_length=60), default=list)
    theme_text = models.CharField(max_length=200, blank=True)
    answers = ArrayField(models.CharField(max_length=60), default=list)
    instead_reason = models.CharField(max_length=40, blank=True)
    has_mandate = models.BooleanField(null=True)
    unmet_need = models.TextField(blank=True)
    closure = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)
    act = models.ForeignKey("activity.Act", models.PROTECT, null=True, related_name="+")
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-written_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) & ~Q(closure="")
                | Q(closed_at=None, closure="", obligation__isnull=False),
                name="demand_closed_or_owed",
                violation_error_message="Une demande ouverte a toujours quelqu’un et une date.",
            ),
            models.CheckConstraint(
                condition=Q(answers__len__gt=0) & Q(other_themes__len__lte=MOST_OTHER_THEMES) & ~Q(main_theme=""),
                name="demand_theme_and_answer",
                violation_error_message="Une demande a un thème principal, deux associés au plus, et une réponse.",
            ),
            models.CheckConstraint(
                # R22: what is done in her place has a reason, and says whether she gave a mandate.
                condition=~Q(answers__contains=[INSTEAD_OF_HER])
                | (~Q(instead_reason="") & Q(has_mandate__isnull=False)),
                name="demand_instead_has_reason",
                violation_error_message="Dites pourquoi la démarche est faite à sa place.",
            ),
            models.CheckConstraint(
                condition=~Q(answers__contains=[UNANSWERED]) | ~Q(unmet_need=""),
                name="demand_unmet_need_is_said",
                violation_error_message="Dites quel besoin reste sans réponse.",
            ),
        )
        indexes = (models.Index(fields=("person", "-written_at"), name="demand_by_person"),)
