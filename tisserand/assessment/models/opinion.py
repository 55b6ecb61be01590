"""What another professional thinks of one domain, or of what comes next: signed, dated, beside the first (R16)."""

from django.db import models
from django.db.models import Q

from tisserand.assessment import walls
from tisserand.assessment.models.about import AboutSituation


class Opinion(AboutSituation):
    """Never changed. Read by whoever reads the assessment: `author` is the assessment's, `signed_by` whose this is.

    `beside` is what the assessment said of it that day: one still under way may read otherwise since.
    """

    append_only = True
    # But for `privacy`, which takes the words of it away when the file ends (decision D16).
    leaves_with_her = True
    wall = walls.SITUATION

    assessment = models.ForeignKey("assessment.FirstAssessment", models.PROTECT, related_name="+")
    about = models.CharField(max_length=40)
    words = models.TextField()
    beside = models.TextField(blank=True)
    signed_by = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    profession = models.CharField(max_length=150, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("assessment", "signed_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(about=""),
                name="opinion_about_something",
                violation_error_message="Dites sur quoi porte cet avis.",
            ),
        )
        indexes = (models.Index(fields=("person", "signed_at"), name="opinion_by_person"),)
