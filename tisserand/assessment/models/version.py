"""What an assessment said each time it was kept: two people may write, neither text is lost."""

from django.db import models

from tisserand.assessment import walls
from tisserand.assessment.models.about import AboutSituation


class AssessmentVersion(AboutSituation):
    wall = walls.SITUATION

    assessment = models.ForeignKey("assessment.FirstAssessment", models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    sheet = models.JSONField()

    class Meta:
        ordering = ("assessment", "version", "id")
        constraints = (models.UniqueConstraint(fields=("assessment", "version"), name="assessment_version_once"),)
